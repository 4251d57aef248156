// The pages with settings become what the server answers for another address, without being loaded: by mouse, by keyboard, back
// and forward, slow and failed. What is not another query of the same page is left to the browser.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { query, settled, startSite, tabTo } from "./page.js";

/** @typedef {import("playwright-core").Page} Page */

/** @type {import("./page.js").Site} */
let site;

before(async () => {
  site = await startSite();
});

after(async () => {
  await site.end();
});

const paths = "/en/connect?from=organization:salco&to=organization:butterfly";

/**
 * Marks the document, and returns whether it is still the same one.
 *
 * @param {Page} page
 */
async function mark(page) {
  await page.evaluate(() => { document.documentElement.dataset["mark"] = "same"; });
  return () => page.evaluate(() => document.documentElement.dataset["mark"] === "same");
}

/**
 * Returns what the live region says.
 *
 * @param {Page} page
 */
const said = (page) => page.locator("#swap").innerText();

describe("connections", () => {
  test("by mouse: two names are found while they are written, a node is left out and included again", async () => {
    const { page, faults, close } = await site.view("/en/connect");
    const same = await mark(page);
    for (const [label, text, choice] of /** @type {const} */ ([["From", "south asian legal", /^South Asian Legal Clinic of Ontario/], ["To", "florida", /^Florida/]])) {
      await page.getByLabel(label, { exact: true }).click();
      await page.keyboard.type(text);
      await page.locator(".found").getByRole("link", { name: choice }).click();
    }
    await page.getByRole("heading", { level: 1, name: "What connects South Asian Legal Clinic of Ontario and Florida" }).waitFor();
    assert.equal(query(page), "?from=organization:salco&to=place:florida");
    const stop = page.locator(".stop").nth(1);
    const left = await stop.locator("bdi").innerText();
    await stop.getByRole("link", { name: `leave out ${left}` }).click();
    await page.locator(".chips").getByRole("link", { name: left }).waitFor();
    assert.match(query(page), /except=/);
    await page.locator(".chips").getByRole("link", { name: "remove Left out" }).click();
    await page.locator(".chips").waitFor({ state: "detached" });
    assert.ok(await same());
    assert.deepEqual(faults, []);
    await close();
  });

  test("by keyboard alone: arrow keys lead through the names, Escape closes them, and settings take effect", async () => {
    const { page, faults, close } = await site.view("/fr/connect");
    const same = await mark(page);
    const from = page.getByLabel("De", { exact: true });
    await tabTo(page, from);
    await page.keyboard.type("south asian");
    await page.locator(".found a").first().waitFor();
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".found a").count(), 0);
    await page.keyboard.type(" legal");
    await page.locator(".found a").first().waitFor();
    assert.match(await said(page), /\(\d+\)$/);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/from=organization%3Asalco/);
    await page.waitForFunction(() => document.activeElement?.id === "to");
    await page.keyboard.type("mariage forcé");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Ce qui relie South Asian Legal Clinic of Ontario et Mariage forcé" }).waitFor();
    assert.equal(query(page), "?from=organization:salco&to=issue:forced-marriage");
    const most = page.getByLabel("Chemins au plus");
    await tabTo(page, most);
    await page.keyboard.press("ArrowUp");
    await page.waitForURL(/first=3/);
    await page.waitForFunction(() => document.querySelectorAll(".ways > li").length === 3);
    assert.ok(await most.evaluate((element) => element === document.activeElement));
    assert.match(await said(page), /^3 chemins les relient/);
    await tabTo(page, page.getByRole("link", { name: "Tout afficher" }).first());
    await page.keyboard.press("Enter");
    await page.locator(".hop .claim").first().waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.className), "hop derived");
    assert.equal(await page.locator(".hop .summary").first().getAttribute("lang"), "en");
    assert.ok(await same());
    assert.deepEqual(faults, []);
    await close();
  });

  test("no path is an answer, with what can be asked instead", async () => {
    const { page, close } = await site.view("/en/connect?from=organization:salco&to=place:florida&max=1");
    await page.getByText("No path leads from one to the other.").waitFor();
    await page.getByRole("link", { name: "Look up to 6 steps away" }).click();
    await page.locator(".ways > li").first().waitFor();
    assert.equal(query(page), "?from=organization:salco&max=6&to=place:florida");
    await close();
  });

  test("are saved as a table and as a picture", async () => {
    const { page, faults, close } = await site.view(paths);
    const same = await mark(page);
    for (const [format, begins] of /** @type {const} */ ([["CSV", "\ufeffpath,step"], ["JSON", "{"], ["SVG", "<svg"], ["PNG", "\ufffdPNG"]])) {
      const coming = page.waitForEvent("download");
      await page.locator(".files").getByRole("link", { name: format }).click();
      const download = await coming;
      assert.equal(download.suggestedFilename(), `forumgraph-paths-en-v1.${format.toLowerCase()}`);
      assert.ok((await readFile(await download.path(), "utf8")).startsWith(begins), format);
    }
    assert.ok(await same());
    assert.deepEqual(faults.filter((fault) => !fault.includes("ERR_ABORTED")), []);
    await close();
  });
});

