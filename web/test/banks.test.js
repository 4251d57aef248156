// The picture of the two banks in a real browser: its text stands where the server computed it, and it answers to hand and keyboard.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { measureFaces } from "../typeface.js";
import { languages, query, startSite, violations } from "./page.js";

/** @type {import("./page.js").Site} */
let site;

before(async () => {
  site = await startSite();
});

after(async () => {
  await site.end();
});

test("the server's widths of characters are the browser's", async () => {
  const { page, close } = await site.open();
  const file = /** @type {unknown} */ (JSON.parse(await readFile(new URL("../pages/typeface/widths.json", import.meta.url), "utf8")));
  assert.deepEqual(await measureFaces(page), file);
  await close();
});

/**
 * Measures the picture that the window shows: pairs of texts that overlap, texts that a line crosses, texts that leave the picture, and marks without a text.
 *
 * @param {import("playwright-core").Page} page
 */
const measured = (page) =>
  page.evaluate(async () => {
    await document.fonts.ready;
    const svg = [...document.querySelectorAll("svg.banks:not(.marks)")].find((one) => one.getBoundingClientRect().width > 0);
    if (!(svg instanceof SVGSVGElement)) {
      return null;
    }
    const size = svg.viewBox.baseVal;
    const texts = [...svg.querySelectorAll("text")].map((text) => {
      const { x, y, width, height } = text.getBBox();
      // The box of a text has room above and below its letters.
      return { label: text.textContent, number: text.classList.contains("number"), left: x, right: x + width, top: y + 0.22 * height, bottom: y + 0.8 * height };
    });
    const overlapping = texts.flatMap((a, i) =>
      texts.slice(0, i).flatMap((b) => (a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom && b.top < a.bottom ? [`${a.label} / ${b.label}`] : [])),
    );
    const outside = texts.filter((a) => a.left < 0 || a.right > size.width + 0.5 || a.bottom > size.height).map((a) => a.label);
    const crossed = new Set();
    for (const path of svg.querySelectorAll(".lines path")) {
      if (!(path instanceof SVGPathElement)) {
        continue;
      }
      const length = path.getTotalLength();
      for (let at = 0; at <= length; at += 3) {
        const { x, y } = path.getPointAtLength(at);
        // The number of a line stands on it.
        const text = texts.find((a) => !a.number && x > a.left + 1 && x < a.right - 1 && y > a.top && y < a.bottom);
        if (text) {
          crossed.add(text.label);
        }
      }
    }
    const unnamed = [...svg.querySelectorAll("a")].filter((a) => !a.querySelector("text")?.textContent).length;
    return { names: svg.querySelectorAll("a").length, overlapping, outside, crossed: [...crossed], unnamed };
  });

for (const lang of Object.keys(languages)) {
  for (const [width, height] of /** @type {const} */ ([
    [1280, 800],
    [1920, 1080],
  ])) {
    for (const query of ["", "?show=all", "?outside=1&voice=collective", "?look=focus&focus=issue:forced-marriage", "?look=focus&focus=issue:decriminalization&outside=1", "?look=contradictions"]) {
      test(`no name overlaps another, and no line crosses one: ${lang}, ${width.toString()} wide, ${query}`, async () => {
        const { page, faults, close } = await site.open({ viewport: { width, height } });
        await page.goto(`${site.url}/${lang}/network${query}`);
        const found = await measured(page);
        assert.ok(found && found.names > (query.includes("look") ? 10 : 100), JSON.stringify(found));
        assert.deepEqual({ ...found, names: 0 }, { names: 0, overlapping: [], outside: [], crossed: [], unnamed: 0 });
        assert.deepEqual(faults, []);
        await close();
      });
    }
  }

  for (const look of ["contradictions", "focus&focus=issue:forced-marriage", "focus&focus=issue:decriminalization&outside=1"]) {
    test(`on a phone a picture is one of its own: ${lang}, ${look}`, async () => {
      const { page, faults, close } = await site.open({ viewport: { width: 390, height: 844 } });
      await page.goto(`${site.url}/${lang}/network?look=${look}`);
      const found = await measured(page);
      assert.ok(found && found.names > 9, JSON.stringify(found));
      assert.deepEqual({ ...found, names: 0 }, { names: 0, overlapping: [], outside: [], crossed: [], unnamed: 0 });
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390, "the page scrolls sideways");
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(faults, []);
      await close();
    });
  }

  test(`on a phone the themes are a chart, and each opens its issues: ${lang}`, async () => {
    const { page, faults, close } = await site.open({ viewport: { width: 390, height: 844 } });
    await page.goto(`${site.url}/${lang}/network`);
    assert.equal(await measured(page), null);
    assert.ok((await page.locator(".chart details").count()) > 12);
    const theme = page.locator(".chart details").first();
    await theme.locator("summary").click();
    await theme.getByRole("link").nth(1).click();
    await page.locator(".banks-panel h2").waitFor();
    assert.match(query(page), /^\?select=issue:/);
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(faults, []);
    await close();
  });
}

