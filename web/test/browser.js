// Starts the system's Chromium, and watches a page for what must not happen on it.
// Tests fail where there is no Chromium; they say how to install it.
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

/** Where pictures of the pages go; each run replaces those of the last. */
export const screenshots = join(tmpdir(), "forumgraph-screenshots");

/**
 * Starts the browser, with flags beside its own. Throws where none is found.
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
  await mkdir(screenshots, { recursive: true });
  return chromium.launch({
    executablePath,
    args: [
      // Chromium's own sandbox does not start for root, as whom containers run; the pages are ours.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...flags,
    ],
  });
}

/**
 * Opens an empty page that reaches no other host than that of url. Returns it with the list of its faults, which grows:
 * requests that failed or went elsewhere, errors on the console, uncaught exceptions, and what the CSP refused.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {string} url
 * @param {import("playwright-core").BrowserContextOptions} options
 */
export async function openPage(browser, url, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  /** @type {string[]} */
  const faults = [];
  await page.route(
    (address) => address.origin !== url,
    (route) => {
      faults.push(`request to another host: ${route.request().url()}`);
      return route.abort();
    },
  );
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`the CSP refused ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  page.on("console", (message) => {
    // What the software renderer says of its own speed is no fault of the page.
    if ((message.type() === "error" || message.type() === "warning") && !message.text().includes("GPU stall due to ReadPixels")) {
      faults.push(`console: ${message.text()}`);
    }
  });
  page.on("pageerror", (error) => faults.push(`uncaught: ${error.message}`));
  page.on("requestfailed", (request) => faults.push(`request failed: ${request.url()} ${request.failure()?.errorText ?? ""}`));
  page.on("response", (response) => {
    if (response.status() >= 400) {
      faults.push(`request refused: ${response.url()} ${response.status().toString()}`);
    }
  });
  return { page, faults, close: () => context.close() };
}

/**
 * Returns by how many CSS pixels the page is wider than its window.
 *
 * @param {import("playwright-core").Page} page
 */
export function overflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
