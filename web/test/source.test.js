// Where a copy of the source is attached, a passage is shown in place with the cited span marked, in the view's panel and on
// the server's page; where none is, both say how to attach one.
//
// The first corpus here is made up, so that its text may be in the repository. The forum's report may not: that test looks for
// it where the Go tests do, and like them is skipped without it.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { settled, startSite } from "./page.js";
import { program } from "./server.js";

/** @typedef {import("./page.js").Site} Site */

const harbour = fileURLToPath(new URL("../../cmd/forumgraph/testdata/harbour/", import.meta.url));
const report = process.env["FORUM_REPORT"] ?? fileURLToPath(new URL("../../../shared/report.txt", import.meta.url));
const noReport = existsSync(report) ? false : `no text of the report at ${report}; put it there, at ../shared/report.txt beside the repository, or name it in $FORUM_REPORT`;

/**
 * Requires that a blockquote is the passage of the statement's first citation, with its span marked, in the view's panel and
 * on the statement's page, in both languages; the passage's own page has it whole. Returns the passage, in three parts.
 *
 * @param {Site} site
 * @param {string} id The ID of the statement.
 * @param {string} view The address of a view whose panel shows the statement.
 */
async function requireInPlace(site, id, view) {
  const response = await fetch(`${site.url}/graphql`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ query: "query($id: ID!) { statement(id: $id) { citations { quote passage { id text } } } }", variables: { id } }),
  });
  /** @type {unknown} */
  const answer = await response.json();
  const { data } = /** @type {{ data: { statement: { citations: { quote: string, passage: { id: string, text: string } }[] } } }} */ (answer);
  const [citation] = data.statement.citations;
  assert.ok(citation, `${id} has a citation`);
  const { quote: words, passage } = citation;
  const at = passage.text.indexOf(words);
  assert.ok(at >= 0 && at === passage.text.lastIndexOf(words), "the passage says it once");
  const parts = [passage.text.slice(0, at), words, passage.text.slice(at + words.length)];
  for (const lang of ["en", "fr"]) {
    const { page, faults, close } = await site.open();
    for (const [path, quote] of /** @type {const} */ ([
      [view, `[id="evidence-${id}"] blockquote`],
      [`statement/${id.replace("statement:", "")}`, "main blockquote"],
    ])) {
      await page.goto(`${site.url}/${lang}/${path}`);
      await settled(page);
      const shown = page.locator(quote).first();
      const mark = shown.locator("mark");
      await mark.waitFor();
      assert.equal(await mark.count(), 1);
      const around = await shown.evaluate((element) => {
        const marked = element.querySelector("mark");
        const [first, last] = [document.createRange(), document.createRange()];
        first.selectNodeContents(element);
        last.selectNodeContents(element);
        if (marked) {
          first.setEndBefore(marked);
          last.setStartAfter(marked);
        }
        return [first.toString(), marked?.textContent, last.toString()];
      });
      assert.deepEqual(around, parts, `${path} in ${lang}`);
      const colors = await mark.evaluate((element) => [element, element.closest("blockquote") ?? element].map((one) => getComputedStyle(one).backgroundColor));
      assert.notEqual(colors[0], colors[1], `${path} in ${lang}: the mark is seen`);
      assert.ok(!(await page.locator("main").innerText()).includes("--source"), `${path} in ${lang}: nothing is left to attach`);
    }
    await page.goto(`${site.url}/${lang}/passage/${passage.id.replace("passage:", "")}`);
    assert.equal(await page.locator("blockquote.whole").innerText(), passage.text);
    assert.deepEqual(faults, []);
    await close();
  }
  return parts;
}

describe("with a copy of a made-up source", () => {
  /** @type {Site} */
  let site;
  /** @type {string} */
  let folder;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "forumgraph-test-"));
    await promisify(execFile)(program, ["import", "--data", join(folder, "graph"), join(harbour, "corpus")]);
    site = await startSite([], ["--data", join(folder, "graph"), "--source", join(harbour, "report.txt")]);
  });

  after(async () => {
    await site.end();
    await rm(folder, { recursive: true });
  });

  test("the passage is shown in place, and the cited span is marked", async () => {
    const parts = await requireInPlace(site, "statement:opening/ferries", "network?focus=issue:night-noise&select=issue:night-noise");
    assert.deepEqual(parts, ["", "Night ferries should run all year,", " and the cranes should rest at night;"]);
  });
});

describe("with a copy of the forum's report", { skip: noReport }, () => {
  /** @type {Site} */
  let site;

  before(async () => {
    site = await startSite([], ["--source", report]);
  });

  after(async () => {
    await site.end();
  });

  test("the passage is shown in place, and the cited span is marked", async () => {
    await requireInPlace(site, "statement:konanur/safeguard-status", "network?focus=issue:forced-marriage&select=issue:forced-marriage");
  });
});

describe("without a copy", () => {
  /** @type {Site} */
  let site;

  before(async () => {
    site = await startSite();
  });

  after(async () => {
    await site.end();
  });

  for (const lang of ["en", "fr"]) {
    test(`the panel and the pages of statements and passages say how to attach one, ${lang}`, async () => {
      const { page, faults, close } = await site.open();
      for (const path of ["network?focus=issue:forced-marriage&select=issue:forced-marriage", "statement/konanur/safeguard-status", "passage/national-forum-2016/3/konanur/1"]) {
        await page.goto(`${site.url}/${lang}/${path}`);
        await settled(page);
        await page.locator("main code:visible", { hasText: "forumgraph serve --source report.txt" }).first().waitFor();
        assert.equal(await page.locator("main blockquote").count(), 0, path);
        await page.locator(`main a[href="/${lang}/about#attach"]`).first().click();
        await page.waitForURL(`${site.url}/${lang}/about#attach`);
        assert.ok(await page.locator("#attach").isVisible(), path);
      }
      assert.deepEqual(faults, []);
      await close();
    });
  }
});
