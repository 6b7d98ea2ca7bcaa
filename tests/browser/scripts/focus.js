// Says what has the focus, and whether that can be seen. First it takes down how everything looks without it.
document.activeElement.blur();
const kinds = "a[href], button, input, select, textarea, summary, [tabindex='0']";
const ring = (element) => {
  const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(element);
  return [outlineStyle === "none" || outlineWidth === "0px" ? "" : `${outlineStyle} ${outlineWidth} ${outlineColor}`, boxShadow];
};
// A radio button lies within a label that shows the focus for it.
const frames = (element) => [element, element.closest("label"), element.parentElement].filter(Boolean);

const before = new WeakMap();
window.noteRings = () => {
  for (const element of document.querySelectorAll(kinds)) if (element !== document.activeElement) before.set(element, frames(element).map(ring));
};
window.noteRings();

const name = (element) =>
  (element.type === "radio" && `${element.name}=${element.value}`) ||
  element.id ||
  element.dataset.file ||
  (element.name && `${element.name}=${element.value}`) ||
  `${element.tagName.toLowerCase()} “${element.textContent.trim()}” in ${element.closest(".field")?.querySelector("input, select")?.id ?? element.closest("li, section, footer, header, aside, main")?.getAttribute("class")}`;

// One of the points of the element is not covered by anything else.
const inSight = (element) => {
  const { left, top, width, height } = (element.closest("label") ?? element).getBoundingClientRect();
  const points = [[0.5, 0.5], [0.1, 0.3], [0.9, 0.3], [0.1, 0.7], [0.9, 0.7], [0.02, 0.5]];
  return points.some(([x, y]) => {
    const hit = document.elementFromPoint(left + width * x, top + height * y);
    return hit && (element.contains(hit) || hit.contains(element) || hit.closest("label")?.control === element);
  });
};

window.focusNow = () => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const was = before.get(element);
  const now = frames(element).map(ring);
  const rings = now.some(([outline, shadow], at) =>
    (outline !== "" && outline !== was?.[at]?.[0]) || (!window.onlyOutlines && shadow !== "none" && shadow !== was?.[at]?.[1]));
  return {
    name: name(element),
    tag: element.tagName,
    type: element.getAttribute("type") ?? "",
    value: element.value ?? "",
    checked: element.checked ?? false,
    inMain: Boolean(element.closest("main")),
    folded: element.tagName === "SUMMARY" && !element.parentElement.open,
    ringed: rings,
    inSight: inSight(element),
  };
};

// Everything on show that a person can operate; of a group of radio buttons, the group.
window.controls = () => {
  const found = [...document.querySelectorAll(kinds)].filter(
    (element) => element.checkVisibility({ visibilityProperty: true }) && !element.disabled && element.tabIndex >= 0 &&
      !element.closest("[inert]"),
  );
  const radios = (element) => element.type === "radio";
  return [...new Set(found.map((element) => (radios(element) ? `radio ${element.name}` : name(element))))];
};

// The next click does nothing but to be seen.
window.catchClick = () => {
  window.caught = null;
  addEventListener("click", (event) => {
    window.caught = event.isTrusted && name(event.target.closest("a, button") ?? event.target);
    event.preventDefault();
    event.stopImmediatePropagation();
  }, { capture: true, once: true });
};
