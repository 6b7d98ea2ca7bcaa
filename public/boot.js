// Starts the page and its engine, and says what is wrong where they can't run. Until then #boot stands in index.html, the
// page as it comes up by itself: it shows the step that the address names, and what is done in it is done in the page, too.
// A plain script in the head, so that it comes before the first paint; a single-file build carries it, both programs and
// their scripts within the page.

// A module with one of each of the younger instructions and types that Rust's programs are made of.
const TRIAL =
  "AGFzbQEAAAABBgFgAAJ/fwMCAQAEBAFvAAAFAwEAAQobARkAQQBBAEEA/AsAQQDARAAAAAAAAAAA/AIL";

// As `src/ui/session/preferences.rs` keeps it. A browser that keeps nothing has the system's theme.
const theme = kept("berth.theme");
if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;

function kept(name) {
  try {
    return localStorage.getItem(name);
  } catch (error) {
    return null;
  }
}

let refused = false;
document.addEventListener("securitypolicyviolation", () => (refused = true));

class Known extends Error {}

const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
const link = (selector) => document.querySelector(selector).href;

function check(canRun) {
  if (!globalThis.WebAssembly) {
    throw new Known(`WebAssembly is turned off in this browser. Allow it for this page and reload it. ${canRun}`);
  }
  if (!WebAssembly.validate(bytes(TRIAL)) || !WebAssembly.instantiateStreaming) {
    throw new Known(`This browser is too old. ${canRun}`);
  }
}

// As it comes from the network, so that the browser keeps what it compiles of it for the next visit.
async function program() {
  const inside = document.getElementById("boot-program");
  if (inside) return bytes(inside.textContent);
  const response = await fetch(link('link[rel="preload"][as="fetch"]')).catch(() => {
    throw new Known("The connection broke while the page loaded. Check it and reload the page.");
  });
  if (!response.ok) throw new Known(`The server answered ${response.status} for a file of the page. Reload it.`);
  return response;
}

// The page's own program is there: on a slow line, the two would each take half of it.
let arrived;
const isThere = new Promise((go) => (arrived = go));

// The program that renders, in a worker. To the page, which takes it up once it is there itself, this is the worker: what
// happens until then is kept. Where no worker can be had, the same program runs on the page's own thread. `anew`: what the
// browser has kept of its files is of another build.
function startEngine(anew) {
  let port = null;
  let listener = null;
  const kept = [];
  const tell = (event) => (listener ? event() : kept.push(event));
  const say = (data) => tell(() => listener({ data }));
  const fail = ({ message }) => tell(() => engine.onerror?.({ message }));
  const engine = {
    onerror: null,
    set onmessage(given) {
      listener = given;
      // As a worker's own messages come: not before whoever listens is done.
      for (const event of kept.splice(0)) queueMicrotask(event);
    },
    postMessage: (request, transfer) => port.postMessage(request, transfer),
    terminate() {
      port?.terminate();
      engine.onerror = null;
      listener = () => {};
    },
  };

  async function stay(files) {
    await isThere;
    const { default: init, build, reply } = await files.script();
    await init({ module_or_path: files.program });
    const answer = (request) => {
      const bytes = reply(request);
      request.fill(0);
      say(bytes);
    };
    const later = async (request) => answer(request);
    port = { postMessage: (request) => setTimeout(() => later(request).catch(fail)), terminate() {} };
    say(build());
  }

  async function begin() {
    const files = await engineFiles(anew);
    let begun = false;
    try {
      port = new Worker(files.worker, { type: files.type });
    } catch (refused) {
      return stay(files);
    }
    port.onmessage = ({ data }) => {
      begun = true;
      say(data);
    };
    port.onerror = (event) => {
      event.preventDefault();
      port.terminate();
      if (begun) fail(event);
      else stay(files).catch(fail);
    };
    await isThere;
    port.postMessage("load");
  }

  begin().catch(fail);
  return engine;
}

// The landing step is whole in the HTML, for answers that nobody has given yet; of any other step, its head is. What is to be
// seen of it is settled before each paint, however little of the HTML is there by then.
const standIn = new MutationObserver(() => {
  showStep();
  showKept();
});
standIn.observe(document, { childList: true, subtree: true });
let chosen = null;
let pressed = null;
let says = null;

function showStep() {
  const [step, answers] = location.hash.slice(1).split("?");
  const current = document.querySelector("#rail [aria-current]");
  const link = document.getElementById(`to-${step}`) ?? document.getElementById("to-stack");
  const part = link?.id === "to-stack" && answers === undefined ? "landing" : link?.dataset.step;
  for (const one of document.querySelectorAll("[data-part]")) one.hidden = one.dataset.part !== part;
  // It leads on from the landing step.
  document.querySelector(".pager")?.toggleAttribute("inert", part !== "landing");
  if (!link || link === current) return;
  // Its mark, and the word for that.
  for (const part of [".rail__mark", ".only-heard"]) {
    const [one, other] = [link, current].map((step) => step.querySelector(part));
    [one.innerHTML, other.innerHTML] = [other.innerHTML, one.innerHTML];
  }
  [link.className, current.className] = [current.className, link.className];
  current.removeAttribute("aria-current");
  link.setAttribute("aria-current", "step");
}

