// Keeps what the console is told, what is copied, what is refused and what goes wrong from now on, in `window.heard`, and
// every address that is asked for in `window.fetched`.
(() => {
  if (window.heard) return;
  window.heard = [];
  for (const level of ["log", "info", "warn", "error", "debug", "dir", "table", "trace"]) {
    const say = console[level];
    console[level] = (...words) => {
      window.heard.push(`${level}: ${words.map(String).join(" ")}`);
      say.apply(console, words);
    };
  }
  addEventListener("error", (event) => window.heard.push(`error: ${event.message}`));
  addEventListener("unhandledrejection", (event) => window.heard.push(`error: ${event.reason}`));
  addEventListener("securitypolicyviolation", (event) =>
    window.heard.push(`refused: ${event.violatedDirective} ${event.blockedURI}`),
  );

  // What is copied gets no further: a clipboard is shared with whatever else runs.
  window.copies = [];
  const clipboard = {
    writeText: (text) => (window.copies.push(String(text)), Promise.resolve()),
    write: async ([item]) => {
      const text = await item.getType("text/plain");
      window.copies.push(await text.text());
    },
  };
  Object.defineProperty(navigator, "clipboard", { configurable: true, value: clipboard });
  document.execCommand = (name) => (window.copies.push(`by command: ${name} ${getSelection()}`), true);

  window.fetched = [];
  new PerformanceObserver((list) => window.fetched.push(...list.getEntries().map(({ name }) => name))).observe({
    type: "resource",
    buffered: true,
  });
})();
