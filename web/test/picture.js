// Takes pictures of pages and compares them with the references in references/, which a person has looked at.
//
// Question: what is compared, so that another Chromium on another machine passes and a part that is missing or has moved does
// not? Options: every pixel, with a large tolerance for all of them together, which hides a missing button; the elements'
// places, which say nothing of what is drawn. Decision: the fonts are the same everywhere (fonts.conf); a picture is made a
// quarter as large, which is what the repository holds, and blurred before the comparison, so that the edges of letters and
// lines, where renderers differ, are gone; then hardly any pixel may differ.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";
import UPNG from "upng-js";
import { settled } from "./page.js";

/** Where the references are. */
export const references = fileURLToPath(new URL("references/", import.meta.url));

/** Where a picture goes that is not as its reference, with what is different; each run replaces those of the last. */
export const differences = join(tmpdir(), "forumgraph-differences");

/** How many pixels of the page, in each direction, are one of a reference. */
const scale = 4;

/** How many colors a reference keeps, for its size. */
const colors = 24;

/** How far apart two blurred colors may be, from 0 to 1 as pixelmatch counts. */
const tolerance = 0.06;

/** How many pixels of a reference may be farther apart: as many as a square of 24 CSS pixels has, the smallest target. */
const most = (24 / scale) ** 2;

/**
 * Returns a picture of the window as it is when the page has settled, with nothing that blinks or moves.
 *
 * @param {import("playwright-core").Page} page
 */
export async function take(page) {
  await settled(page);
  return page.screenshot({ animations: "disabled", caret: "hide" });
}

/**
 * Returns a picture as a reference holds it: a quarter as large. density is how many pixels of the picture, in each direction,
 * are one of CSS.
 *
 * @param {Buffer} full
 * @param {number} [density]
 */
export function shrink(full, density = 1) {
  const from = PNG.sync.read(full);
  const side = scale * density;
  const to = new PNG({ width: from.width / side, height: from.height / side });
  for (let y = 0; y < to.height; y++) {
    for (let x = 0; x < to.width; x++) {
      const at = 4 * (y * to.width + x);
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        for (let dy = 0; dy < side; dy++) {
          for (let dx = 0; dx < side; dx++) {
            sum += from.data[4 * ((y * side + dy) * from.width + x * side + dx) + channel] ?? 0;
          }
        }
        to.data[at + channel] = Math.round(sum / side ** 2);
      }
      to.data[at + 3] = 255;
    }
  }
  return to;
}

/**
 * Returns the file of a reference, with a palette of its own.
 *
 * @param {PNG} picture
 */
export function encode({ data, width, height }) {
  return Buffer.from(UPNG.encode([new Uint8Array(data).buffer], width, height, colors));
}

/**
 * Returns the picture with each pixel as the mean of it and its neighbors, twice.
 *
 * @param {PNG} picture
 */
function blurred({ width, height, data }) {
  let from = Uint8ClampedArray.from(data);
  // Along the rows and then along the columns: a mean of means.
  const across = new Float32Array(from.length);
  for (let round = 0; round < 2; round++) {
    average(from, across, width, height, 4, 4 * width);
    const to = new Uint8ClampedArray(from.length);
    average(across, to, height, width, 4 * width, 4);
    from = to;
  }
  return from;
}

/**
 * Writes each value as the mean of it and those beside it in its line, of which there are lines of length values, apart by
 * step; the lines are apart by stride.
 *
 * @param {Uint8ClampedArray | Float32Array} from
 * @param {Uint8ClampedArray | Float32Array} to
 * @param {number} length
 * @param {number} lines
 * @param {number} step
 * @param {number} stride
 */
function average(from, to, length, lines, step, stride) {
  for (let line = 0; line < lines; line++) {
    for (let i = 0; i < length; i++) {
      for (let channel = 0; channel < 4; channel++) {
        const at = line * stride + i * step + channel;
        let sum = from[at] ?? 0;
        let count = 1;
        if (i > 0) {
          sum += from[at - step] ?? 0;
          count++;
        }
        if (i < length - 1) {
          sum += from[at + step] ?? 0;
          count++;
        }
        to[at] = sum / count;
      }
    }
  }
}

/**
 * Returns how many pixels of two pictures in a reference's size differ, and a picture of where.
 *
 * @param {PNG} actual
 * @param {PNG} expected
 */
function difference(actual, expected) {
  if (actual.width !== expected.width || actual.height !== expected.height) {
    return { pixels: Number.POSITIVE_INFINITY, picture: actual };
  }
  const picture = new PNG({ width: actual.width, height: actual.height });
  const pixels = pixelmatch(blurred(actual), blurred(expected), picture.data, actual.width, actual.height, { threshold: tolerance, includeAA: true });
  return { pixels, picture };
}

/**
 * Tells whether two pictures in a reference's size show the same.
 *
 * @param {PNG} actual
 * @param {PNG} expected
 */
export const matches = (actual, expected) => difference(actual, expected).pixels <= most;

/**
 * Throws if the picture of a page is not as the reference of that name: the message says where both are, and where they differ.
 *
 * @param {string} name
 * @param {Buffer} full
 * @param {string} [folder] Where they go.
 */
export async function requireReference(name, full, folder = differences) {
  const actual = shrink(full);
  const expected = PNG.sync.read(
    await readFile(join(references, `${name}.png`)).catch((/** @type {unknown} */ cause) => {
      throw new Error(`no reference ${name}; make it with "npm run references", and look at it`, { cause });
    }),
  );
  const { pixels, picture } = difference(actual, expected);
  if (pixels <= most) {
    return;
  }
  await mkdir(folder, { recursive: true });
  await Promise.all([
    writeFile(join(folder, `${name}.png`), full),
    writeFile(join(folder, `${name}.actual.png`), encode(actual)),
    writeFile(join(folder, `${name}.expected.png`), encode(expected)),
    writeFile(join(folder, `${name}.difference.png`), PNG.sync.write(picture)),
  ]);
  throw new Error(
    `${name} is not as its reference: ${pixels.toString()} of ${(actual.width * actual.height).toString()} pixels differ, at most ${most.toString()} may; ` +
      `look at ${join(folder, name)}.png, .actual.png, .expected.png and .difference.png; ` +
      `if it is meant, "npm run references" makes the references anew`,
  );
}
