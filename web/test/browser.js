// Starts Chromium without a window, and watches the pages for what must not happen on them.
// Tests fail where there is no Chromium; they say how to install it.
//
// Which Chromium? The whole one draws a window that nobody sees, with toolbar and tabs, and takes twice the processor time for
// a page. Debian's headless shell is the same engine of the same version without them. $CHROMIUM names any other.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

/** @typedef {import("playwright-core").BrowserContext} BrowserContext */

/** Where "Exit this page" leads. No test reaches it; those that leave answer in its place. */
export const away = /^https:\/\/(weather|meteo)\.gc\.ca\//;

/** The environment of a tested browser: fonts that are the same on every machine. */
export const browserEnvironment = { ...process.env, FONTCONFIG_FILE: fileURLToPath(new URL("fonts.conf", import.meta.url)) };

/**
 * Starts the browser, with flags beside its own and with fonts that are the same on every machine. It finds no host but this
 * one. Throws where no browser is found.
 *
 * @param {readonly string[]} [flags]
 * @returns {Promise<import("playwright-core").Browser>}
 */
export async function startBrowser(flags = []) {
  const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium-headless-shell";
  if (!existsSync(executablePath)) {
    throw new Error(
      `no Chromium at ${executablePath}: install it (Debian: apt-get install --no-install-recommends chromium-headless-shell) or name one in $CHROMIUM`,
    );
  }
  return chromium.launch({
    executablePath,
    env: browserEnvironment,
    args: [
      // Chromium's own sandbox does not start for root, as whom containers run; the pages are ours.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
      ...flags,
    ],
  });
}

/**
 * What a page asks another host, and what the CSP refuses it: the faults that no test may take for another's.
 *
 * @param {string} fault
 */
export const isBreach = (fault) => fault.startsWith("request to another host: ") || fault.includes("the CSP refused ");

/** The address of a request that a test makes to know those before it; it is not counted. */
export const afterAll = "/healthz?after-all";

/** @type {WeakMap<BrowserContext, Set<import("playwright-core").Request>>} */
const asked = new WeakMap();

/**
 * Returns how many requests of the page, and of the others that were opened beside it, have no answer yet.
 *
 * @param {import("playwright-core").Page} page
 */
export const pending = (page) => asked.get(page.context())?.size ?? 0;

/** What a page keeps when it goes to another address, so that it cannot be used for another test. */
const lasting = ["addInitScript", "exposeFunction", "route", "setViewportSize"];

/**
 * Opens an empty page, and notes whether it asks a host other than that of url, except to leave for good. Returns it with the
 * list of its faults, which grows: requests that failed or went elsewhere, errors on the console, uncaught exceptions, and
 * what the CSP refused. Pages that are opened in the same context are watched too.
 *
 * again makes the page as good as a new one, with an empty list of faults, and returns that list; null for a page that keeps
 * something for good, such as a script for every document. What the browser has cached stays.
 *
 * The requests are watched and not held up: Chromium now and then loses one of many that are held, and waits for it forever.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {string} url
 * @param {import("playwright-core").BrowserContextOptions} options
 */
export async function openPage(browser, url, options) {
  const context = await browser.newContext(options);
  // A busy machine is slow; only a test that fails waits as long.
  context.setDefaultTimeout(120_000);
  /** @type {string[]} */
  let faults = [];
  /** @type {Set<import("playwright-core").Request>} */
  const requests = new Set();
  asked.set(context, requests);
  context.on("request", (request) => {
    const address = request.url();
    if (!address.endsWith(afterAll)) {
      requests.add(request);
    }
    const leaves = request.isNavigationRequest() && away.test(address);
    const { origin, hostname } = new URL(address);
    // The measurements ask a second server on this machine.
    if (origin !== url && hostname !== new URL(url).hostname && !leaves) {
      faults.push(`request to another host: ${address}`);
    }
  });
  context.on("requestfinished", (request) => requests.delete(request));
  context.on("requestfailed", (request) => {
    requests.delete(request);
    const reason = request.failure()?.errorText ?? "";
    // A page aborts itself what it no longer needs, such as the search for a word that goes on.
    if (reason !== "net::ERR_ABORTED") {
      faults.push(`request failed: ${request.url()} ${reason}`);
    }
  });
  context.on("response", (response) => {
    if (response.status() >= 400) {
      faults.push(`request refused: ${response.url()} ${response.status().toString()}`);
    }
  });
  context.on("console", (message) => {
    // What the software renderer says of its own speed is no fault of the page.
    if ((message.type() === "error" || message.type() === "warning") && !message.text().includes("GPU stall due to ReadPixels")) {
      faults.push(`console: ${message.text()}`);
    }
  });
  context.on("weberror", (error) => faults.push(`uncaught: ${error.error().message}`));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`the CSP refused ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  const page = await context.newPage();
  let keeps = false;
  /** @param {object} object @param {string} name */
  const watch = (object, name) => {
    /** @type {unknown} */
    const method = Reflect.get(object, name);
    Reflect.set(object, name, (/** @type {unknown[]} */ ...words) => {
      keeps = true;
      return Reflect.apply(/** @type {(...words: unknown[]) => unknown} */ (method), object, words);
    });
  };
  lasting.forEach((name) => { watch(page, name); });
  watch(page.clock, "install");
  const again = async () => {
    if (keeps || page.isClosed() || context.pages().length > 1) {
      return null;
    }
    const { colorScheme = "light", reducedMotion = "no-preference", forcedColors = "none" } = options;
    await page.mouse.move(0, 0);
    // A page without scripts ends what the last one still does.
    await page.goto(`${url}/healthz`);
    await page.emulateMedia({ media: null, colorScheme, reducedMotion, forcedColors });
    requests.clear();
    faults = [];
    return faults;
  };
  return { page, faults, again, close: () => context.close() };
}

/**
 * Returns by how many CSS pixels the page is wider than its window.
 *
 * @param {import("playwright-core").Page} page
 */
export function overflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
