// What must hold in every browser, asked of those that the other tests do not run in: the styles apply, the network is drawn,
// the heads of the matrix stand over their columns with and without scripts, and the network can be walked by keyboard.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { PNG } from "pngjs";
import { startServer } from "./server.js";

/**
 * @typedef {object} Tab A page in a browser.
 * @property {(url: string) => Promise<void>} open Opens an address and waits until it is loaded.
 * @property {(width: number, height: number) => Promise<void>} resize Gives the page a size in CSS pixels.
 * @property {<R>(f: (...words: string[]) => R, ...words: string[]) => Promise<R>} evaluate Calls f in the page.
 * @property {(key: string) => Promise<void>} press Presses a key, by its name or its character.
 * @property {() => Promise<Buffer>} screenshot Returns the window as PNG.
 * @property {() => Promise<void>} close Ends the browser.
 */

/** @typedef {(options: { readonly scripts: boolean }) => Promise<Tab>} Start */

const paper = "rgb(253, 252, 249)";
const ink = "rgb(29, 27, 24)";

/**
 * Declares the tests of a browser.
 *
 * @param {string} name
 * @param {Start} start
 */
export function smoke(name, start) {
  /** @type {import("./server.js").Server} */
  let server;

  before(async () => {
    server = await startServer(["--rate-limit", "0", "--timeout", "20s"]);
  });

  after(async () => {
    await server.stop();
  });

  for (const scripts of [true, false]) {
    describe(`${name} ${scripts ? "with" : "without"} scripts`, () => {
      /** @type {Tab} */
      let tab;

      before(async () => {
        tab = await start({ scripts });
      });

      after(async () => {
        await tab.close();
      });

      // An engine does not draw one language otherwise than the other: each thing in one of them.
      test("documents have their styles", () => looksRight(tab, `${server.url}/${scripts ? "en" : "fr"}`));

      test("the heads of the matrix stand over their columns", () => standsUpright(tab, `${server.url}/${scripts ? "fr" : "en"}/matrix`));

      if (scripts) {
        test("the network is drawn", () => isDrawn(tab, `${server.url}/en/network?look=free`));

        test("the network is walked by keyboard", () => walks(tab, `${server.url}/fr/network?look=free`));
      }
    });
  }
}

/**
 * The styles of a document apply: its colors, its column in the middle, its rows, and one column of facts where it is narrow.
 *
 * @param {Tab} tab
 * @param {string} site
 */
async function looksRight(tab, site) {
  await tab.resize(1280, 800);
  await tab.open(`${site}/issue/forced-marriage`);
  const wide = await tab.evaluate(look);
  assert.equal(wide.background, paper);
  assert.equal(wide.color, ink);
  assert.equal(wide.titleSize, "38px");
  assert.equal(wide.listStyle, "none");
  assert.ok(Math.abs(wide.left - wide.right) <= 1, `the column is in the middle: ${JSON.stringify(wide)}`);
  assert.ok(wide.navigation.every(({ top }) => top === wide.navigation[0]?.top), "the links above stand in a row");
  assert.equal(wide.exit, "fixed");
  assert.ok(wide.termRight <= wide.factLeft + 1, "a fact stands beside its name");
  assert.equal(wide.overflow, 0);
  await tab.resize(390, 844);
  const narrow = await tab.evaluate(look);
  assert.ok(narrow.termBottom <= narrow.factTop + 1, "a fact stands below its name");
  assert.equal(narrow.overflow, 0);
}

/** Measures a page of a node, in CSS pixels of the window. It runs in the page. */
function look() {
  /** @param {string} selector */
  const one = (selector) => {
    const found = document.querySelector(selector);
    if (!found) {
      throw new Error(`nothing is ${selector}`);
    }
    return found;
  };
  const main = one("main").getBoundingClientRect();
  const term = one(".facts dt").getBoundingClientRect();
  const fact = one(".facts dd").getBoundingClientRect();
  const root = document.documentElement;
  return {
    background: getComputedStyle(document.body).backgroundColor,
    color: getComputedStyle(document.body).color,
    titleSize: getComputedStyle(one("h1")).fontSize,
    listStyle: getComputedStyle(one("header.site nav ul")).listStyleType,
    exit: getComputedStyle(one(".exit")).position,
    left: main.left,
    right: root.clientWidth - main.right,
    navigation: [...document.querySelectorAll("header.site nav a")].map((link) => ({ top: link.getBoundingClientRect().top })),
    termRight: term.right,
    termBottom: term.bottom,
    factLeft: fact.left,
    factTop: fact.top,
    overflow: root.scrollWidth - root.clientWidth,
  };
}

/**
 * Every upright head is at most 3 px from the middle of its column, and reads upwards.
 *
 * @param {Tab} tab
 * @param {string} address
 */