describe("agreement", () => {
  test("by mouse: contested recommendations are found and opened", async () => {
    const { page, faults, close } = await site.view("/en/agreement");
    const same = await mark(page);
    await page.getByRole("checkbox", { name: "With voices on both sides" }).check();
    await page.waitForURL(/contested=1/);
    await page.waitForFunction(() => document.querySelectorAll(".positions tbody tr").length < 10);
    assert.match(await said(page), /^Recommendations: \d of \d$/);
    await page.getByRole("row", { name: /^Decriminalize sex work/ }).getByRole("link", { name: /^\d statements$/ }).click();
    await page.getByText("Sex work should cease to be criminalized.").waitFor();
    await page.locator("#open .claim").first().waitFor();
    assert.equal(query(page), "?contested=1&open=recommendation:decriminalize-sex-work");
    assert.doesNotMatch(await page.locator(".positions").innerText(), /%/);
    assert.ok(await same());
    assert.deepEqual(faults, []);
    await close();
  });

  test("by keyboard alone: a part, what ties count and one voice are chosen", async () => {
    const { page, faults, close } = await site.view("/en/agreement");
    const same = await mark(page);
    await tabTo(page, page.getByRole("link", { name: "Agreement between voices" }));
    await page.keyboard.press("Enter");
    await page.locator("svg.arcs").waitFor();
    await tabTo(page, page.getByLabel("What ties two voices"));
    await page.keyboard.type("Contr");
    await page.getByRole("heading", { level: 1, name: "Which voices take contrary stances" }).waitFor();
    await tabTo(page, page.locator("svg.arcs a").first());
    await page.keyboard.press("Enter");
    await page.waitForURL(/who=/);
    await page.locator(".note", { hasText: "Only the ties of" }).waitFor();
    assert.equal(await page.locator(".coalition tbody tr").count(), 1);
    assert.match(query(page), /^\?mode=conflict&part=network&who=/);
    assert.ok(await same());
    assert.deepEqual(faults, []);
    await close();
  });
});

