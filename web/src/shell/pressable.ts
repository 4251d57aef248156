// React Aria writes a style element for what can be pressed, unless one with its ID is there. The CSP would refuse it, so
// that an empty element takes its place; its one rule is in styles/choose.css.
const id = "react-aria-pressable-style";

if (typeof document !== "undefined" && !document.getElementById(id)) {
  const place = document.createElement("meta");
  place.id = id;
  document.head.append(place);
}
