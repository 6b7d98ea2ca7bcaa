// When the first field of the page answers. Runs before anything of the page does.
(() => {
  let usable = null;
  let longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  }).observe({ type: "longtask", buffered: true });

  const first = () => document.querySelector("main input:not([disabled]), main select:not([disabled])");
  // Its handler reacts: choosing again what is chosen changes nothing, and asks the page to draw nothing else.
  const answers = async (field) => {
    const { value, checked } = field;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    await Promise.resolve();
    return field.isConnected && field.value === value && field.checked === checked;
  };
  const look = async () => {
    const field = first();
    if (field && (await answers(field))) usable = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);

  window.benchSeen = () => {
    const painted = performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
    return usable !== null && painted !== undefined ? { painted, usable, longest } : null;
  };
})();
