// The state of a view, kept in the query string of the page's address and nowhere else.
// Back and forward work, and what is copied from the address bar opens the same.
import { useCallback, useMemo, useSyncExternalStore } from "react";
import type { Codec } from "./codec.ts";
import { isEmbedded } from "./embedded.ts";

const changed = new EventTarget();

function subscribe(onChange: () => void): () => void {
  window.addEventListener("popstate", onChange);
  changed.addEventListener("change", onChange);
  return () => {
    window.removeEventListener("popstate", onChange);
    changed.removeEventListener("change", onChange);
  };
}

const search = (): string => location.search;

/** Changes some fields of the state. A step the reader would go back over makes an entry in the history; replace does not. */
export type Change<S> = (fields: Partial<S>, how?: { readonly replace?: boolean }) => void;

/** Returns the state that the address has now, and a function that changes it. */
export function useAddress<S extends object>(codec: Codec<S>): readonly [S, Change<S>] {
  const query = useSyncExternalStore(subscribe, search);
  const state = useMemo(() => codec.parse(new URLSearchParams(query)), [codec, query]);
  const change = useCallback<Change<S>>(
    (fields, how) => {
      const query = queryOf(codec, { ...codec.parse(new URLSearchParams(location.search)), ...fields });
      const next = isEmbedded() ? (query === "" ? "?embed=1" : `${query}&embed=1`) : query;
      if (next !== location.search) {
        history[how?.replace ? "replaceState" : "pushState"](null, "", location.pathname + next);
        updateTwins(next);
        changed.dispatchEvent(new Event("change"));
      }
    },
    [codec],
  );
  return [state, change];
}

/** Returns the query string of a state, with its question mark, or "" for the initial one. IDs stay readable. */
export function queryOf<S>(codec: Codec<S>, state: S): string {
  const query = codec.format(state).toString().replaceAll("%3A", ":").replaceAll("%2F", "/").replaceAll("%2C", ",").replaceAll("%7E", "~");
  return query === "" ? "" : `?${query}`;
}

const served = typeof location === "undefined" ? "" : location.search;

// The server writes the link to this page in the other language, and what it could not read, for the query that it was asked.
function updateTwins(query: string): void {
  for (const note of document.querySelectorAll<HTMLElement>(".misread")) {
    note.hidden = query !== served;
  }
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a.toggle")) {
    link.search = query;
  }
}

window.addEventListener("popstate", () => {
  updateTwins(location.search);
});
