// Fills every field of the step that takes a text, as typing does, or only those named; no text: as it was at first.
// Says how long the slowest took.
const [text, only] = arguments;
window.atFirst ??= {};
const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
const fields = [...document.querySelectorAll("main input[id^='field-']")]
  .filter((field) => ["text", "password", "search", "number", "url"].includes(field.type) && (!only || only.includes(field.id)));
const times = [];
for (const field of fields) {
  const started = performance.now();
  window.atFirst[field.id] ??= field.value;
  set.call(field, text ?? window.atFirst[field.id]);
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  // What follows from it is done in tasks of its own.
  await new Promise((done) => setTimeout(done, 0));
  times.push(performance.now() - started);
}
await new Promise(requestAnimationFrame);
return {
  fields: fields.map((field) => field.id),
  lost: fields.filter((field) => text !== null && field.value !== text.replaceAll(/[\r\n]/g, "")).map((field) => field.id),
  refused: fields.filter((field) => field.getAttribute("aria-invalid") === "true").map((field) => field.id),
  slowest: Math.max(0, ...times),
};
