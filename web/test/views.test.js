// Matrix, connections, agreement and sessions work in a real browser: in both languages, narrow and wide, light and dark, by
// mouse and by keyboard alone, under the site's CSP and without any other host; what is shown can be saved.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { violations } from "./accessibility.js";
import { openPage, overflow, screenshots, startBrowser } from "./browser.js";
import { startShell } from "./shell.js";

/** @typedef {import("playwright-core").Page} Page */

/** @type {Awaited<ReturnType<typeof startShell>>} */
let shell;
/** @type {import("playwright-core").Browser} */
let browser;
/** @type {(() => Promise<void>)[]} */
const started = [];

before(async () => {
  browser = await startBrowser();
  started.push(() => browser.close());
  shell = await startShell();
  started.push(shell.stop);
});

after(async () => {
  for (const stop of started) {
    await stop();
  }
});

/**
 * @param {string} address
 * @param {import("playwright-core").BrowserContextOptions} [options]
 */
async function open(address, options = {}) {
  const opened = await openPage(browser, shell.url, { viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
  await opened.page.goto(shell.url + address);
  return opened;
}

/**
 * Waits until the view has its answers: it has hidden the server's table and waits for nothing.
 *
 * @param {Page} page
 */
async function drawn(page) {
  await page.locator("[data-twin]").waitFor({ state: "hidden" });
  await page.locator("#app .state-bar").waitFor({ state: "detached" });
}

/** @param {Page} page */
const query = (page) => decodeURIComponent(new URL(page.url()).search);

const addresses = [
  ["matrix", "matrix"],
  ["matrix-cell", "matrix?cell=issue:collaboration~organization:fcj-refugee-centre"],
  ["matrix-stances", "matrix?rows=recommendation&columns=voice&stance=for"],
  ["matrix-empty", "matrix?rows=population&columns=place&kind=asks"],
  ["connect", "connect"],
  ["connect-paths", "connect?from=organization:salco&to=issue:forced-marriage&step=organization:salco~issue:forced-marriage"],
  ["connect-none", "connect?from=organization:salco&to=place:florida&max=1"],
  ["agreement", "agreement?open=recommendation:decriminalize-sex-work"],
  ["agreement-rivals", "agreement?part=rivals"],
  ["agreement-network", "agreement?part=network&mode=subtract"],
  ["sessions", "sessions?at=session:plenary-2&open=issue:colonialism"],
];

for (const lang of ["en", "fr"]) {
  for (const width of [1280, 320]) {
    for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
      describe(`${lang}, ${width.toString()} px, ${colorScheme}`, () => {
        for (const [name, address] of addresses) {
          test(`${name ?? ""} is drawn, fits, and has nothing that axe-core finds wrong`, async () => {
            const { page, faults, close } = await open(`/${lang}/${address ?? ""}`, { viewport: { width, height: 800 }, colorScheme });
            await drawn(page);
            assert.ok((await overflow(page)) <= 0, "the page is wider than its window");
            assert.deepEqual(await violations(page), []);
            assert.deepEqual(await smallTargets(page), []);
            await page.screenshot({ path: join(screenshots, `${name ?? ""}-${lang}-${width.toString()}-${colorScheme}.png`), fullPage: true });
            assert.deepEqual(faults, []);
            await close();
          });
        }
      });
    }
  }
}

/**
 * Returns what can be pressed and is lower or narrower than 24 px, links within sentences left out.
 *
 * @param {Page} page
 */
function smallTargets(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll("#app button, #app select, #app summary, #app label:has(input), #app li > a")]
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.height < 23.9 || box.width < 23.9))
      .map(({ element, box }) => `${element.outerHTML.slice(0, 120)} is ${box.width.toFixed(0)} by ${box.height.toFixed(0)}`),
  );
}

/**
 * Presses the Tab key until what has the focus matches.
 *
 * @param {Page} page
 * @param {string} selector
 */
async function tabTo(page, selector) {
  for (let press = 0; press < 80; press++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) {
      return;
    }
  }
  throw new Error(`the Tab key does not lead to ${selector}`);
}