describe("every page with settings", () => {
  test("back and forward show what was shown, with its title and the link to the other language", async () => {
    const { page, faults, close } = await site.view(paths);
    const same = await mark(page);
    const first = await page.locator("h1").innerText();
    await page.getByRole("link", { name: "Exchange the two" }).click();
    await page.getByRole("heading", { level: 1, name: /^What connects Butterfly/ }).waitFor();
    assert.equal(await page.title(), `${await page.locator("h1").innerText()} · forumgraph`);
    assert.match((await page.locator("a.toggle").getAttribute("href")) ?? "", /^\/fr\/connect\?from=organization%3Abutterfly/);
    assert.match((await page.locator("link[rel=canonical]").getAttribute("href")) ?? "", /\/en\/connect\?from=organization%3Abutterfly/);
    await page.goBack();
    await page.waitForFunction((title) => document.querySelector("h1")?.textContent === title && document.title.startsWith(title), first);
    await page.goForward();
    await page.getByRole("heading", { level: 1, name: /^What connects Butterfly/ }).waitFor();
    assert.ok(await same());
    assert.deepEqual(faults, []);
    await close();
  });

  test("what is open stays open, and a newer choice takes the place of an older one", async () => {
    const { page, faults, close } = await site.view(paths);
    await page.locator("#ties summary").click();
    await page.getByRole("checkbox", { name: "Raised the issue" }).check();
    await page.getByRole("checkbox", { name: "Affiliated with" }).check();
    await page.waitForURL(/types=raised%2Caffiliated-with/);
    await settled(page);
    assert.ok(await page.locator("details#ties").evaluate((element) => /** @type {HTMLDetailsElement} */ (element).open));
    assert.equal(await page.locator("#ties summary").innerText(), "Kinds of ties (2)");
    assert.ok(await page.getByRole("checkbox", { name: "Affiliated with" }).evaluate((element) => element === document.activeElement));
    assert.deepEqual(faults, []);
    await close();
  });

  test("a slow request says so, a failed one what to do, and trying again shows the page", async () => {
    const { page, close } = await site.open({ fresh: true });
    await page.goto(site.url + paths);
    /** @type {(() => void) | undefined} */
    let answer;
    await page.route("**/connect?*first=1*", async (route) => {
      await new Promise((/** @type {(value: void) => void} */ resolve) => { answer = resolve; });
      await route.abort();
    });
    await page.getByLabel("Paths at most").selectOption("1");
    await page.locator("#swap").getByText("Loading…").waitFor();
    assert.equal(await page.locator("main").getAttribute("aria-busy"), "true");
    answer?.();
    await page.locator("#swap").getByText("could not be loaded").waitFor();
    assert.doesNotMatch(page.url(), /first/);
    await page.unroute("**/connect?*first=1*");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.waitForURL(/first=1/);
    assert.equal(await page.locator(".ways > li").count(), 1);
    assert.match(await said(page), /^1 way/);
    assert.ok((await page.locator("#swap").boundingBox())?.width === 1, "only who listens hears what has been done");
    await close();
  });

  test("other pages, other windows and places on the page are the browser's", async () => {
    const { page, faults, close } = await site.view(paths);
    let same = await mark(page);
    const opening = page.context().waitForEvent("page");
    await page.locator(".evidence a").first().click({ modifiers: ["Control"] });
    const opened = await opening;
    assert.ok(await same());
    await opened.waitForURL(/\/en\/statement\//);
    await opened.close();
    await page.locator(".stop a").first().click();
    await page.waitForURL(/\/en\/organization\//);
    assert.equal(await same(), false);
    await page.goto(`${site.url}/en/list/issues`);
    same = await mark(page);
    await page.getByRole("link", { name: "Next page" }).click();
    await page.waitForURL(/page=/);
    await page.getByRole("link", { name: "First page" }).waitFor();
    assert.ok(await same());
    assert.equal(await page.evaluate(() => document.activeElement?.id), "main");
    assert.deepEqual(faults.filter((fault) => !fault.includes("ERR_ABORTED")), []);
    await close();
  });
});

describe("pages in a frame elsewhere", () => {
  /** @type {import("./page.js").Site} */
  let open;
  before(async () => {
    open = await startSite([], ["--embed-origin", "*"]);
  });
  after(() => open.end());

  for (const [path, part] of /** @type {const} */ ([
    ["/en/network?embed=1", "main a[href$='show=all']"],
    ["/en/sessions?embed=1", ".sessions-strip button:not([aria-current])"],
  ])) {
    test(`a choice on ${path} leads to an address that may stand in the frame too`, async () => {
      const { page, faults, close } = await open.view(path);
      const same = await mark(page);
      await page.locator(part).first().click();
      await page.waitForFunction((was) => !location.href.endsWith(was), path);
      assert.match(page.url(), /[?&]embed=1/);
      assert.ok(await same());
      await page.reload();
      assert.equal(await page.locator("header.site").count(), 0);
      assert.deepEqual(faults, []);
      await close();
    });
  }
});
