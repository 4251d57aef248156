// What the matrix shows can be saved, in every format, and says what it is of. The files of the network are read in
// downloads.test.js.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { startSite } from "./page.js";

/** @type {import("./page.js").Site} */
let site;

before(async () => {
  site = await startSite();
});

after(async () => {
  await site.end();
});

/** @typedef {import("playwright-core").Page} Page */

describe("downloads", () => {
  /**
   * Saves what is shown and returns the file's name and content.
   *
   * @param {Page} page
   * @param {string} format
   */
  async function save(page, format) {
    const saved = page.waitForEvent("download");
    await page.locator(".downloads").getByRole("button", { name: format }).click();
    const download = await saved;
    return { name: download.suggestedFilename(), content: await readFile(await download.path()) };
  }

  test("the matrix is saved as it is shown, and says what it is of", async () => {
    const { page, faults, close } = await site.view("/en/matrix?by=issue:forced-marriage&stance=for&through=0");
    const table = await save(page, "CSV");
    assert.equal(table.name, "forumgraph-organizations-by-issue-v1.csv");
    const lines = table.content.toString("utf8").split("\r\n");
    assert.equal(lines[0], "\ufeffrow_id,row,column_id,column,statements,own");
    assert.equal(lines.length - 2, await page.locator(".grid td.heat").count());
    assert.equal(lines[1]?.split(",")[1], await page.locator("tbody th .grid-name").first().innerText());
    const svg = (await save(page, "SVG")).content.toString("utf8");
    for (const part of ["Organizations by issue", "Only what organizations said themselves.", "Version 1 of the graph", "National Forum", "/en/matrix?by="]) {
      assert.ok(svg.includes(part), `the drawing says ${part}`);
    }
    const png = await save(page, "PNG");
    assert.deepEqual([png.name, png.content.subarray(1, 4).toString()], ["forumgraph-organizations-by-issue-v1.png", "PNG"]);
    assert.ok(png.content.length > 10_000, "the picture is not empty");
    /** @type {unknown} */
    const json = JSON.parse((await save(page, "JSON")).content.toString("utf8"));
    assert.equal(/** @type {{ about: { version: number } }} */ (json).about.version, 1);
    assert.deepEqual(faults, []);
    await close();
  });
});
