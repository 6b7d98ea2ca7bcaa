// Whether one element differs from another, of which it is a sibling, in a way that forced colours leave to be seen.
const look = (selector) => {
  const root = document.querySelector(selector);
  return [root, ...root.querySelectorAll("*")].slice(0, 2).map((element) => {
    const style = getComputedStyle(element);
    const names = ["outlineStyle", "outlineColor", "borderTopWidth", "borderLeftWidth", "borderBottomWidth", "borderTopColor",
      "borderLeftColor", "borderBottomColor", "backgroundColor", "color", "fontWeight", "textDecorationLine"];
    return names.map((name) => style[name]).join(" ");
  }).join(" | ");
};
return look(arguments[0]) !== look(arguments[1]);
