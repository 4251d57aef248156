// What a reader does in the views beyond opening them: stepping through the event while its network fills, walking and paging
// the evidence, filtering with counts that hold, zooming by keys and by touch; and the views on paper and in the reader's
// own colors.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { away, overflow } from "./browser.js";
import { languages, longForm, query, settled, startSite, tabTo, views, violations } from "./page.js";

/** @typedef {import("playwright-core").Page} Page */

/** @type {import("./page.js").Site} */
let site;

before(async () => {
  site = await startSite();
});

after(async () => {
  await site.end();
});

/**
 * Opens an address and waits until it shows what it has to.
 *
 * @param {string} path
 * @param {import("./page.js").PageOptions} [options]
 */
async function open(path, options) {
  const opened = await site.open(options);
  await opened.page.goto(`${site.url}/${path}`);
  await settled(opened.page);
  return opened;
}

/**
 * Takes WebGL away from a page that is not yet opened.
 *
 * @param {Page} page
 */
function withoutWebGL(page) {
  return page.addInitScript(() => {
    // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called on a canvas below
    const original = HTMLCanvasElement.prototype.getContext;
    Object.defineProperty(HTMLCanvasElement.prototype, "getContext", {
      /** @this {HTMLCanvasElement} @param {string} kind @param {unknown} options */
      value(kind, options) {
        return kind.includes("webgl") ? null : original.call(this, kind, options);
      },
    });
  });
}

