// The twin is the table that the server renders with the same answer, for readers without scripts.
// A view hides it when it has drawn itself, and shows it again when it cannot.
const twins = (): NodeListOf<HTMLElement> => document.querySelectorAll<HTMLElement>("[data-twin]");

/** Hides the twin: the view says the same. */
export function hideTwin(): void {
  for (const twin of twins()) {
    twin.hidden = true;
  }
}

/** Shows the twin: there is no view. */
export function showTwin(): void {
  for (const twin of twins()) {
    twin.hidden = false;
  }
}
