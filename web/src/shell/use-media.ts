// Reports whether a media query holds, and draws anew when that changes.
import { useSyncExternalStore } from "react";

/** A window as narrow as a phone: tables become lists. */
export const narrow = "(max-width: 40rem)";

/** Returns whether the query holds now. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const list = matchMedia(query);
      list.addEventListener("change", onChange);
      return () => {
        list.removeEventListener("change", onChange);
      };
    },
    () => matchMedia(query).matches,
  );
}
