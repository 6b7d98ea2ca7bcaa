// When a page is there, as whoever waits for it sees it. Runs before anything of the page does.
({ act, preview }) => {
  const seen = { painted: null, done: null, longest: 0 };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration);
  }).observe({ type: "longtask", buffered: true });

  const frame = () => new Promise(requestAnimationFrame);
  const task = () =>
    new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = done;
      port2.postMessage(0);
    });

  const code = () =>
    [...document.querySelectorAll(preview)]
      .filter((one) => one.checkVisibility())
      .map((one) => one.textContent.trim())
      .join("");

  const painted = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? null;

  // Painted, shown, enabled and covered by nothing. What is pressed of a choice is its label.
  const canBeUsed = (field) => {
    if (!painted() || !field || field.matches(":disabled") || field.closest("[inert]")) return false;
    const shown = field.closest("label") ?? field;
    const { left, top, width, height } = shown.getBoundingClientRect();
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    return width > 0 && height > 0 && shown.checkVisibility() && (!hit || shown.contains(hit));
  };
  const put = (field, text) => {
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  };

  const campaign = () => document.querySelector("main input[name=stack][value=campaign]");
  const acts = {
    // What is chosen stays so.
    async choose() {
      if (!canBeUsed(campaign())) return false;
      campaign().click();
      await task();
      return campaign()?.checked;
    },
    // What is no port is said to be none, by the field itself.
    async mistake() {
      const field = [...document.querySelectorAll("main input")].find(canBeUsed);
      if (!field) return false;
      put(field, "x");
      for (let tries = 0; tries < 5; tries += 1) {
        await task();
        if (field.getAttribute("aria-invalid") === "true") return true;
      }
      return false;
    },
    // The preview shows what is typed.
    async type() {
      const field = document.querySelector(".main input[type=text]");
      if (!canBeUsed(field)) return false;
      put(field, "typed.example");
      for (let tries = 0; tries < 10; tries += 1) {
        await frame();
        if (code().includes("typed.example")) return true;
      }
      return false;
    },
  };

  const look = async () => {
    let asked;
    do {
      await frame();
      asked = performance.now();
    } while (!(await acts[act]()));
    seen.done = asked;
  };
  // Only looked at, so that it comes as it does for whoever waits.
  const watch = async () => {
    do await frame();
    while (!code());
    await task();
    seen.done = performance.now();
  };
  (act === "look" ? watch : look)();

  window.bench = {
    seen() {
      seen.painted = painted();
      return seen.painted === null || seen.done === null ? null : seen;
    },
    // Once the program is there, it knows what was chosen before.
    keptChoice() {
      if (document.querySelector("#boot") || !document.querySelector("#download")) return null;
      return campaign()?.checked && document.querySelector(".services__home").href.includes("campaign") ? true : null;
    },
  };
}
