// From each key press to the first task after the frame that shows what follows from it: in the field with its finding, and
// in the preview.
({ preview }) => {
  if (window.keys) return;
  const keys = {
    // What has been so far does not count.
    begin: () => Object.assign(keys, { since: performance.now(), field: [], preview: [], longest: 0 }),
  };
  window.keys = keys;
  keys.begin();
  const afterFrame = (then) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = then;
      port2.postMessage(0);
    });

  // With a letter in it a port is wrong, and without it right again.
  const isTold = ({ inputMode, value, ariaInvalid }) =>
    inputMode !== "numeric" || /\D/.test(value) === (ariaInvalid === "true");
  let pressed = null;
  addEventListener(
    "keydown",
    ({ target, timeStamp }) => {
      pressed = timeStamp;
      const look = () => (isTold(target) ? keys.field.push(performance.now() - timeStamp) : afterFrame(look));
      afterFrame(look);
    },
    true,
  );

  // Each text holds the one before.
  let typed = [];
  addEventListener("input", ({ target }) => typed.push({ since: pressed, text: target.value }), true);
  const code = () => [...document.querySelectorAll(preview)].map((one) => one.textContent).join("");
  new MutationObserver(() => {
    if (typed.length === 0) return;
    const now = code();
    const shown = typed.filter(({ text }) => now.includes(text));
    typed = typed.filter((one) => !shown.includes(one));
    const told = () => keys.preview.push(...shown.map(({ since }) => performance.now() - since));
    if (shown.length > 0) afterFrame(told);
  }).observe(document.body, { subtree: true, childList: true, characterData: true });

  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      if (startTime >= keys.since) keys.longest = Math.max(keys.longest, duration);
    }
  }).observe({ type: "longtask" });
}
