// Keys without a modifier that do something anywhere on the page; they can be turned off, and do nothing while text is written.
import { useEffect, useRef } from "react";

/** Calls action when key is pressed alone, while enabled. */
export function useKey(key: string, enabled: boolean, action: () => void): void {
  const latest = useRef(action);
  useEffect(() => {
    latest.current = action;
  });
  useEffect(() => {
    if (!enabled) {
      return undefined;
    }
    const listen = (event: KeyboardEvent): void => {
      if (event.key === key && !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.altKey && !isWriting(event.target)) {
        event.preventDefault();
        latest.current();
      }
    };
    document.addEventListener("keydown", listen);
    return () => {
      document.removeEventListener("keydown", listen);
    };
  }, [key, enabled]);
}

/** Reports whether an element takes text, so that keys belong to it. */
export function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true]");
}
