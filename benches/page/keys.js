// From each key press to the first task after the frame in which the page has drawn what follows from it.
window.keyTimes = [];
window.longTasks = [];
addEventListener(
  "keydown",
  (event) => {
    const pressed = event.timeStamp;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => window.keyTimes.push(performance.now() - pressed);
      port2.postMessage(0);
    });
  },
  true,
);
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) window.longTasks.push(duration);
}).observe({ type: "longtask" });

// The longest time between two frames, which is more than one task where several share a frame.
let last = performance.now();
window.longestFrame = 0;
const frame = (now) => {
  window.longestFrame = Math.max(window.longestFrame, now - last);
  last = now;
  requestAnimationFrame(frame);
};
requestAnimationFrame((now) => {
  last = now;
  requestAnimationFrame(frame);
});
