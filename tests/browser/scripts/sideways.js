// What reaches out of a window of this width: the page itself, or an element that nothing holds.
const width = arguments[0];
const found = [];
const page = document.scrollingElement;
if (page.scrollWidth > width) found.push(`the page is ${page.scrollWidth} wide`);
const parts = "main, aside, dialog, header, footer";
for (const part of document.querySelectorAll(parts)) {
  if (part.scrollWidth > part.clientWidth + 1) found.push(`${part.tagName} is ${part.scrollWidth} wide`);
}

// What scrolls or cuts off by itself holds its contents, unless it is a part of the page as a whole.
const isHeld = (element) => {
  for (let up = element.parentElement; up && up.parentElement !== document.body; up = up.parentElement) {
    if (up.matches(parts)) return false;
    if (getComputedStyle(up).overflowX !== "visible") return true;
  }
  return false;
};
for (const element of document.querySelectorAll("body *")) {
  if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
  const { left, right, width: wide, height } = element.getBoundingClientRect();
  if (wide < 2 || height < 2 || (left >= -1 && right <= width + 1) || isHeld(element)) continue;
  found.push(`${element.tagName} ${element.id || element.getAttribute("class")} from ${left} to ${right}`);
}
return found;
