// Takes the place of the <style> element that react-aria writes for what can be pressed, which the site's CSP forbids. It
// writes none where an element has that ID; the rule itself is in styles/view.css.
const id = "react-aria-pressable-style";

if (!document.getElementById(id)) {
  const place = document.createElement("meta");
  place.id = id;
  document.head.append(place);
}
