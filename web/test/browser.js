// Starts the system's Chromium, and watches the pages for what must not happen on them.
// Tests fail where there is no Chromium; they say how to install it.
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
  const candidates = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser"];
  const executablePath = candidates.find((path) => path !== undefined && existsSync(path));
  if (executablePath === undefined) {
    throw new Error("no Chromium found: install it (Debian: apt-get install --no-install-recommends chromium) or name it in $CHROMIUM");
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

/**
 * Opens an empty page of which is noted whether it asks another host than that of url, other than to leave for good. Returns
 * it with the list of its faults, which grows: requests that failed or went elsewhere, errors on the console, uncaught
 * exceptions, and what the CSP refused. Pages that are opened in the same context are watched too.
 *
 * The requests are watched and not held up: Chromium now and then loses one of many that are held, and waits for it forever.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {string} url
 * @param {import("playwright-core").BrowserContextOptions} options
 */
export async function openPage(browser, url, options) {
  const context = await browser.newContext(options);
  /** @type {string[]} */
  const faults = [];
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
  return { page: await context.newPage(), faults, close: () => context.close() };
}

/**
 * Returns by how many CSS pixels the page is wider than its window.
 *
 * @param {import("playwright-core").Page} page
 */
export function overflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
