// Starts the page: fetches its program, shows how far that is, and says what is wrong where it can't run. The page takes
// the place of #boot, the frame that stands in index.html. A plain script in the head, so that it comes before the first
// paint; a single-file build carries it, the program's script and the program itself within the page.

const CAN_RUN = "It runs in Chrome or Edge 111, Firefox 113, Safari 16.4, and in anything newer.";

// A module with one of each of the younger instructions and types that Rust's programs are made of.
const TRIAL =
  "AGFzbQEAAAABBgFgAAJ/fwMCAQAEBAFvAAAFAwEAAQobARkAQQBBAEEA/AsAQQDARAAAAAAAAAAA/AIL";

// As `src/ui/session/preferences.rs` keeps it. A browser that keeps nothing has the system's theme.
try {
  const theme = localStorage.getItem("berth.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch (error) {}

let refused = false;
document.addEventListener("securitypolicyviolation", () => (refused = true));

class Known extends Error {}

const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
const link = (selector) => document.querySelector(selector).href;

function check() {
  if (!globalThis.WebAssembly) {
    throw new Known(`WebAssembly is turned off in this browser. Allow it for this page and reload it. ${CAN_RUN}`);
  }
  if (!WebAssembly.validate(bytes(TRIAL)) || !WebAssembly.instantiateStreaming || !globalThis.TransformStream) {
    throw new Known(`This browser is too old. ${CAN_RUN}`);
  }
}

// Gives the program as a response that moves the bar along while it arrives.
async function program(bar) {
  const headers = { "content-type": "application/wasm" };
  const inside = document.getElementById("boot-program");
  if (inside) return new Response(bytes(inside.textContent), { headers });

  const response = await fetch(link('link[rel="preload"][as="fetch"]')).catch(() => {
    throw new Known("The connection broke while the page loaded. Check it and reload the page.");
  });
  if (!response.ok) throw new Known(`The server answered ${response.status} for a file of the page. Reload the page.`);

  // The length counts bytes as sent; behind a compressing server it says nothing about the bytes that arrive here.
  const length = Number(response.headers.get("content-length"));
  if (length && !response.headers.has("content-encoding")) bar.max = length;
  let arrived = 0;
  const transform = (chunk, controller) => {
    arrived += chunk.length;
    if (bar.hasAttribute("max")) bar.value = arrived;
    controller.enqueue(chunk);
  };
  return new Response(response.body.pipeThrough(new TransformStream({ transform })), { headers });
}

async function start() {
  const boot = document.getElementById("boot");
  const bar = boot.querySelector("progress");
  bar.hidden = false;
  document.getElementById("boot-needs").remove();
  check();
  const inside = globalThis.berthScript;
  const [script, wasm] = await Promise.all([inside ?? import(link('link[rel="modulepreload"]')), program(bar)]);
  await script.default({ module_or_path: wasm });
  boot.remove();
  if (!inside && globalThis.isSecureContext) keep();
}

// From the next visit on the page needs no network.
function keep() {
  navigator.serviceWorker?.register("sw.js").catch(() => {});
}

function reason(error) {
  const { CompileError, LinkError, RuntimeError } = globalThis.WebAssembly ?? {};
  const is = (...kinds) => kinds.some((kind) => kind && error instanceof kind);
  if (is(Known)) return error.message;
  if (refused || /Content.Security.Policy|unsafe-eval/i.test(error.message)) {
    return "A policy of this site, or an extension of this browser, forbids WebAssembly. Whoever hosts the page can allow it: script-src 'self' 'wasm-unsafe-eval'.";
  }
  if (is(CompileError, LinkError)) return "A file of the page arrived damaged. Reload the page.";
  if (is(RuntimeError)) return `Berth stopped while it started: ${error.message}. Reload the page.`;
  return `Berth did not load: ${error.message}. Check the connection and reload the page.`;
}

function stop(error) {
  console.error(error);
  const says = document.getElementById("boot-says");
  says.classList.add("boot__says--wrong");
  says.firstElementChild.textContent = "Berth can't start";
  says.lastElementChild.replaceChildren(reason(error));
}

addEventListener("DOMContentLoaded", () => start().catch(stop));
