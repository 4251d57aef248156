// Measures how far each character of the site's typefaces advances and writes pages/typeface/widths.json, from which the server lays out pictures.
// Run it after an update of the font packages: npm run typeface. A test compares the file with the browser.
import { readFile, writeFile } from "node:fs/promises";
import { startBrowser } from "./test/browser.js";

/** The faces in use, as fontsource names their files. */
const faces = [
  "source-sans-3-latin-400-normal",
  "source-sans-3-latin-600-normal",
  "source-serif-4-latin-400-normal",
  "source-serif-4-latin-400-italic",
  "source-serif-4-latin-600-normal",
];

/**
 * The first and the last code point of each measured run: Latin with its accents, and the signs of English and French text.
 * @type {[number, number][]}
 */
const runs = [
  [0x20, 0x7e],
  [0xa0, 0x17f],
  [0x2010, 0x2027],
  [0x2039, 0x203a],
];

/**
 * Returns the advance of each code point of the runs in thousandths of the font's size, for each face.
 * @param {import("playwright-core").Page} page
 * @returns {Promise<{ runs: [number, number][], faces: Record<string, number[][]> }>}
 */
export async function measureFaces(page) {
  /** @type {Record<string, number[][]>} */
  const measured = {};
  for (const face of faces) {
    const family = face.slice(0, face.indexOf("-latin"));
    const bytes = await readFile(new URL(`node_modules/@fontsource/${family}/files/${face}.woff2`, import.meta.url));
    measured[face.replace("-latin", "")] = await page.evaluate(
      async ({ font, all }) => {
        const loaded = await new FontFace("measured", `url(data:font/woff2;base64,${font})`).load();
        document.fonts.clear();
        document.fonts.add(loaded);
        const context = document.createElement("canvas").getContext("2d");
        if (!context) {
          throw new Error("no canvas");
        }
        context.font = "1000px measured";
        context.fontKerning = "none";
        return all.map(([first, last]) =>
          Array.from({ length: last - first + 1 }, (_, i) => Math.round(context.measureText(String.fromCodePoint(first + i)).width)),
        );
      },
      { font: bytes.toString("base64"), all: runs },
    );
  }
  return { runs, faces: measured };
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const browser = await startBrowser();
  try {
    const widths = await measureFaces(await browser.newPage());
    await writeFile(new URL("pages/typeface/widths.json", import.meta.url), `${JSON.stringify(widths)}\n`);
  } finally {
    await browser.close();
  }
}