describe("the matrix", () => {
  test("by mouse: a cell opens its statements, all of them on demand, and the address opens them again", async () => {
    const { page, faults, close } = await open("/en/matrix");
    await drawn(page);
    await page.getByRole("button", { name: "22 statements: Forced marriage, South Asian Legal Clinic of Ontario" }).click();
    const panel = page.getByRole("complementary");
    await panel.getByRole("heading", { name: /Forced marriage.*South Asian Legal Clinic of Ontario/ }).waitFor();
    assert.equal(await panel.getByRole("article").count(), 20);
    await panel.getByRole("button", { name: "Show more" }).click();
    await panel.getByRole("article").nth(21).waitFor();
    assert.equal(query(page), "?cell=issue:forced-marriage~organization:salco");
    assert.match((await panel.getByRole("link", { name: "Permalink" }).first().getAttribute("href")) ?? "", /^\/en\/statement\//);
    await page.reload();
    await panel.getByRole("article").first().waitFor();
    await page.goBack();
    await panel.waitFor({ state: "detached" });
    assert.deepEqual(faults, []);
    await close();
  });

  test("by keyboard alone: arrows walk the table, Enter opens a cell, Escape goes back to it", async () => {
    const { page, faults, close } = await open("/fr/matrix");
    await drawn(page);
    await tabTo(page, '[data-at="0 0"]');
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.getByRole("complementary").getByRole("article").first().waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.id), "matrix-panel-title");
    assert.equal(query(page), "?cell=issue:forced-marriage~organization:salco");
    await page.keyboard.press("Escape");
    await page.getByRole("complementary").waitFor({ state: "detached" });
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("data-at")), "0 1");
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    await page.waitForURL(/along=issue:forced-marriage/);
    assert.deepEqual(faults, []);
    await close();
  });

  test("a name orders the other side, which the header says", async () => {
    const { page, close } = await open("/en/matrix");
    await drawn(page);
    await page.getByRole("columnheader", { name: /^FCJ Refugee Centre/ }).getByRole("button").click();
    await page.locator('th[aria-sort="descending"]', { hasText: "FCJ Refugee Centre" }).waitFor();
    assert.equal(query(page), "?by=organization:fcj-refugee-centre");
    const counts = await page.locator("tbody tr").evaluateAll((rows) => rows.map((row) => Number(row.children[7]?.textContent ?? 0)));
    assert.deepEqual(counts, [...counts].sort((a, b) => b - a));
    await close();
  });

  test("people are by name, whatever they said", async () => {
    const { page, close } = await open("/en/matrix?rows=person&columns=issue&order=total");
    await drawn(page);
    const names = await page.locator("tbody th .grid-name").allTextContents();
    assert.deepEqual(names, [...names].sort(new Intl.Collator("en-CA").compare));
    assert.ok(names.length > 5);
    await close();
  });

  test("filters are counted, said in words, kept in the address, and dropped together", async () => {
    const { page, close } = await open("/en/matrix");
    await drawn(page);
    await page.getByText("Filter the statements").click();
    await page.getByRole("checkbox", { name: "describes 107" }).check();
    await page.getByText("Only statements that do this: describes.").waitFor();
    assert.equal(query(page), "?kind=describes");
    await page.getByRole("button", { name: "Drop all filters" }).click();
    await page.waitForURL((url) => url.search === "");
    await close();
  });
});

