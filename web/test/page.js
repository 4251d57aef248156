// What the tests of the site share: the running program with a browser in front of it, its addresses, how a view is opened
// and waited for, and what axe-core finds wrong with a page.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { PNG } from "pngjs";
import { afterAll, isBreach, openPage, pending, startBrowser } from "./browser.js";
import { startServer } from "./server.js";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").BrowserContextOptions & { fresh?: boolean }} PageOptions */

/** The languages, and what a page of each says it is written in. */
export const languages = /** @type {const} */ ({ en: "en-CA", fr: "fr-CA" });

/** The addresses of the views, after the language. */
export const views = /** @type {const} */ ({ start: "", network: "network", matrix: "matrix", connect: "connect", agreement: "agreement", sessions: "sessions" });

/**
 * The options of a test that belongs to the long form: what it looks at is also seen, in parts, by those that always run.
 * "make check-web-long" runs it; otherwise the output lists it as skipped.
 *
 * @param {boolean} [belongs]
 */
export const longForm = (belongs = true) => ({ skip: belongs && process.env["FORUMGRAPH_LONG"] !== "1" ? "long form: make check-web-long" : false });

/** The flags of a server that tests ask faster than a reader does, on a machine that has other things to do. */
const flags = ["--rate-limit", "0", "--rate-limit-cost", "0", "--timeout", "20s"];

/**
 * Starts the program, with flags beside those above, and a browser with flags of its own. end ends both, also when one of
 * them fails to.
 *
 * Every page that is opened is watched: close, and end for those that were left open, throw if a page asked another host for
 * anything or did what the CSP refuses, whether the test looked at the faults or not.
 *
 * A page that was closed is opened again for a test with the same options, which takes half the time of a new one; "fresh"
 * asks for one that has no history.
 *
 * @param {readonly string[]} [browserFlags]
 * @param {readonly string[]} [serverFlags]
 */
