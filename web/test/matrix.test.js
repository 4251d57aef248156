// The matrix works in a real browser: by mouse, by keyboard, and from its address.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { query, settled, startSite, tabTo } from "./page.js";

/** @type {import("./page.js").Site} */
let site;

before(async () => {
  site = await startSite();
});

after(async () => {
  await site.end();
});

/** @typedef {import("./page.js").Page} Page */

/**
 * Returns the link of a cell.
 *
 * @param {Page} page
 * @param {string} name
 */
const cell = (page, name) => page.locator(`.cell a[href*="cell=${encodeURIComponent(name)}"]`);

describe("the matrix", () => {
  test("by mouse: a cell opens its statements, more of them on demand, and the address opens them again", async () => {
    const { page, faults, close } = await site.view("/en/matrix");
    await cell(page, "organization:salco~issue:forced-marriage").click();
    const open = page.locator("#cell");
    await open.getByRole("heading", { name: "The cell South Asian Legal Clinic of Ontario × Forced marriage" }).waitFor();
    assert.equal(await open.locator(".claim").count(), 20);
    await open.getByRole("link", { name: "Show more" }).click();
    await open.locator(".claim").nth(21).waitFor();
    assert.equal(query(page), "?cell=organization:salco~issue:forced-marriage&pages=2");
    await page.reload();
    assert.equal(await open.locator(".claim").count(), 22);
    await page.goBack();
    await page.waitForFunction(() => document.querySelectorAll("#cell .claim").length === 20);
    await page.goBack();
    await open.waitFor({ state: "detached" });
    assert.deepEqual(faults, []);
    await close();
  });

  test("by keyboard alone: arrows walk the table, Enter opens a cell, Escape goes back to it", async () => {
    const { page, faults, close } = await site.view("/fr/matrix");
    const at = () => page.evaluate(() => document.activeElement?.getAttribute("href") ?? "");
    const first = page.locator(".cell a").first();
    await tabTo(page, first);
    const begin = await at();
    await page.keyboard.press("ArrowRight");
    const second = await at();
    assert.notEqual(second, begin);
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowDown");
    assert.match(await at(), /cell=organization%3A(?!act-alberta)[\w-]+~issue%3Acollaboration/);
    await page.keyboard.press("Enter");
    await page.locator("#cell .claim").first().waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.id), "cell");
    const opened = query(page);
    await page.keyboard.press("Escape");
    await page.locator("#cell").waitFor({ state: "detached" });
    assert.ok(decodeURIComponent(await at()).includes(opened.slice(1)), "the focus is where it was");
    await page.keyboard.press("Home");
    assert.match(await at(), /^\/fr\/organization\//);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.waitForURL(/along=organization/);
    await settled(page);
    // Tab leaves the table, whatever it has.
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.closest("table")), null);
    assert.deepEqual(faults, []);
    await close();
  });

  test("the sign of a column orders the rows by it, which the header says", async () => {
    const { page, close } = await site.view("/en/matrix");
    await page.getByRole("columnheader", { name: /^Forced marriage/ }).getByRole("link", { name: "order the rows by this column" }).click();
    const header = page.locator('th[aria-sort="descending"]', { hasText: "Forced marriage" });
    await header.waitFor();
    assert.equal(query(page), "?by=issue:forced-marriage");
    const place = await header.evaluate((/** @type {HTMLTableCellElement} */ head) => head.cellIndex);
    const counts = await page.locator(".matrix tbody tr").evaluateAll((rows, column) => rows.map((row) => Number(row.children[column]?.textContent ?? 0)), place);
    assert.ok((counts[0] ?? 0) > 0);
    assert.deepEqual(counts, [...counts].sort((a, b) => b - a));
    await close();
  });

  test("people are by name, whatever they said", async () => {
    const { page, close } = await site.view("/en/matrix?rows=person&columns=issue&order=total");
    const names = await page.locator(".matrix tbody th bdi").allTextContents();
    assert.deepEqual(names, [...names].sort(new Intl.Collator("en-CA").compare));
    assert.ok(names.length > 5);
    await close();
  });

  test("filters are counted under the other filters, kept in the address, and cleared together", async () => {
    const { page, faults, close } = await site.view("/en/matrix?session=session:plenary-1");
    await page.getByText(/^Filter the statements/).click();
    const counts = () =>
      page.locator(".narrowing .check:has(.weight)").evaluateAll((labels) =>
        Object.fromEntries(labels.map((label) => [label.querySelector("span")?.textContent ?? "", Number(label.querySelector(".weight")?.textContent)])),
      );
    const one = await counts();
    // 74 statements were made in the first plenary; each of them has one kind.
    const kinds = ["raises", "recommends", "supports", "opposes", "criticizes", "reports", "describes", "asks", "commits"];
    assert.equal(kinds.reduce((sum, kind) => sum + (one[kind] ?? 0), 0), 74);
    assert.equal(one["Plenary 2: gaps in mainstream efforts and promising practices"], 73);
    const none = page.getByRole("checkbox", { disabled: true }).first();
    assert.ok(await none.isVisible(), "what nothing has cannot be chosen");
    await page.getByRole("checkbox", { name: /^recommends/ }).check();
    await page.waitForURL(/kind=recommends/);
    await settled(page);
    const two = await counts();
    assert.deepEqual(kinds.map((kind) => two[kind]), kinds.map((kind) => one[kind]));
    assert.equal(two["Plenary 1: emerging trends and modalities in trafficking"], one["recommends"]);
    await page.getByRole("link", { name: "Clear all filters" }).click();
    await page.waitForURL((url) => url.search === "");
    assert.deepEqual(faults, []);
    await close();
  });
});
