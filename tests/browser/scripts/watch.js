// Keeps what the console is told, what is refused and what goes wrong from now on, in `window.heard`.
if (window.heard) return;
window.heard = [];
for (const level of ["log", "info", "warn", "error", "debug"]) {
  const say = console[level];
  console[level] = (...words) => {
    window.heard.push(`${level}: ${words.map(String).join(" ")}`);
    say.apply(console, words);
  };
}
addEventListener("error", (event) => window.heard.push(`error: ${event.message}`));
addEventListener("unhandledrejection", (event) => window.heard.push(`error: ${event.reason}`));
addEventListener("securitypolicyviolation", (event) => window.heard.push(`error: ${event.violatedDirective}`));
