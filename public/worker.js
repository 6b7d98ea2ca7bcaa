// The page's engine in a worker: bytes in, bytes out. It is given every secret, and no policy of the page's holds a worker:
// once the engine is loaded, whatever could send something, keep something or start another worker is taken from it.

import init, { build, reply } from "./berth-engine.js";

const TAKEN = {
  "": [
    "BroadcastChannel", "EventSource", "FontFace", "Notification", "SharedWorker", "WebSocket", "WebSocketStream", "WebTransport",
    "Worker", "XMLHttpRequest", "caches", "fetch", "fonts", "importScripts", "indexedDB",
  ],
  navigator: ["sendBeacon", "serviceWorker", "storage"],
};

function seal() {
  for (const [place, names] of Object.entries(TAKEN)) {
    const holder = place ? globalThis[place] : globalThis;
    for (const name of names) {
      for (let at = holder; at; at = Object.getPrototypeOf(at)) Reflect.deleteProperty(at, name);
      Object.defineProperty(holder, name, { value: undefined });
    }
  }
}

// The page counts what is asked for from now on. There should be nothing.
function watch() {
  const since = performance.now();
  const tell = (list) => {
    const addresses = list.getEntries().filter((entry) => entry.startTime >= since).map((entry) => entry.name);
    if (addresses.length > 0) postMessage(addresses);
  };
  new PerformanceObserver(tell).observe({ type: "resource" });
}

async function load() {
  await init({ module_or_path: new URL("./berth-engine_bg.wasm", import.meta.url) });
  watch();
  seal();
  postMessage(build());
}

onmessage = ({ data: request }) => {
  // What is rejected is no error for the page unless it is reported.
  if (request === "load") return load().catch(reportError);
  const bytes = reply(request);
  request.fill(0);
  postMessage(bytes, [bytes.buffer]);
};