describe("the sessions", () => {
  const third = /^Plenary 2.*, 3 of 19: 70 new names and 159 new connections; 152 of 340 statements up to here\.$/;

  test("the network fills as the reader steps: one sentence says what is new, and the lists say which", async () => {
    const { page, faults, close } = await open("en/sessions");
    const said = page.locator(".filled[role=status]");
    assert.match(await said.innerText(), /^Plenary 1.*, 1 of 19: 77 new names and 147 new connections; 74 of 340/);
    const next = page.getByRole("button", { name: "Next session" });
    await next.click();
    await next.click();
    await said.filter({ hasText: third }).waitFor();
    assert.equal(query(page), "?at=session:plenary-2");
    assert.equal(await next.evaluate((button) => button === document.activeElement), true);
    await page.getByText("new: said for the first time in this session").waitFor();
    await page.getByRole("heading", { name: "7 voices heard for the first time" }).waitFor();
    await page.getByText("159 new connections", { exact: true }).click();
    assert.equal(await page.locator("details.news li").count(), 25);
    await page.getByText("25 of 159").waitFor();
    await page.getByRole("button", { name: "Show more connections" }).click();
    assert.equal(await page.locator("details.news li").count(), 50);
    await page.reload();
    await said.filter({ hasText: third }).waitFor();
    assert.deepEqual(faults, []);
    await close();
  });

  test("arrow keys step on the buttons, End leads to the last session, and there the way on is closed", async () => {
    const { page, faults, close } = await open("fr/sessions");
    const next = page.getByRole("button", { name: "Séance suivante" });
    await tabTo(page, next);
    await page.keyboard.press("ArrowRight");
    await page.locator(".filled", { hasText: /, 2 sur 19\s:/ }).waitFor();
    await page.keyboard.press("ArrowLeft");
    await page.locator(".filled", { hasText: /, 1 sur 19\s:/ }).waitFor();
    await page.keyboard.press("End");
    await page.locator(".filled", { hasText: /340 énoncés sur 340 jusqu’ici/ }).waitFor();
    assert.equal(await next.getAttribute("aria-disabled"), "true");
    await page.keyboard.press("Enter");
    assert.match(await page.locator(".filled").innerText(), /, 19 sur 19\s:/);
    assert.deepEqual(faults, []);
    await close();
  });

  test("nodes keep their places from step to step", async () => {
    const { page, faults, close } = await open("en/sessions?at=session:plenary-2");
    const place = async () => {
      const found = await page.locator(".still .kind-person").evaluateAll((nodes) => nodes.map((node) => /translate\(([^)]+)/.exec(node.getAttribute("transform") ?? "")?.[1]));
      return new Set(found);
    };
    // The drawing for paper stands where the picture does, and can be read.
    await page.emulateMedia({ media: "print" });
    await page.locator(".still").waitFor();
    const rings = await page.locator(".still-ring").count();
    const before = await place();
    await page.emulateMedia({ media: "screen" });
    await page.getByRole("button", { name: "Next session" }).click();
    await page.locator(".filled", { hasText: /, 4 of 19:/ }).waitFor();
    await page.emulateMedia({ media: "print" });
    await page.locator(".still").waitFor();
    assert.equal(rings, 70);
    assert.equal(await page.locator(".still-ring").count(), 0);
    assert.ok(before.size > 5);
    assert.deepEqual(await place(), before);
    assert.deepEqual(faults, []);
    await close();
  });

  test("they run by themselves until they are stopped, and leave one entry in the history", async () => {
    const { page, faults, close } = await site.open({ reducedMotion: "no-preference" });
    await page.clock.install();
    await page.goto(`${site.url}/en/sessions`);
    await settled(page);
    const entries = await page.evaluate(() => history.length);
    await page.getByRole("button", { name: "Play" }).click();
    await page.clock.runFor(3600);
    await page.locator(".filled", { hasText: /, 2 of 19:/ }).waitFor();
    await page.clock.runFor(3600);
    await page.locator(".filled", { hasText: /, 3 of 19:/ }).waitFor();
    await page.getByRole("button", { name: "Pause" }).click();
    await page.clock.runFor(20_000);
    assert.match(await page.locator(".filled").innerText(), /, 3 of 19:/);
    assert.equal(await page.evaluate(() => history.length), entries);
    assert.deepEqual(faults, []);
    await close();
  });

  test("they do not run where less motion is asked for", async () => {
    const { page, close } = await open("en/sessions");
    assert.equal(await page.getByRole("button", { name: "Play" }).count(), 0);
    await page.getByText("since your system asks for less motion").waitFor();
    await close();
  });

  test("without WebGL the network is drawn all the same, and says so", async () => {
    const { page, faults, close } = await site.open({ viewport: { width: 320, height: 800 } });
    await withoutWebGL(page);
    await page.goto(`${site.url}/en/sessions?at=session:plenary-2`);
    await page.locator(".still").waitFor();
    assert.equal(await page.locator(".still-ring").count(), 70);
    assert.equal(await page.locator(".picture canvas").count(), 0);
    await page.getByText("This browser offers no WebGL").waitFor();
    await page.locator(".filled", { hasText: third }).waitFor();
    assert.ok((await overflow(page)) <= 0);
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(faults, []);
    await close();
  });

  for (const language of /** @type {const} */ (["en", "fr"])) {
    test(`they fit a window of 320 pixels (${language})`, async () => {
      const { page, faults, close } = await open(`${language}/sessions?at=session:plenary-2&select=issue:community-engagement`, { viewport: { width: 320, height: 800 } });
      assert.ok((await overflow(page)) <= 0);
      assert.deepEqual(await violations(page), []);
      const evidence = page.locator(".selected a");
      assert.equal(await evidence.getAttribute("href"), `/${language}/network?focus=issue:community-engagement&select=issue:community-engagement`);
      assert.deepEqual(faults, []);
      await close();
    });
  }
});

