// From each key press to the first task after the frame that shows what follows from it: in the field with its finding, and
// in the preview.
({ preview }) => {
  const keys = { field: [], preview: [], longest: 0 };
  window.keys = keys;
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

  let typed = null;
  addEventListener("input", ({ target }) => (typed = { since: pressed, text: target.value }), true);
  const code = () => [...document.querySelectorAll(preview)].map((one) => one.textContent).join("");
  new MutationObserver(() => {
    if (!typed || !code().includes(typed.text)) return;
    const { since } = typed;
    typed = null;
    afterFrame(() => keys.preview.push(performance.now() - since));
  }).observe(document.body, { subtree: true, childList: true, characterData: true });

  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) keys.longest = Math.max(keys.longest, duration);
  }).observe({ type: "longtask" });
}
