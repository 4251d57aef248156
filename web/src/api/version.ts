// Notices when an answer comes from another version of the graph than what the page already shows.
// A page does not mix versions silently: it says so, and offers to load itself anew.
let first: number | null = null;
let changed = false;
const listeners = new Set<() => void>();

/** Takes the version that the server rendered the page from, or that an answer has. The first one counts. */
export function noteVersion(version: number): void {
  first ??= version;
  if (version !== first && !changed) {
    changed = true;
    for (const listener of listeners) {
      listener();
    }
  }
}

/** Reports whether the page has seen two versions. */
export function versionChanged(): boolean {
  return changed;
}

/** Calls listener when a second version is seen, until the function returned is called. */
export function onVersionChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
