// Every place in which a page can keep or show a text, or the one that is named; what is typed into fields is the person's
// own. By name, as text.
const wanted = arguments[0];
const entries = async (cache) => {
  const requests = await cache.keys();
  return Promise.all(requests.map(async (request) => [request.url, await (await cache.match(request)).text()]));
};
const databases = async () => {
  const found = (await indexedDB.databases?.()) ?? [];
  return found.map(({ name }) => `a database: ${name}`);
};
const every = [...document.querySelectorAll("*")];

const places = {
  address: () => location.href,
  title: () => document.title,
  "window.name": () => window.name,
  "history.state": () => JSON.stringify(history.state),
  referrer: () => document.referrer,
  localStorage: () => JSON.stringify({ ...localStorage }),
  sessionStorage: () => JSON.stringify({ ...sessionStorage }),
  cookies: () => document.cookie,
  attributes: () => every.flatMap((element) => [...element.attributes].map(({ value }) => value)).join("\n"),
  dataset: () => every.map((element) => JSON.stringify({ ...element.dataset })).join("\n"),
  text: () => document.body.textContent,
  comments: () => {
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT);
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode.data);
    return found.join("\n");
  },
  "timing entries": () => performance.getEntries().map(({ name }) => name).join("\n"),
  globals: () =>
    Object.keys(window)
      .filter((name) => name !== "name" && typeof window[name] === "string")
      .map((name) => `${name}=${window[name]}`)
      .join("\n"),
  console: () => (window.heard ?? ["nobody listened: canary"]).join("\n"),
  copies: () => (window.copies ?? ["nobody listened: canary"]).join("\n"),
  requests: () => (window.fetched ?? ["nobody listened: canary"]).join("\n"),
  databases: async () => (await databases()).join("\n"),
};
return (async () => {
  const seen = {};
  for (const [place, look] of Object.entries(places)) {
    if (!wanted || wanted === place) seen[place] = await look();
  }
  for (const name of (await globalThis.caches?.keys()) ?? []) {
    const place = `cache ${name}`;
    // A page of ours carries this word nowhere by itself, so its own files may be looked into as well.
    if (!wanted || wanted === place) seen[place] = JSON.stringify(await entries(await caches.open(name)));
  }
  seen.done = true;
  return seen;
})();
