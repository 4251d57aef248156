// Starts Firefox, which puppeteer-core drives by WebDriver BiDi; playwright-core asks for commands that the ESR does not have.
// Tests fail where there is no Firefox; they say how to install it.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";
import { browserEnvironment } from "./browser.js";
import { startScreen } from "./screen.js";

const fonts = fileURLToPath(new URL("../node_modules/dejavu-fonts-ttf/ttf/", import.meta.url));

/**
 * Starts Firefox on a screen that nobody sees. Throws where none is found or it does not start.
 *
 * @type {import("./smoke.js").Start}
 */
export async function startFirefox({ scripts }) {
  const executablePath = [process.env["FIREFOX"], "/usr/bin/firefox-esr", "/usr/bin/firefox"].find((path) => path !== undefined && existsSync(path));
  if (executablePath === undefined) {
    throw new Error("no Firefox found: install it (Debian: apt-get install --no-install-recommends firefox-esr) or name it in $FIREFOX");
  }
  const screen = await startScreen();
  try {
    const browser = await puppeteer.launch({
      browser: "firefox",
      executablePath,
      env: { ...browserEnvironment, DISPLAY: screen.display },
      headless: false,
      // The ESR does not have the commands that emulate a device.
      defaultViewport: null,
      extraPrefsFirefox: {
        "javascript.enabled": scripts,
        "ui.prefersReducedMotion": 1,
        // Software draws as well as a graphics card.
        "webgl.force-enabled": true,
        // Its sandbox hides the fonts of the tests, and boxes would stand for all letters.
        "security.sandbox.content.read_path_whitelist": fonts,
      },
    });
    const page = await browser.newPage();
    return {
      open: async (url) => {
        await page.goto(url);
      },
      resize: (width, height) => page.setViewport({ width, height }),
      evaluate: (f, ...words) => /** @type {Promise<ReturnType<typeof f>>} */ (page.evaluate(f, ...words)),
      press: (key) => page.keyboard.press(/** @type {import("puppeteer-core").KeyInput} */ (key)),
      screenshot: async () => Buffer.from(await page.screenshot()),
      close: async () => {
        try {
          await browser.close();
        } finally {
          screen.stop();
        }
      },
    };
  } catch (error) {
    screen.stop();
    throw error;
  }
}
