// What a view weighs: the compressed size of the scripts that a browser needs before it can draw the view's first picture.
import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

const dist = new URL("../dist/view/", import.meta.url);

/** The most that a view may weigh, in bytes. */
export const heaviest = 150_000;

/** The file of each view, and the other files that it needs for its picture. */
export const entries = /** @type {const} */ ({
  network: ["src/views/network.tsx"],
  sessions: ["src/views/sessions/sessions.tsx"],
});

/** The most that the script of the pages with settings may weigh, in bytes, with the entry of every page. */
export const heaviestSwap = 25_000;

/**
 * Returns how many bytes of compressed JavaScript the view needs, as the manifest of the build has it: the entry of every
 * page, the view with all that it imports, the longer of the two catalogs of messages, and the worker that lays out. The
 * pages with settings need "swap" alone.
 *
 * @param {keyof typeof entries | "swap"} view
 */
export async function weightOf(view) {
  /** @type {unknown} */
  const parsed = JSON.parse(await readFile(new URL(".vite/manifest.json", dist), "utf8"));
  const manifest = /** @type {Record<string, { file: string, imports?: string[] }>} */ (parsed);
  /** @type {Set<string>} */
  const files = new Set();
  /** @param {string} name */
  const add = (name) => {
    const chunk = manifest[name];
    if (!chunk) {
      throw new Error(`${name} is not in the manifest of the build`);
    }
    if (!files.has(chunk.file)) {
      files.add(chunk.file);
      chunk.imports?.forEach(add);
    }
  };
  ["src/exit.ts", ...(view === "swap" ? ["src/swap.ts"] : ["src/main.tsx", "messages/fr.json", ...entries[view]])].forEach(add);
  /** @type {Map<string, string>} */
  const texts = new Map();
  for (const file of files) {
    const text = await readFile(new URL(file, dist), "utf8");
    texts.set(file, text);
    // A worker is no module of the page; the manifest does not know it.
    for (const [worker] of text.matchAll(/assets\/[\w.]+\.worker-[\w-]+\.js/g)) {
      texts.set(worker, await readFile(new URL(worker, dist), "utf8"));
    }
  }
  return [...texts.values()].reduce((sum, text) => sum + gzipSync(text).length, 0);
}