describe("connections", () => {
  test("by mouse: two names are chosen, a path is read, a node is left out and let in again", async () => {
    const { page, faults, close } = await open("/en/connect");
    await drawn(page);
    for (const [label, text, option] of /** @type {const} */ ([
      ["How is", "south asian legal", /^South Asian Legal Clinic of Ontario/],
      ["connected with", "florida", /^Florida/],
    ])) {
      await page.getByRole("combobox", { name: label }).click();
      await page.keyboard.type(text);
      await page.getByRole("option", { name: option }).click();
    }
    await page.getByRole("heading", { name: "How are South Asian Legal Clinic of Ontario and Florida connected?" }).waitFor();
    assert.equal(query(page), "?from=organization:salco&to=place:florida");
    const leave = page.getByRole("button", { name: /^Leave out/ }).first();
    const left = (await leave.getAttribute("aria-label"))?.replace("Leave out ", "") ?? "";
    await leave.click();
    await page.getByRole("button", { name: `Let in ${left} again` }).waitFor();
    assert.match(query(page), /&except=/);
    await page.locator(".connect [aria-busy=false]").waitFor();
    await page.getByRole("button", { name: /^Read \d+ statement/ }).first().click();
    await page.getByRole("article").first().waitFor();
    await page.getByRole("button", { name: `Let in ${left} again` }).click();
    await leave.waitFor();
    assert.deepEqual(faults, []);
    await close();
  });

  test("by keyboard alone: two names are chosen and the statements of a step are read", async () => {
    const { page, faults, close } = await open("/fr/connect");
    await drawn(page);
    await tabTo(page, '[role="combobox"]');
    await page.keyboard.type("south asian");
    await page.getByRole("option", { name: /^South Asian Legal Clinic of Ontario/ }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/from=organization:salco/);
    await tabTo(page, '[role="combobox"]');
    await page.keyboard.type("mariage forcé");
    await page.getByRole("option", { name: /^Mariage forcé/ }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: /^Quel lien entre South Asian Legal Clinic of Ontario et Mariage forcé/ }).waitFor();
    await tabTo(page, '.path-hop button[aria-expanded="false"]');
    await page.keyboard.press("Enter");
    await page.getByRole("article").first().waitFor();
    assert.equal(await page.getByRole("article").first().locator(".statement-summary").getAttribute("lang"), "en");
    assert.deepEqual(faults, []);
    await close();
  });

  test("no path is an answer, with what can be asked instead", async () => {
    const { page, close } = await open("/en/connect?from=organization:salco&to=place:florida&max=1");
    await page.getByText("The report does not say.").waitFor();
    await page.getByRole("button", { name: "Look up to 6 steps away" }).click();
    await page.locator(".path").first().waitFor();
    assert.equal(query(page), "?from=organization:salco&to=place:florida&max=6");
    await close();
  });
});

describe("agreement", () => {
  test("by mouse: contested recommendations are found and opened", async () => {
    const { page, faults, close } = await open("/en/agreement");
    await drawn(page);
    await page.getByRole("checkbox", { name: "Only contested ones" }).check();
    await page.getByRole("heading", { name: "Recommendations with voices on both sides" }).waitFor();
    await page.getByRole("button", { name: "Decriminalize sex work" }).click();
    await page.getByText("Sex work should cease to be criminalized.").waitFor();
    await page.getByRole("article").first().waitFor();
    assert.equal(query(page), "?contested=1&open=recommendation:decriminalize-sex-work");
    assert.doesNotMatch(await page.locator(".tally").innerText(), /%/);
    assert.deepEqual(faults, []);
    await close();
  });

  test("by keyboard alone: the network's mode is chosen and one voice's ties are shown", async () => {
    const { page, faults, close } = await open("/en/agreement");
    await drawn(page);
    await tabTo(page, ".pairs button:nth-child(3)");
    await page.keyboard.press("Enter");
    await page.locator(".arcs").waitFor();
    await tabTo(page, "select");
    await page.keyboard.type("Conf");
    await page.getByRole("heading", { name: "Which voices take contrary stances" }).waitFor();
    await tabTo(page, ".arcs li:first-child button");
    await page.keyboard.press("Enter");
    await page.getByText("Only the ties of one voice.").waitFor();
    assert.equal(await page.locator(".ties tbody tr").count(), 1);
    assert.match(query(page), /^\?part=network&mode=conflict&who=/);
    assert.deepEqual(faults, []);
    await close();
  });
});