// The answers of last time, or of a link, may be others than those of the HTML.
function showKept() {
  const { stack, answers } = document.getElementById("boot")?.dataset ?? {};
  const id = kept("berth.stack") ?? stack;
  if (location.hash.includes("?")) showOthers();
  if (id !== stack || (kept(`berth.answers.${id}`) ?? answers) !== answers) showStack(chosen ?? id);
}

function showStack(id) {
  const option = document.getElementById(`stack-${id}`);
  if (!option) return;
  option.checked = true;
  document.getElementById("stack-choice").value = id;
  showOthers();
}

// What follows from the answers of the HTML is not to be seen.
function showOthers() {
  document.getElementById("boot")?.classList.add("boot--other");
  const files = "#boot .preview__top > :not(h2), #boot > .preview > :not(.preview__top, .code, #rendering), #boot .code__line";
  for (const part of document.querySelectorAll(files)) part.remove();
}

// What is done in a part that no program answers for yet is done in the page, once that is there.
const change = ({ target }) => {
  if (stands(target)) showStack((chosen = target.value));
};
const click = ({ target }) => {
  if (stands(target)) pressed = target.closest("button")?.id;
};
const follow = { change, click, hashchange: showStep };
for (const [event, then] of Object.entries(follow)) addEventListener(event, then);

// The parts of the HTML, from when others begin to take their places.
let parts = null;

function stands(target) {
  const part = target.closest("#boot > *");
  return part && (parts?.has(part) ?? true);
}

async function open(script, boot) {
  const task = () => new Promise((go) => setTimeout(go));
  await task();
  removeEventListener("hashchange", follow.hashchange);
  const known = chosen;
  parts = new Set(boot.children);
  script.open(known);
  do await task();
  while (script.take_next_place());
  for (const [event, then] of Object.entries(follow)) removeEventListener(event, then);
  boot.removeAttribute("id");
  boot.className = "app";
  if (chosen !== known) {
    const select = document.getElementById("stack-choice");
    select.value = chosen;
    select.dispatchEvent(new Event("change"));
  }
  if (pressed) document.getElementById(pressed)?.click();
}

let modules = 0;

async function engineFiles(anew) {
  const names = document.querySelector('meta[name="engine"]')?.content.split(" ");
  if (!names) return filesInside();
  const [worker, script, program] = names.map((name) => new URL(name, document.baseURI).href);
  if (anew) await Promise.all([worker, script, program].map((address) => fetch(address, { cache: "reload" })));
  // A module that has failed begins anew under another address only.
  return { worker, type: "module", program, script: () => import(`${script}?${(modules += 1)}`) };
}

// In a single file: the worker's script as text, the program in base64, and `berthGlue`, which makes the program's script.
async function filesInside() {
  if (document.readyState === "loading") await new Promise((go) => addEventListener("DOMContentLoaded", go));
  const text = (id) => document.getElementById(id).textContent;
  const glue = globalThis.berthGlue;
  const parts = [`const PROGRAM = "${text("engine-program")}";\nconst glue = ${glue};\n`, text("engine-worker")];
  const worker = URL.createObjectURL(new Blob(parts, { type: "text/javascript" }));
  return { worker, type: "classic", program: bytes(text("engine-program")), script: async () => glue() };
}

// The first is started now, while the page's own program is still on its way.
let first = startEngine(false);
globalThis.berthEngine = (anew) => {
  const engine = first ?? startEngine(anew);
  first = null;
  return engine;
};

async function start() {
  const boot = document.getElementById("boot");
  standIn.disconnect();
  says = document.getElementById("boot-says");
  const needs = document.getElementById("boot-needs");
  needs.remove();
  check(needs.textContent.split(". ")[1]);
  const inside = globalThis.berthScript;
  const [script, wasm] = await Promise.all([inside ?? import(link('link[rel="modulepreload"]')), program()]);
  await script.default({ module_or_path: wasm });
  arrived();
  await open(script, boot);
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
  says.hidden = false;
  says.lastElementChild.replaceChildren(reason(error));
  document.querySelector("main").replaceChildren(says);
  // Nothing would answer.
  for (const part of document.querySelectorAll("#boot > :not(main)")) part.inert = true;
}

addEventListener("DOMContentLoaded", () => start().catch(stop));