export async function startSite(browserFlags = [], serverFlags = []) {
  const browser = await startBrowser(browserFlags);
  /** @type {Set<string[]>} */
  const left = new Set();
  /** @param {string[]} faults */
  const requireNoBreach = (faults) => {
    left.delete(faults);
    assert.deepEqual(faults.filter(isBreach), [], "requests to other hosts and breaches of the CSP");
  };
  try {
    const server = await startServer([...flags, ...serverFlags]);
    /** @type {Map<string, Awaited<ReturnType<typeof openPage>>[]>} Pages that are closed, by their options. */
    const closed = new Map();
    /** @param {PageOptions} [options] */
    const open = async ({ fresh = false, ...options } = {}) => {
      const wanted = { viewport: { width: 1280, height: 900 }, reducedMotion: /** @type {const} */ ("reduce"), ...options };
      const key = JSON.stringify(Object.entries(wanted).sort());
      const opened = (fresh ? undefined : closed.get(key)?.pop()) ?? (await openPage(browser, server.url, wanted));
      const { page, faults } = opened;
      left.add(faults);
      return {
        page,
        faults,
        close: async () => {
          const empty = await opened.again();
          if (empty) {
            closed.set(key, [...(closed.get(key) ?? []), { ...opened, faults: empty }]);
          } else {
            await opened.close();
          }
          requireNoBreach(faults);
        },
      };
    };
    return {
      url: server.url,
      browser,
      open,
      /**
       * Opens an address and waits for the view.
       *
       * @param {string} address
       * @param {PageOptions} [options]
       */
      view: async (address, options) => {
        const opened = await open(options);
        await opened.page.goto(server.url + address);
        await settled(opened.page);
        return opened;
      },
      end: async () => {
        try {
          await browser.close();
        } finally {
          await server.stop();
        }
        [...left].forEach(requireNoBreach);
      },
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** @typedef {Awaited<ReturnType<typeof startSite>>} Site */

/**
 * Waits until the page shows what it has to: a view is drawn when it has hidden its twin, no answer is waited for, nothing is
 * loaded, and the page's scripts have nothing left to do.
 *
 * @param {Page} page
 */
export async function settled(page) {
  for (;;) {
    await page.waitForFunction(() => {
      const app = document.getElementById("app");
      const twin = document.querySelector("[data-twin]");
      // What is loaded after the first picture.
      const late = {
        network: ["#panel-title", ".controls-row", ".picture-buttons", ".downloads"],
      }[app?.dataset["view"] ?? ""];
      return !app || (twin instanceof HTMLElement && twin.hidden && (late ?? []).every((part) => document.querySelector(`#app ${part}`)));
    });
    if ((await isQuiet(page)) && (await isQuiet(page))) {
      return;
    }
  }
}

/**
 * Tells whether the page waits for nothing after it has drawn a frame and done what it had to do. A request is known here a
 * moment after the page has made it; the one that is made last, for nothing else, comes after those before it.
 *
 * @param {Page} page
 */
async function isQuiet(page) {
  const waits = await page.evaluate(async (address) => {
    await document.fonts.ready;
    await new Promise((resolve) => requestAnimationFrame(() => requestIdleCallback(resolve)));
    await (await fetch(address, { cache: "no-store" })).text();
    return document.querySelector("main[aria-busy=true], #app :is(.state-bar, [data-busy=true], [aria-busy=true])") !== null;
  }, afterAll);
  return !waits && pending(page) === 0;
}

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * Returns what axe-core finds wrong with the page by the rules of WCAG 2.2 at level AA, each with the elements; of "colors"
 * alone what depends on them, for a page that was looked at in another theme.
 *
 * @param {Page} page
 * @param {"all" | "colors"} [rules]
 * @returns {Promise<string[]>}
 */
export async function violations(page, rules = "all") {
  if (!(await page.evaluate(() => "axe" in window))) {
    await page.evaluate(`${axe}; 0`);
  }
  return page.evaluate(async (which) => {
    /** @typedef {{ id: string, help: string, nodes: { target: string[], html: string }[] }} Violation */
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    const { axe: checker } = /** @type {{ axe: { run(context: object, options: object): Promise<{ violations: Violation[] }> } }} */ (/** @type {unknown} */ (window));
    const runOnly = which === "all" ? { type: "tag", values: tags } : { type: "rule", values: ["color-contrast", "link-in-text-block"] };
    const { violations: found } = await checker.run(document, { runOnly, resultTypes: ["violations"] });
    return found.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target, html }) => `${target.join(" ")} ${html.slice(0, 160)}`).join(" | ")}`);
  }, rules);
}

/**
 * Returns the query string of a page's address, readable.
 *
 * @param {Page} page
 */
export const query = (page) => decodeURIComponent(new URL(page.url()).search);

/**
 * Moves the mouse over the picture until it points at a node or an edge whose key is as asked, and returns where that is, in
 * pixels of the window. Throws if there is none. The picture has no elements to look for: what is drawn is looked at instead,
 * the filled places, which are nodes, first.
 *
 * @param {Page} page
 * @param {string | RegExp} key
 */
export async function pointAt(page, key) {
  const picture = page.locator(".picture");
  await picture.scrollIntoViewIfNeeded();
  await settled(page);
  const box = await picture.boundingBox();
  if (!box) {
    throw new Error("the picture has no place");
  }
  const places = drawnPlaces(PNG.sync.read(await page.screenshot({ clip: box }))).map(([x, y]) => [box.x + x, box.y + y]);
  const place = await picture.evaluate(async (element, { wanted, places }) => {
    const canvas = element.querySelector(".sigma-mouse");
    for (const [x = 0, y = 0] of places) {
      // The buttons in the corner lie above the picture.
      if (document.elementFromPoint(x, y) !== canvas) {
        continue;
      }
      canvas?.dispatchEvent(new MouseEvent("mousemove", { clientX: x, clientY: y, bubbles: true }));
      // React tells the page in a task of its own.
      await new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = resolve;
        port2.postMessage(null);
      });
      if (new RegExp(wanted).test(element.getAttribute("data-hovered") ?? "")) {
        return { x, y };
      }
    }
    return null;
  }, { wanted: typeof key === "string" ? `^${key}$` : key.source, places });
  if (!place) {
    throw new Error(`the picture has nothing like ${String(key)}`);
  }
  return place;
}

/**
 * Returns the places in a picture where something is drawn: first what is filled, then the rest.
 *
 * @param {PNG} picture
 */
function drawnPlaces({ width, height, data }) {
  const color = (/** @type {number} */ x, /** @type {number} */ y) => data.readUInt32BE(4 * (y * width + x));
  const background = color(1, 1);
  /** @type {[number, number][]} */
  const filled = [];
  /** @type {[number, number][]} */
  const lines = [];
  for (let y = 4; y < height - 4; y += 3) {
    for (let x = 4; x < width - 4; x += 3) {
      const here = color(x, y);
      if (here !== background) {
        const whole = [[-3, 0], [3, 0], [0, -3], [0, 3]].every(([dx = 0, dy = 0]) => color(x + dx, y + dy) === here);
        // One place of each disc is enough, and of a line one now and then.
        const [list, apart] = whole ? [filled, 9] : [lines, 6];
        if (!list.some(([otherX, otherY]) => Math.abs(otherX - x) < apart && Math.abs(otherY - y) < apart)) {
          list.push([x, y]);
        }
      }
    }
  }
  return [...filled, ...lines];
}

/**
 * Presses Tab, as a reader without a mouse does, until the first of the elements has the focus, which must then be seen.
 * Throws if that takes more than 200 steps.
 *
 * @param {Page} page
 * @param {import("playwright-core").Locator} element
 * @param {"Tab" | "Shift+Tab"} [key]
 */
export async function tabTo(page, element, key = "Tab") {
  const first = element.first();
  await first.waitFor({ state: "attached" });
  const target = await first.elementHandle();
  for (let step = 0; step < 200; step++) {
    await page.keyboard.press(key);
    const at = await page.evaluate((node) => {
      const active = document.activeElement;
      return active !== node ? "elsewhere" : active.matches(":focus-visible") ? "there" : "unseen";
    }, target);
    if (at === "there") {
      return;
    }
    if (at === "unseen") {
      throw new Error(`the focus on ${element.toString()} is not seen`);
    }
  }
  throw new Error(`200 times ${key} does not lead to ${element.toString()}`);
}