describe("the navigator", () => {
  /** @param {Page} page */
  const focused = (page) => page.locator("[role=option]:focus").innerText();

  test("w returns to the statement that was walked to, also after the Tab key has passed through", async () => {
    const { page, faults, close } = await open("en/network?focus=issue:forced-marriage");
    await page.locator(".statement").first().waitFor();
    await page.keyboard.press("w");
    await page.locator("[role=option]:focus").waitFor();
    const first = await focused(page);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    const walked = await focused(page);
    assert.notEqual(walked, first);
    await page.keyboard.press("Escape");
    await tabTo(page, page.locator(".statement button, .statement a").first());
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("w");
    assert.equal(await focused(page), walked);
    assert.deepEqual(faults, []);
    await close();
  });

  test("going back leads to the statement at which the other end was crossed to", async () => {
    const { page, faults, close } = await open("en/network?focus=issue:forced-marriage");
    await page.locator(".statement").first().waitFor();
    await page.keyboard.press("w");
    await page.locator("[role=option]:focus").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    const walked = await focused(page);
    await page.keyboard.press("ArrowRight");
    await page.locator(".navigator-title", { hasText: /Konanur|Clinic/ }).waitFor();
    await page.locator("[role=option]:focus").waitFor();
    await page.keyboard.press("ArrowLeft");
    await page.locator(".navigator-title", { hasText: "Forced marriage" }).waitFor();
    await page.locator("[role=option]:focus", { hasText: walked }).waitFor();
    assert.deepEqual(faults, []);
    await close();
  });

  test("to read an edge does not lead away from the end that the reader stands at", async () => {
    const { page, faults, close } = await open("en/network?focus=issue:forced-marriage");
    await page.locator(".statement").first().waitFor();
    await page.keyboard.press("w");
    await page.locator("[role=option]:focus").waitFor();
    await page.keyboard.press("ArrowDown");
    const walked = await focused(page);
    await page.keyboard.press("Enter");
    await page.locator(".edge-title").waitFor();
    assert.match(await page.locator(".navigator-title").innerText(), /Forced marriage$/);
    assert.equal(await focused(page), walked);
    assert.deepEqual(faults, []);
    await close();
  });
});

describe("the evidence", () => {
  test("a node shows fifty statements, then all of them, and the focus stays on how many", async () => {
    const { page, faults, close } = await open("en/network?focus=collective:report-narrative");
    const panel = page.getByRole("complementary");
    await panel.locator(".statement").first().waitFor();
    const count = panel.locator(".panel-next [role=status]");
    assert.match(await count.innerText(), /^50 of \d+ statements\.$/);
    const total = Number(/of (\d+)/.exec(await count.innerText())?.[1]);
    const more = panel.getByRole("button", { name: `Show ${Math.min(50, total - 50).toString()} more` });
    await more.press("Enter");
    for (let shown = 100; shown < total; shown += 50) {
      await panel.getByRole("button", { name: `Show ${Math.min(50, total - shown).toString()} more` }).press("Enter");
    }
    // "50 of 84 statements." has these words too.
    await panel.locator(".panel-next", { hasText: new RegExp(`(?<!of )${total.toString()} statements\\.`) }).waitFor();
    assert.equal(await panel.locator(".statement").count(), total);
    assert.equal(await panel.locator(".panel-next button").count(), 0);
    await panel.locator(".panel-next [role=status]:focus").waitFor();
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(faults, []);
    await close();
  });
});

describe("the picture's buttons", () => {
  /** @param {Page} page */
  const labels = (page) => page.locator(".picture .sigma-labels").evaluate((canvas) => (canvas instanceof HTMLCanvasElement ? canvas.toDataURL() : ""));
  /**
   * Waits until what the picture has written is as it was, or is not.
   *
   * @param {Page} page
   * @param {string} written
   * @param {boolean} same
   */
  const until = (page, written, same) =>
    page.waitForFunction(
      ([before, wanted]) => {
        const canvas = document.querySelector(".picture .sigma-labels");
        return canvas instanceof HTMLCanvasElement && (canvas.toDataURL() === before) === wanted;
      },
      /** @type {const} */ ([written, same]),
    );
  const names = { en: ["Zoom in", "Zoom out", "Show all of it"], fr: ["Agrandir", "Réduire", "Voir l’ensemble"] };

  for (const language of /** @type {const} */ (["en", "fr"])) {
    test(`by keys they zoom and fit, under their names (${language})`, async () => {
      const { page, faults, close } = await open(`${language}/network?look=free`);
      const [zoomIn, zoomOut, fit] = names[language].map((name) => page.locator(".picture-buttons").getByRole("button", { name, exact: true }));
      assert.ok(zoomIn && zoomOut && fit);
      const whole = await labels(page);
      await tabTo(page, zoomIn);
      await page.keyboard.press("Enter");
      await until(page, whole, false);
      const near = await labels(page);
      await tabTo(page, zoomOut);
      await page.keyboard.press("Space");
      await until(page, near, false);
      await page.keyboard.press("Space");
      await tabTo(page, fit);
      await page.keyboard.press("Enter");
      await until(page, whole, true);
      assert.deepEqual(faults, []);
      await close();
    });
  }

  test("by touch they zoom and fit, and are large enough for a finger", async () => {
    const { page, faults, close } = await open("en/network?look=free", { viewport: { width: 320, height: 800 }, hasTouch: true, isMobile: true });
    const buttons = page.locator(".picture-buttons button");
    for (const button of await buttons.all()) {
      const box = await button.boundingBox();
      assert.ok(box && box.width >= 24 && box.height >= 24);
    }
    const whole = await labels(page);
    await buttons.nth(0).tap();
    await until(page, whole, false);
    await buttons.nth(2).tap();
    await until(page, whole, true);
    assert.deepEqual(faults, []);
    await close();
  });

  test("what is on says so: expansions as pressed, filters as checked, steps as chosen, their panel as expanded", async () => {
    const { page, faults, close } = await open("en/network?focus=organization:salco");
    const add = page.getByRole("button", { name: "Add same session (not a claim)" });
    await add.waitFor();
    assert.equal(await add.getAttribute("aria-pressed"), "false");
    await add.press("Enter");
    await page.locator('.actions button[aria-pressed="true"]').waitFor();
    const filters = page.getByRole("button", { name: /^Filters/ });
    assert.equal(await filters.getAttribute("aria-expanded"), "false");
    await filters.press("Enter");
    assert.equal(await filters.getAttribute("aria-expanded"), "true");
    const people = page.getByRole("checkbox", { name: /^People/ }).first();
    await people.press("Space");
    assert.equal(await people.isChecked(), true);
    assert.equal(await page.getByRole("radio", { name: "1" }).isChecked(), true);
    assert.deepEqual(faults, []);
    await close();
  });
});