describe("sessions", () => {
  test("by mouse: the buttons step through the event, and an issue opens what was said of it there", async () => {
    const { page, faults, close } = await open("/en/sessions");
    await drawn(page);
    await page.getByRole("heading", { name: /^Plenary 1/ }).waitFor();
    await page.getByRole("button", { name: "Next session" }).click();
    await page.getByRole("button", { name: "Next session" }).click();
    await page.getByRole("heading", { name: /^Plenary 2/ }).waitFor();
    assert.equal(query(page), "?at=session:plenary-2");
    await page.getByText("To have presented is not to have claimed").waitFor();
    await page.locator(".topics button").first().click();
    await page.getByRole("article").first().waitFor();
    assert.equal(await page.getByRole("link", { name: "Its network" }).getAttribute("href"), "/en/network?session=session:plenary-2");
    assert.deepEqual(faults, []);
    await close();
  });

  test("by keyboard alone: arrow keys step through the strip, whose focus follows", async () => {
    const { page, faults, close } = await open("/fr/sessions");
    await drawn(page);
    await tabTo(page, '.sessions-strip button[aria-current="step"]');
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.locator('.sessions-strip button[aria-current="step"]:focus').waitFor();
    assert.equal(query(page), "?at=session:plenary-2");
    await page.keyboard.press("End");
    assert.equal(await page.getByRole("button", { name: "Séance suivante" }).isDisabled(), true);
    await tabTo(page, ".topics button");
    await page.keyboard.press("Enter");
    await page.getByRole("article").first().waitFor();
    assert.deepEqual(faults, []);
    await close();
  });
});

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
    const { page, faults, close } = await open("/en/matrix?by=organization:salco&stance=for&through=0");
    await drawn(page);
    const table = await save(page, "CSV");
    assert.equal(table.name, "forumgraph-issues-by-organization-v1.csv");
    const lines = table.content.toString("utf8").split("\r\n");
    assert.equal(lines[0], "\ufeffrow_id,row,column_id,column,statements,own");
    assert.equal(lines.length - 2, await page.locator(".grid td.heat").count());
    assert.equal(lines[1]?.split(",")[1], await page.locator("tbody th .grid-name").first().innerText());
    const svg = (await save(page, "SVG")).content.toString("utf8");
    for (const part of ["Issues by organization", "Only what organizations said themselves.", "Version 1 of the graph", "National Forum", "/en/matrix?by="]) {
      assert.ok(svg.includes(part), `the drawing says ${part}`);
    }
    const png = await save(page, "PNG");
    assert.deepEqual([png.name, png.content.subarray(1, 4).toString()], ["forumgraph-issues-by-organization-v1.png", "PNG"]);
    assert.ok(png.content.length > 10_000, "the picture is not empty");
    /** @type {unknown} */
    const json = JSON.parse((await save(page, "JSON")).content.toString("utf8"));
    assert.equal(/** @type {{ about: { version: number } }} */ (json).about.version, 1);
    assert.deepEqual(faults, []);
    await close();
  });

  for (const [address, title] of /** @type {const} */ ([
    ["/en/connect?from=organization:salco&to=issue:forced-marriage", "how-are-south-asian-legal-clinic-of-ontario-and-forced-marria"],
    ["/fr/agreement?part=network", "quelles-voix-prennent-les-memes-positions"],
  ])) {
    test(`${title} is saved as a network, a drawing and a table`, async () => {
      const { page, faults, close } = await open(address);
      await drawn(page);
      await page.locator(".downloads").waitFor();
      for (const [format, begins] of /** @type {const} */ ([
        ["gexf", "<?xml"],
        ["graphml", "<?xml"],
        ["svg", "<svg"],
        ["csv", "\ufeff"],
        ["json", "{"],
      ])) {
        const { name, content } = await save(page, format === "graphml" ? "GraphML" : format.toUpperCase());
        assert.ok(name.startsWith(`forumgraph-${title.slice(0, 50)}`) && name.endsWith(`-v1.${format}`), name);
        assert.ok(content.toString("utf8").startsWith(begins), `${format} begins with ${begins}`);
      }
      assert.equal((await save(page, "PNG")).content.subarray(1, 4).toString(), "PNG");
      assert.deepEqual(faults, []);
      await close();
    });
  }
});
