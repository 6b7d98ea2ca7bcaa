// Starts the page: fetches its wasm, shows how far that is, and says which browsers can run it where this one can't.
// The page takes the place of #boot. WebAssembly as Rust now emits it runs from Chrome 96, Firefox 102 and Safari 16;
// the colours of the page ask for the versions below.

const CAN_RUN = "Chrome or Edge 111, Firefox 113, Safari 16.4, or anything newer";

// As `src/ui/components/theme.rs` keeps it; before the first paint, so that nothing flashes.
try {
  const theme = localStorage.getItem("berth.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // A browser that keeps nothing has the system's theme.
}

const boot = document.getElementById("boot");
const link = (selector) => document.querySelector(selector).href;

function show(...children) {
  boot.replaceChildren(boot.firstElementChild, ...children);
}

function sentence(text) {
  const p = document.createElement("p");
  p.textContent = text;
  return p;
}

function progressBar() {
  const label = document.createElement("label");
  const bar = document.createElement("progress");
  label.append("Loading", bar);
  show(label);
  return bar;
}

async function fetchWasm(url, bar) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the server answered ${response.status}`);

  // The length counts bytes as sent; behind a compressing server it says nothing about the bytes that arrive here.
  const length = Number(response.headers.get("content-length"));
  if (length && !response.headers.has("content-encoding")) bar.max = length;

  let arrived = 0;
  const counted = response.body.pipeThrough(
    new TransformStream({
      transform(chunk, controller) {
        arrived += chunk.length;
        if (bar.hasAttribute("max")) bar.value = arrived;
        controller.enqueue(chunk);
      },
    }),
  );
  return new Response(counted, { headers: { "content-type": "application/wasm" } });
}

async function start() {
  const bar = progressBar();
  const [page, wasm] = await Promise.all([
    import(link('link[rel="modulepreload"]')),
    fetchWasm(link('link[rel="preload"][as="fetch"]'), bar),
  ]);
  await page.default({ module_or_path: wasm });
  boot.remove();
}

function reason(error) {
  const { CompileError, LinkError, RuntimeError } = globalThis.WebAssembly ?? {};
  const is = (...kinds) => kinds.some((kind) => kind && error instanceof kind);
  if (!globalThis.WebAssembly || is(SyntaxError, CompileError, LinkError)) {
    return `This browser can't run Berth. It runs in ${CAN_RUN}.`;
  }
  if (is(RuntimeError)) return `Berth stopped while it started: ${error.message}.`;
  return `Berth did not load: ${error.message}. Check the connection and reload the page.`;
}

start().catch((error) => {
  console.error(error);
  show(sentence(reason(error)));
});