describe("the legend", () => {
  for (const width of [1280, 320]) {
    test(`always says how many of how many statements are admitted, and by which filters (${width.toString()} px)`, async () => {
      const { page, faults, close } = await open("en/network?look=free", { viewport: { width, height: 800 } });
      const legend = page.locator(".network-figure .legend");
      await legend.getByText("478 of 478 statements, no filters.").waitFor();
      await page.goto(`${site.url}/en/network?look=free&session=session:plenary-1&stance=for`);
      await settled(page);
      await legend.getByText(/\d+ of 478 statements, filters: for, Plenary 1/).waitFor();
      const [admitted] = /\d+(?= of 478)/.exec(await legend.innerText()) ?? [];
      assert.ok(Number(admitted) > 0 && Number(admitted) < 74);
      await page.getByRole("button", { name: "Filters (2)" }).click();
      await page.getByRole("button", { name: "Clear all filters" }).scrollIntoViewIfNeeded();
      assert.ok((await overflow(page)) <= 0);
      assert.deepEqual(faults, []);
      await close();
    });
  }
});

describe("on paper", () => {
  test("the network is a drawing and a table of every connection shown, without a canvas and without controls", async () => {
    const { page, faults, close } = await open("en/network?focus=organization:salco&select=organization:salco");
    await page.emulateMedia({ media: "print" });
    const sheet = page.locator(".printed");
    await sheet.waitFor();
    const caption = await sheet.locator("caption").innerText();
    assert.equal(await sheet.locator("tbody tr").count(), Number(/\d+/.exec(caption)?.[0]));
    assert.equal(await sheet.locator(".still-edge").count(), await sheet.locator("tbody tr").count());
    await sheet.getByRole("row", { name: "South Asian Legal Clinic of Ontario raised Forced marriage 22" }).waitFor();
    assert.ok(await page.locator(".legend").isVisible());
    assert.equal(await page.locator(".picture canvas").first().isVisible(), false);
    assert.equal(await page.locator(".network-controls").isVisible(), false);
    assert.deepEqual(faults, []);
    await close();
  });

  test("the pictures of the banks are those of wide windows, with the evidence below them", async () => {
    for (const part of ["en/network?select=issue:forced-marriage", "fr/network?look=focus&focus=issue:forced-marriage", "en/network?look=contradictions"]) {
      const { page, close } = await open(part, { viewport: { width: 816, height: 1056 } });
      await page.emulateMedia({ media: "print" });
      assert.equal(await page.locator(".banks-picture.medium svg").isVisible(), true, part);
      assert.equal(await page.locator(".banks-picture.small:visible, .banks-chart:visible, .handle:visible").count(), 0, part);
      for (const position of await page.locator(".banks-panel").evaluateAll((panels) => panels.map((panel) => getComputedStyle(panel).position))) {
        assert.notEqual(position, "fixed", part);
      }
      await close();
    }
  });

  test("the matrix has its values and their shades", async () => {
    const { page, close } = await open("en/matrix", { colorScheme: "dark" });
    await page.emulateMedia({ media: "print" });
    const cell = page.locator(".heat-5").filter({ hasText: "22" }).first();
    assert.equal(await cell.isVisible(), true);
    assert.equal(await cell.evaluate((element) => getComputedStyle(element).printColorAdjust), "exact");
    assert.equal(await page.locator(".settings").first().isVisible(), false);
    await close();
  });

  test("paper is white, though the screen is dark", async () => {
    for (const part of Object.values(views)) {
      const { page, close } = await open(`en/${part}`, { colorScheme: "dark" });
      await page.emulateMedia({ media: "print", colorScheme: "dark" });
      assert.match(await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--paper").trim()), /^#f{3,6}$/, part);
      await close();
    }
  });
});

describe("in the reader's own colors", () => {
  for (const [name, part] of Object.entries(views)) {
    test(`${name} is drawn, without a fault`, async () => {
      const { page, faults, close } = await open(`en/${part}`, { forcedColors: "active" });
      assert.ok((await overflow(page)) <= 0);
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(faults, []);
      await close();
    });
  }

  test("the chosen size of the picture is in the colors for what is chosen", async () => {
    const { page, close } = await open("en/network", { forcedColors: "active" });
    const adjusts = (/** @type {string} */ selector) => page.locator(selector).first().evaluate((element) => getComputedStyle(element).forcedColorAdjust);
    assert.equal(await adjusts(".segments a[aria-current]"), "none");
    assert.equal(await adjusts(".segments a:not([aria-current])"), "auto");
    await close();
  });

  test("what is chosen and what has the focus stands out by more than our colors", async () => {
    const { page, close } = await open("en/network?focus=issue:forced-marriage&kinds=issue,organization", { forcedColors: "active" });
    await page.getByRole("button", { name: /^Filters/ }).click();
    const background = (/** @type {string} */ selector) => page.locator(selector).first().evaluate((element) => getComputedStyle(element).backgroundColor);
    assert.notEqual(await background("[data-selected] > .check"), await background("label:not([data-selected]) > .check"));
    assert.notEqual(await background(".depth label[data-selected]"), await background(".depth label:not([data-selected])"));
    await page.keyboard.press("Escape");
    await page.locator("#panel-title").focus();
    await page.keyboard.press("w");
    const option = page.locator("[role=option]:focus");
    await option.waitFor();
    assert.equal(await option.evaluate((element) => getComputedStyle(element).outlineStyle), "solid");
    await close();
  });
});

describe("care", () => {
  for (const [at, [name, part]] of Object.entries(views).entries()) {
    for (const [other, language] of Object.keys(languages).entries()) {
      // The script is the same in every view and in both languages: each view in one of them; the long form has both.
      test(`in ${name} (${language}) the first link skips to the content and the second leaves; Shift three times does too`, longForm(at % 2 !== other), async () => {
        const { page, faults, close } = await open(`${language}/${part}`, { fresh: true });
        const leaves = await page.locator("a[data-exit]").getAttribute("href");
        assert.ok(leaves === (language === "fr" ? "https://meteo.gc.ca/" : "https://weather.gc.ca/"));
        await page.keyboard.press("Tab");
        assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("href")), "#main");
        await page.keyboard.press("Tab");
        assert.equal(await page.evaluate(() => document.activeElement?.matches("a[data-exit]")), true);
        assert.equal(await page.getByText(language === "fr" ? "Avertissement" : "Content note").count(), name === "start" ? 1 : 0);
        // Where it leads is another host, which the test does not reach.
        await page.route(away, (route) => route.fulfill({ contentType: "text/html", body: "<title>weather</title>" }));
        const left = page.waitForURL(leaves);
        await page.keyboard.press("Shift");
        await page.keyboard.press("Shift");
        await page.keyboard.press("Shift");
        await left;
        assert.deepEqual(faults, []);
        await close();
      });
    }
  }
});