describe("by mouse", () => {
  test("a name opens what was said, a line its statements, and back closes them", async () => {
    const { page, faults, close } = await site.open({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${site.url}/en/network`);
    await page.evaluate(() => {
      document.documentElement.dataset["same"] = "page";
    });
    await page.locator("svg.banks:visible a[data-node='issue:forced-marriage']").click();
    await page.getByRole("heading", { level: 2, name: "Forced marriage" }).waitFor();
    await page.locator(".banks-panel").getByRole("link", { name: "Shalini Konanur" }).click();
    await page.getByRole("heading", { level: 2, name: "Shalini Konanur raised Forced marriage" }).waitFor();
    assert.equal(query(page), "?select=person:shalini-konanur~raised~issue:forced-marriage");
    assert.equal(await page.locator(".banks-panel .claims > li").count(), 22);
    assert.equal(await page.locator("svg.banks:visible .chosen .halo").count(), 1);
    await page.goBack();
    await page.getByRole("heading", { level: 2, name: "Forced marriage", exact: true }).waitFor();
    await page.locator(".banks-panel .close").click();
    await page.locator(".banks-panel").waitFor({ state: "detached" });
    assert.equal(await page.evaluate(() => document.documentElement.dataset["same"]), "page", "the page was loaded again");
    assert.deepEqual(faults, []);
    await close();
  });

  test("the lines of a name stand out while it is pointed at", async () => {
    const { page, close } = await site.open({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${site.url}/en/network`);
    await page.locator("svg.banks:visible a[data-node='person:kate-zen']").hover();
    const near = await page.locator("svg.banks:visible .near").count();
    assert.ok(near > 1);
    await page.locator("h1").hover();
    assert.equal(await page.locator("svg.banks:visible .near").count(), 0);
    await close();
  });

  test("a filter keeps every name in its place and turns grey what is out", async () => {
    const { page, close } = await site.open({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${site.url}/en/network`);
    const places = () =>
      page.locator("svg.banks:visible .water text").evaluateAll((texts) => texts.map((text) => [text.textContent, text.getAttribute("x"), text.getAttribute("y")]));
    const before = await places();
    await page.getByText("Filters", { exact: true }).click();
    await page.getByLabel("World Café 69").check();
    await page.getByRole("button", { name: "Apply" }).click();
    await page.getByRole("heading", { level: 1, name: "Issues raised in World Café: 59 of 139, 4 voices" }).waitFor();
    assert.deepEqual(await places(), before);
    assert.ok((await page.locator("svg.banks:visible .water .out").count()) > 10);
    assert.equal(query(page), "?session=session:world-cafe");
    await close();
  });
});

test("Ctrl and the wheel zoom, dragging moves the picture, and the address leads back to the same place", async () => {
  const { page, faults, close } = await site.open({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${site.url}/en/network`);
  const name = page.locator("svg.banks:visible a[data-node='issue:forced-marriage']");
  const wide = (await name.boundingBox())?.width ?? 0;
  await page.mouse.move(900, 400);
  const top = () => page.evaluate(() => scrollY);
  await page.mouse.wheel(0, 120);
  await page.waitForFunction(() => scrollY > 0);
  assert.ok((await top()) > 0, "the wheel alone does not scroll the page");
  assert.equal(Math.round((await name.boundingBox())?.width ?? 0), Math.round(wide), "the wheel alone zooms");
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -200);
  await page.keyboard.up("Control");
  await page.waitForFunction(() => location.hash.startsWith("#at="));
  assert.ok(((await name.boundingBox())?.width ?? 0) > 1.5 * wide, "Ctrl and the wheel do not zoom");
  const before = page.url();
  const empty = await page.evaluate(() => {
    for (let x = 300; x < 1000; x += 7) {
      const at = document.elementFromPoint(x, 400);
      if (at?.closest("svg.banks") && !at.closest("a")) {
        return x;
      }
    }
    return 0;
  });
  await page.mouse.move(empty, 400);
  await page.mouse.down();
  await page.mouse.move(empty - 120, 370, { steps: 3 });
  await page.mouse.up();
  await page.waitForFunction((url) => location.href !== url, before);
  const seen = await name.boundingBox();
  const again = await site.open({ viewport: { width: 1280, height: 800 }, fresh: true });
  await again.page.goto(page.url());
  const inFrame = (/** @type {import("playwright-core").Page} */ of) =>
    of.locator("svg.banks:visible a[data-node='issue:forced-marriage']").evaluate((a) => {
      const frame = a.closest(".banks-picture")?.getBoundingClientRect();
      const box = a.getBoundingClientRect();
      return [Math.round((box.x - (frame?.x ?? 0)) / 8), Math.round((box.y - (frame?.y ?? 0)) / 8)];
    });
  assert.ok(seen);
  assert.deepEqual(await inFrame(again.page), await inFrame(page));
  await again.close();
  assert.deepEqual(faults, []);
  await close();
});

test("on a phone the evidence is a sheet that is pulled up and down, and leaves the way out", async () => {
  const { page, faults, close } = await site.open({ viewport: { width: 390, height: 844 } });
  await page.goto(`${site.url}/fr/network?select=issue:forced-marriage`);
  const sheet = page.locator(".banks-panel");
  const height = async () => Math.round((await sheet.boundingBox())?.height ?? 0);
  const half = await height();
  assert.ok(half > 200 && half < 430, half.toString());
  const pull = page.getByRole("button", { name: "En montrer plus ou moins" });
  await pull.click();
  assert.ok((await height()) > half);
  await pull.click();
  assert.ok((await height()) < half);
  assert.equal(await page.evaluate(() => document.elementFromPoint(380, 835)?.className), "exit");
  assert.deepEqual(await violations(page), []);
  await sheet.locator(".close").click();
  await sheet.waitFor({ state: "detached" });
  assert.deepEqual(faults, []);
  await close();
});

test("by keyboard alone, one stop leads into the picture and arrows walk its names", async () => {
  const { page, faults, close } = await site.open({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${site.url}/en/network`);
  const at = () => page.evaluate(() => document.activeElement?.getAttribute("data-node"));
  for (let i = 0; i < 40 && !(await at()); i++) {
    await page.keyboard.press("Tab");
  }
  const first = await at();
  assert.ok(first, "the picture cannot be entered by Tab");
  await page.keyboard.press("Tab");
  assert.equal(await at(), null, "the picture is one stop");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("ArrowDown");
  const below = await at();
  assert.ok(below && below !== first);
  await page.keyboard.press("Enter");
  await page.locator(".banks-panel h2").waitFor();
  assert.equal(query(page), `?select=${below}`);
  assert.equal(await at(), below, "the focus has left the name");
  await page.keyboard.press("Escape");
  await page.locator(".banks-panel").waitFor({ state: "detached" });
  assert.equal(await at(), below, "the focus is not back at the name");
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(faults, []);
  await close();
});
