// Leaves the site at once when Shift is pressed three times; every page loads it, the link itself works without.
// The page is replaced, so that the back button does not lead to it.
import "./copy.ts";

const withinMs = 2000;

/**
 * Returns a listener for keydown events that calls leave at the third press of Shift alone within two seconds. A press
 * that repeats because the key is held counts once; any other key starts the count anew.
 */
export function onThreeShifts(leave: () => void): (event: Pick<KeyboardEvent, "key" | "repeat" | "timeStamp">) => void {
  let presses: number[] = [];
  return ({ key, repeat, timeStamp }) => {
    if (repeat) {
      return;
    }
    presses = key === "Shift" ? [...presses.filter((at) => timeStamp - at <= withinMs), timeStamp] : [];
    if (presses.length >= 3) {
      presses = [];
      leave();
    }
  };
}

if (typeof document !== "undefined") {
  document.documentElement.classList.add("scripts");
  const link = (): HTMLAnchorElement | null => document.querySelector<HTMLAnchorElement>("a[data-exit]");
  const leave = (): void => {
    const to = link();
    if (to) {
      // Nothing of the page is left on the screen while the other one is on its way.
      document.documentElement.hidden = true;
      location.replace(to.href);
    }
  };
  document.addEventListener("keydown", onThreeShifts(leave), { capture: true });
  document.addEventListener("click", (event) => {
    const to = link();
    if (to && event.target instanceof Node && to.contains(event.target)) {
      event.preventDefault();
      leave();
    }
  });
}