async function standsUpright(tab, address) {
  await tab.resize(1280, 800);
  await tab.open(address);
  const heads = await tab.evaluate(() => {
    const row = document.querySelector(".matrix tbody tr");
    return [...document.querySelectorAll(".matrix thead th")].flatMap((head) => {
      const label = head.querySelector(".turned bdi");
      const cell = row?.children[/** @type {HTMLTableCellElement} */ (head).cellIndex];
      if (!label || !cell) {
        return [];
      }
      const words = document.createRange();
      words.selectNodeContents(label);
      const [text, column] = [words.getBoundingClientRect(), cell.getBoundingClientRect()];
      return [{ text: label.textContent, beside: (text.left + text.right - column.left - column.right) / 2, upright: text.height > text.width }];
    });
  });
  assert.ok(heads.length >= 20, `${heads.length.toString()} heads`);
  assert.deepEqual(heads.filter(({ beside }) => Math.abs(beside) > 3), []);
  assert.ok(heads.every(({ upright }) => upright));
}

/**
 * The network shows nodes in its picture, and the page stays as wide as its window where it is narrow.
 *
 * @param {Tab} tab
 * @param {string} address
 */
async function isDrawn(tab, address) {
  await tab.resize(1280, 800);
  await tab.open(address);
  await until(tab, "the network", hasNetwork);
  const [colors, box] = await drawn(tab);
  assert.ok(colors > 20, `the picture has ${colors.toString()} colors`);
  assert.ok(box.width > 600 && box.height > 350, JSON.stringify(box));
  await tab.resize(390, 844);
  await until(tab, "the narrow page", () => document.documentElement.scrollWidth <= document.documentElement.clientWidth);
}

/**
 * A search finds a node, and the keys go from it to its neighbors.
 *
 * @param {Tab} tab
 * @param {string} address
 */
async function walks(tab, address) {
  const focused = () => document.querySelector(".navigator [role=option]:focus")?.textContent ?? "";
  await tab.resize(1280, 800);
  await tab.open(address);
  await until(tab, "the network", hasNetwork);
  await tab.press("/");
  for (const letter of "mariage") {
    await tab.press(letter);
  }
  await until(tab, "the node that is looked for", () => document.querySelector(".search-results [role=option]")?.textContent.startsWith("Mariage forcé"));
  await tab.press("ArrowDown");
  await until(tab, "the first result", () => document.querySelector(".search-result[data-focused]") !== null);
  await tab.press("Enter");
  await until(tab, "the node in the address", () => decodeURIComponent(location.search).includes("focus=issue:forced-marriage"));
  await until(tab, "the network of the node", hasNetwork);
  await tab.press("Tab");
  await tab.press("w");
  await until(tab, "the first neighbor", () => document.querySelector(".navigator [role=option]:focus") !== null);
  const first = await tab.evaluate(focused);
  await tab.press("ArrowDown");
  assert.notEqual(await tab.evaluate(focused), first);
  await tab.press("ArrowRight");
  await until(tab, "the neighbor that the keys go to", () =>
    [...document.querySelectorAll("[role=status]")].some(({ textContent }) => textContent.includes("South Asian Legal Clinic of Ontario")),
  );
}

/** Tells whether the network is there, with its search, and nothing is waited for. It runs in the page. */
function hasNetwork() {
  const parts = [".picture canvas", "#app input[role=combobox]", "#panel-title"];
  return parts.every((part) => document.querySelector(part)) && !document.querySelector("#app :is(.state-bar, [aria-busy=true])");
}

/**
 * Returns how many colors the picture of the network has, and its place in the window.
 *
 * @param {Tab} tab
 */
async function drawn(tab) {
  const box = await tab.evaluate(() => {
    const picture = document.querySelector(".picture");
    picture?.scrollIntoView({ block: "end" });
    const { left, top, width, height } = picture?.getBoundingClientRect() ?? { left: 0, top: 0, width: 0, height: 0 };
    return { left, top, width, height };
  });
  const { width, height, data } = PNG.sync.read(await tab.screenshot());
  const colors = new Set();
  for (let y = Math.max(0, Math.ceil(box.top)); y < Math.min(height, box.top + box.height); y++) {
    for (let x = Math.ceil(box.left); x < Math.min(width, box.left + box.width); x++) {
      colors.add(data.readUInt32BE(4 * (y * width + x)));
    }
  }
  return /** @type {const} */ ([colors.size, box]);
}

/**
 * Waits until f holds in the page; throws with the page's words if it does not within two minutes.
 *
 * @param {Tab} tab
 * @param {string} what
 * @param {() => boolean | undefined} f
 */
async function until(tab, what, f) {
  const end = Date.now() + 120_000;
  while (!(await tab.evaluate(f))) {
    if (Date.now() > end) {
      throw new Error(`${what} did not come; the page says: ${await tab.evaluate(() => document.querySelector("main")?.innerText.slice(0, 600) ?? "")}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
