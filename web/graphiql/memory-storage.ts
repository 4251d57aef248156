// Keeps what GraphiQL would keep in localStorage, for as long as the page is open and no longer.
// A reader's questions may be sensitive; they leave no trace in the browser.
import type { Storage } from "@graphiql/toolkit";

/** Returns an empty storage that forgets everything when the page is closed. */
export function memoryStorage(): Storage {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    clear: () => {
      items.clear();
    },
    get length() {
      return items.size;
    },
  };
}
