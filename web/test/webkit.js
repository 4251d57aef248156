// Starts WebKitGTK's own browser, which selenium-webdriver drives by WebDriver, the one protocol that it speaks well.
// Tests fail where there is none; they say how to install it.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { Builder, Key } from "selenium-webdriver";
import { browserEnvironment } from "./browser.js";
import { startScreen } from "./screen.js";

/** @type {unknown} What is in a folder, where an import does not find it. */
const remote = createRequire(import.meta.url)("selenium-webdriver/remote");
const { DriverService } = /** @type {typeof import("selenium-webdriver/remote")} */ (remote);

/** @type {Readonly<Record<string, string>>} */
const keys = { Tab: Key.TAB, Enter: Key.ENTER, Escape: Key.ESCAPE, ArrowDown: Key.ARROW_DOWN, ArrowRight: Key.ARROW_RIGHT, ArrowLeft: Key.ARROW_LEFT };

/**
 * Starts WebKit on a screen of its own, which nobody sees. Throws where it is not installed or does not start.
 *
 * @type {import("./smoke.js").Start}
 */
export async function startWebKit({ scripts }) {
  const driver = process.env["WEBKIT_DRIVER"] ?? "/usr/bin/WebKitWebDriver";
  if (!existsSync(driver)) {
    throw new Error("no WebKit found: install it (Debian: apt-get install --no-install-recommends webkit2gtk-driver) or name its driver in $WEBKIT_DRIVER");
  }
  const screen = await startScreen();
  const service = new DriverService.Builder(driver)
    .setLoopback(true)
    .setEnvironment({ .../** @type {Record<string, string>} */ (browserEnvironment), DISPLAY: screen.display, GDK_BACKEND: "x11" })
    .build();
  const stop = async () => {
    try {
      await service.kill();
    } finally {
      screen.stop();
    }
  };
  try {
    const args = ["--automation", `--enable-javascript=${String(scripts)}`];
    const browser = await new Builder()
      .usingServer(await service.start())
      .withCapabilities({ browserName: "MiniBrowser", "webkitgtk:browserOptions": { args } })
      .build();
    return {
      open: (url) => browser.get(url),
      resize: (width, height) => resize(browser, width, height),
      evaluate: (f, ...words) => browser.executeScript(f, ...words),
      press: (key) => browser.actions().sendKeys(keys[key] ?? key).perform(),
      screenshot: async () => Buffer.from(await browser.takeScreenshot(), "base64"),
      close: async () => {
        try {
          await browser.quit();
        } finally {
          await stop();
        }
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Makes the page as wide and high as asked; the window has bars of its own, and is never less than about 450 px wide.
 *
 * @param {import("selenium-webdriver").WebDriver} browser
 * @param {number} width
 * @param {number} height
 */
async function resize(browser, width, height) {
  const window = browser.manage().window();
  await window.setRect({ x: 0, y: 0, width, height });
  const inner = /** @type {number} */ (await browser.executeScript(() => innerHeight));
  await window.setRect({ x: 0, y: 0, width, height: height + (height - inner) });
}
