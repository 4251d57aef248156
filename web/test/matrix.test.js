// The matrix works in a real browser: by mouse, by keyboard, and from its address.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { query, startSite, tabTo } from "./page.js";

/** @type {import("./page.js").Site} */
let site;

before(async () => {
  site = await startSite();
});

after(async () => {
  await site.end();
});

describe("the matrix", () => {
  test("by mouse: a cell opens its statements, all of them on demand, and the address opens them again", async () => {
    const { page, faults, close } = await site.view("/en/matrix");
    await page.getByRole("button", { name: "22 statements: South Asian Legal Clinic of Ontario, Forced marriage" }).click();
    const panel = page.getByRole("complementary");
    await panel.getByRole("heading", { name: /South Asian Legal Clinic of Ontario.*Forced marriage/ }).waitFor();
    assert.equal(await panel.getByRole("article").count(), 20);
    await panel.getByRole("button", { name: "Show more" }).click();
    await panel.getByRole("article").nth(21).waitFor();
    assert.equal(query(page), "?cell=organization:salco~issue:forced-marriage");
    assert.match((await panel.getByRole("link", { name: "Permalink" }).first().getAttribute("href")) ?? "", /^\/en\/statement\//);
    await page.reload();
    await panel.getByRole("article").first().waitFor();
    await page.goBack();
    await panel.waitFor({ state: "detached" });
    assert.deepEqual(faults, []);
    await close();
  });

  test("by keyboard alone: arrows walk the table, Enter opens a cell, Escape goes back to it", async () => {
    const { page, faults, close } = await site.view("/fr/matrix");
    await tabTo(page, page.locator('[data-at="0 0"]'));
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.getByRole("complementary").getByRole("article").first().waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.id), "matrix-panel-title");
    assert.equal(query(page), "?cell=organization:act-alberta~issue:collaboration");
    await page.keyboard.press("Escape");
    await page.getByRole("complementary").waitFor({ state: "detached" });
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("data-at")), "0 1");
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    await page.waitForURL(/along=organization:act-alberta/);
    assert.deepEqual(faults, []);
    await close();
  });

  test("a name orders the other side, which the header says", async () => {
    const { page, close } = await site.view("/en/matrix");
    await page.getByRole("columnheader", { name: /^Forced marriage/ }).getByRole("button").click();
    const header = page.locator('th[aria-sort="descending"]', { hasText: "Forced marriage" });
    await header.waitFor();
    assert.equal(query(page), "?by=issue:forced-marriage");
    const at = await header.evaluate((/** @type {HTMLTableCellElement} */ cell) => cell.cellIndex);
    const counts = await page.locator(".grid tbody tr").evaluateAll((rows, column) => rows.map((row) => Number(row.children[column]?.textContent ?? 0)), at);
    assert.ok((counts[0] ?? 0) > 0);
    assert.deepEqual(counts, [...counts].sort((a, b) => b - a));
    await close();
  });

  test("people are by name, whatever they said", async () => {
    const { page, close } = await site.view("/en/matrix?rows=person&columns=issue&order=total");
    const names = await page.locator(".grid tbody th .grid-name").allTextContents();
    assert.deepEqual(names, [...names].sort(new Intl.Collator("en-CA").compare));
    assert.ok(names.length > 5);
    await close();
  });

  test("filters are counted, said in words, kept in the address, and dropped together", async () => {
    const { page, close } = await site.view("/en/matrix");
    await page.getByText("Filter the statements").click();
    await page.getByRole("checkbox", { name: "describes 107" }).check();
    await page.getByText("Only statements that do this: describes.").waitFor();
    assert.equal(query(page), "?kind=describes");
    await page.getByRole("button", { name: "Drop all filters" }).click();
    await page.waitForURL((url) => url.search === "");
    await close();
  });
});
