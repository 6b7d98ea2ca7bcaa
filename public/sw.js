// Keeps the files of one build in this browser, so that the page comes up without a network. It answers for these files
// and for nothing else, and keeps nothing else. In a release `cargo xtask finish-page` writes the build's name and its
// files in here; a page for development has none, and is not kept.

const BUILD = "";
const FILES = [];
const PAGE = "./";
// A hash in the name tells the content, or for the program what it was compiled to: that another version of the tools made
// other bytes of it changes nothing that it does.
const HASH = /-[0-9a-f]{9,16}[._]/;
const here = (name) => new URL(name, registration.scope).href;

// The page has just loaded, so its files come from the browser's own cache: their names tell their content. The page
// itself has the same name in every build. For a newer build the server is asked for it; at first it is the one that
// was just loaded, if that names the files of this build.
async function fetchPage() {
  const asks = registration.active ? ["no-cache"] : ["force-cache", "no-cache"];
  for (const cache of asks) {
    const response = await fetch(here(PAGE), { cache });
    const text = await response.clone().text();
    if (response.ok && FILES.every((name) => !HASH.test(name) || text.includes(name))) return response;
  }
  throw new Error("the page is of another build than its service worker");
}

async function install() {
  if (FILES.length === 0) return;
  const cache = await caches.open(BUILD);
  const files = FILES.map((name) => new Request(here(name), { cache: HASH.test(name) ? "force-cache" : "default" }));
  await Promise.all([cache.addAll(files), fetchPage().then((page) => cache.put(here(PAGE), page))]);
}

// A page that is open has all its files already and asks for none again, so what is older can go at once.
async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("berth-") && name !== BUILD).map((name) => caches.delete(name)));
}

// Which kept file answers for an address, if any does. What follows `?` is for the page to read.
function kept(request) {
  const url = new URL(request.url);
  const address = url.origin + url.pathname;
  // Who reloads wants the server's own.
  if (request.method !== "GET" || request.cache === "reload" || FILES.length === 0) return null;
  if (address === here(PAGE) || address === here("index.html")) return here(PAGE);
  return FILES.some((name) => address === here(name)) ? address : null;
}

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(install());
});
addEventListener("activate", (event) => event.waitUntil(takeOver()));
addEventListener("fetch", (event) => {
  const name = kept(event.request);
  if (!name) return;
  const answer = async () => {
    const cache = await caches.open(BUILD);
    return (await cache.match(name)) ?? fetch(event.request);
  };
  event.respondWith(answer());
});
