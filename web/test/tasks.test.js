// What a reader comes for, done by mouse, and the same by keyboard alone: no pointer moves, and the focus is led by keys.
// Each task begins at an address, ends at what the reader then sees, and meets no fault on its way.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { away } from "./browser.js";
import { pointAt, query, settled, startSite, tabTo } from "./page.js";

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
 * @typedef {object} Task
 * @property {string} title
 * @property {string} path Where it begins.
 * @property {boolean} [leaves] Whether it ends at another host, which the test does not reach.
 * @property {(page: Page) => Promise<unknown>} mouse
 * @property {(page: Page) => Promise<unknown>} keyboard
 * @property {(page: Page, done: unknown) => Promise<void>} sees What is on the screen in the end; done is what the steps returned.
 */

/**
 * Leads the focus to an element by Tab and presses a key there.
 *
 * @param {Page} page
 * @param {import("playwright-core").Locator} element
 * @param {string} [key]
 */
async function press(page, element, key = "Enter") {
  await tabTo(page, element);
  await page.keyboard.press(key);
}

/**
 * Writes into the box that has the focus, and chooses the option of that name by the arrow keys.
 *
 * @param {Page} page
 * @param {string} text
 * @param {string | RegExp} name
 */
async function chooseByKeys(page, text, name) {
  await page.keyboard.type(text);
  const option = page.getByRole("option", { name }).first();
  await option.waitFor();
  for (let step = 0; step < 20; step++) {
    await page.keyboard.press("ArrowDown");
    if ((await option.getAttribute("data-focused")) === "true") {
      await page.keyboard.press("Enter");
      return;
    }
  }
  throw new Error(`the arrow keys do not lead to ${String(name)}`);
}

/**
 * Returns what the file says that a press or a click saves.
 *
 * @param {Page} page
 * @param {() => Promise<unknown>} begin
 */
async function saved(page, begin) {
  const downloading = page.waitForEvent("download");
  await begin();
  const download = await downloading;
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

/** @typedef {Awaited<ReturnType<typeof saved>>} Saved */

/** The cell of the matrix with what SALCO said of forced marriage. */
const cell = ".cell a[href*='cell=organization%3Asalco~issue%3Aforced-marriage']";

/** @type {Task[]} */
const tasks = [
  {
    title: "find who raised forced marriage, and read a passage that says so",
    path: "en/",
    mouse: async (page) => {
      await page.getByRole("link", { name: "What was said about forced marriage, and by whom?" }).click();
      await page.locator(".banks-panel").getByRole("link", { name: "Shalini Konanur" }).click();
      await page.locator(".banks-panel .claims .path").first().click();
    },
    keyboard: async (page) => {
      await press(page, page.getByRole("link", { name: "What was said about forced marriage, and by whom?" }));
      await press(page, page.locator(".banks-panel").getByRole("link", { name: "Shalini Konanur" }));
      await page.locator(".banks-panel .claims").waitFor();
      await press(page, page.locator(".banks-panel .claims .path").first());
    },
    sees: async (page) => {
      await page.waitForURL("**/en/passage/**");
      await page.getByRole("heading", { level: 1, name: /paragraph \d+$/ }).waitFor();
      await page.getByRole("link", { name: "Shalini Konanur" }).first().waitFor();
    },
  },
  {
    title: "select ACT Alberta in the network, add the issues it raised, and open the evidence of an edge",
    path: "en/network?look=free",
    mouse: async (page) => {
      const node = await pointAt(page, "organization:act-alberta");
      await page.mouse.click(node.x, node.y);
      await page.getByRole("button", { name: "Add issues raised" }).click();
      await page.getByRole("button", { name: "Add issues raised", pressed: true }).waitFor();
      await settled(page);
      const edge = await pointAt(page, /^organization:act-alberta~raised~/);
      await page.mouse.click(edge.x, edge.y);
    },
    keyboard: async (page) => {
      await press(page, page.locator(".panel").getByRole("button", { name: /^ACT Alberta/ }));
      await press(page, page.getByRole("button", { name: "Add issues raised" }), "Space");
      await page.getByRole("button", { name: "Add issues raised", pressed: true }).waitFor();
      await settled(page);
      await page.locator(".panel article").first().waitFor();
      await page.keyboard.press("w");
      await page.locator(".navigator [role=option]:focus").waitFor();
      // The list keeps its place from when Tab went through it.
      await page.keyboard.press("Home");
      const focused = page.locator(".navigator [role=option]:focus");
      for (let step = 0; step < 60 && !(await focused.getAttribute("data-key"))?.startsWith("organization:act-alberta~raised~"); step++) {
        await page.keyboard.press("ArrowDown");
      }
      await page.keyboard.press("Enter");
    },
    sees: async (page) => {
      const title = page.locator("#panel-title.edge-title");
      await title.waitFor();
      assert.match(await title.innerText(), /ACT Alberta[^]*raised/);
      await page.locator(".panel article").first().waitFor();
      assert.match(query(page), /expand=organization:act-alberta~raised/);
      assert.match(query(page), /select=organization:act-alberta~raised~issue:/);
    },
  },
  {
    title: "keep to what was said in one session, in French too, and come back",
    path: "en/network?look=free",
    mouse: async (page) => {
      await page.getByRole("button", { name: /^Filters/ }).click();
      await page.getByRole("group", { name: "Sessions" }).getByText("Plenary 1: emerging").click();
      await page.locator(".legend").getByText("74 of 478 statements").waitFor();
      await page.getByRole("link", { name: "Français" }).click();
      await page.locator(".legend").getByText("74 énoncés sur 478").waitFor();
      // Whoever leaves before gives up what the page still loads.
      await settled(page);
      await page.getByRole("link", { name: "English" }).click();
    },
    keyboard: async (page) => {
      await press(page, page.getByRole("button", { name: /^Filters/ }));
      await press(page, page.getByRole("group", { name: "Sessions" }).getByRole("checkbox", { name: /^Plenary 1: emerging/ }), "Space");
      await page.locator(".legend").getByText("74 of 478 statements").waitFor();
      await tabTo(page, page.getByRole("link", { name: "Français" }), "Shift+Tab");
      await page.keyboard.press("Enter");
      await page.locator(".legend").getByText("74 énoncés sur 478").waitFor();
      // Whoever leaves before gives up what the page still loads.
      await settled(page);
      await press(page, page.getByRole("link", { name: "English" }));
    },
    sees: async (page) => {
      await page.waitForURL((url) => url.pathname === "/en/network" && url.searchParams.get("session") === "session:plenary-1");
      await page.locator(".legend").getByText("74 of 478 statements").waitFor();
      await page.locator(".legend").getByText("filters: Plenary 1: emerging").waitFor();
      await page.getByRole("button", { name: "Filters (1)" }).waitFor();
    },
  },
  {
    title: "find a node by a word, look at what is around it, and go farther",
    path: "en/network?look=free",
    mouse: async (page) => {
      await page.getByRole("combobox").click();
      await page.keyboard.type("butterfly");
      await page.getByRole("option", { name: /^Butterfly: Asian/ }).click();
      await page.getByRole("heading", { name: "Butterfly: Asian and Migrant Sex Workers Network: 2 statements" }).waitFor();
      await page.locator(".depth").getByText("2", { exact: true }).click();
    },
    keyboard: async (page) => {
      await page.getByRole("combobox").waitFor();
      await page.keyboard.press("/");
      await chooseByKeys(page, "butterfly", /^Butterfly: Asian/);
      await page.getByRole("heading", { name: "Butterfly: Asian and Migrant Sex Workers Network: 2 statements" }).waitFor();
      await tabTo(page, page.getByRole("radio", { name: "1" }));
      await page.keyboard.press("ArrowRight");
    },
    sees: async (page) => {
      await page.getByRole("radio", { name: "2", checked: true }).waitFor();
      await page.locator("#panel-title").getByText("Butterfly: Asian and Migrant Sex Workers Network").waitFor();
      await page.locator(".panel article").first().waitFor();
      assert.equal(query(page), "?look=free&focus=organization:butterfly&depth=2&select=organization:butterfly");
    },
  },
  {
    title: "open the statements of a cell of the matrix, and close them again",
    path: "en/matrix",
    mouse: async (page) => {
      await page.locator(cell).click();
      await page.getByRole("heading", { name: /South Asian Legal Clinic of Ontario.*Forced marriage/ }).waitFor();
      const shown = await page.locator("#cell").innerText();
      await page.locator("#cell").getByRole("link", { name: "Close the cell" }).click();
      return shown;
    },
    keyboard: async (page) => {
      // One link of the table is reached by Tab, the others by arrow keys from there.
      await tabTo(page, page.locator(".matrix [tabindex='0']").first());
      await page.keyboard.press("Control+Home");
      for (let step = 0; step < 60 && !(await page.evaluate((at) => document.activeElement?.matches(at), cell)); step++) {
        await page.keyboard.press((await page.evaluate(() => document.activeElement?.closest("th")?.textContent.startsWith("Forced marriage"))) ? "ArrowDown" : "ArrowRight");
      }
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: /South Asian Legal Clinic of Ontario.*Forced marriage/ }).waitFor();
      const shown = await page.locator("#cell").innerText();
      await page.keyboard.press("Escape");
      await page.locator("#cell").waitFor({ state: "detached" });
      assert.ok(await page.evaluate((at) => document.activeElement?.matches(at), cell));
      return shown;
    },
    sees: async (page, shown) => {
      assert.match(String(shown), /22 statements/);
      assert.match(String(shown), /Shalini Konanur/);
      await page.locator("#cell").waitFor({ state: "detached" });
      assert.equal(query(page), "");
    },
  },
  {
    title: "ask how SALCO and Butterfly are connected, and read the first path",
    path: "en/connect",
    mouse: async (page) => {
      for (const [label, text, name] of /** @type {const} */ ([["From", "salco", /^South Asian Legal Clinic/], ["To", "butterfly", /^Butterfly: Asian/]])) {
        await page.getByLabel(label, { exact: true }).click();
        await page.keyboard.type(text);
        await page.locator(".found").getByRole("link", { name }).first().click();
      }
    },
    keyboard: async (page) => {
      await tabTo(page, page.getByLabel("From", { exact: true }));
      await page.keyboard.type("organization:salco");
      await tabTo(page, page.getByLabel("To", { exact: true }));
      await page.keyboard.type("butterfly asian");
      await page.keyboard.press("Enter");
    },
    sees: async (page) => {
      await page.getByRole("heading", { level: 1, name: "What connects South Asian Legal Clinic of Ontario and Butterfly: Asian and Migrant Sex Workers Network" }).waitFor();
      await page.getByText("South Asian Legal Clinic of Ontario raised Access to services and support (1 statement").first().waitFor();
      await page.locator(".hop .evidence a").first().waitFor();
      assert.equal(query(page), "?from=organization:salco&to=organization:butterfly");
    },
  },
  {
    title: "see who is for and who is against decriminalizing sex work",
    path: "en/agreement",
    mouse: (page) => page.getByRole("row", { name: /^Decriminalize sex work/ }).getByRole("link", { name: /statements$/ }).click(),
    keyboard: (page) => press(page, page.getByRole("row", { name: /^Decriminalize sex work/ }).getByRole("link", { name: /statements$/ })),
    sees: async (page) => {
      const row = page.getByRole("row", { name: /^Decriminalize sex work/ });
      assert.match(await row.getByRole("cell").first().innerText(), /Jean McDonald/);
      assert.match(await row.getByRole("cell").nth(1).innerText(), /1 voice/);
      await page.locator("#open").getByRole("link", { name: /^Jean McDonald/ }).first().waitFor();
      assert.equal(query(page), "?open=recommendation:decriminalize-sex-work");
    },
  },
  {
    title: "step through the event to its third session, and read what was said of an issue there",
    path: "en/sessions",
    mouse: async (page) => {
      await page.getByRole("button", { name: /Next session/ }).click();
      await page.getByText("Session 2 of").waitFor();
      await page.getByRole("button", { name: /Next session/ }).click();
      await page.getByText("Session 3 of").waitFor();
      await page.locator(".topics button").first().click();
    },
    keyboard: async (page) => {
      await tabTo(page, page.locator(".sessions-strip button[aria-current=step]"));
      await page.keyboard.press("ArrowDown");
      await page.getByText("Session 2 of").waitFor();
      await page.keyboard.press("ArrowDown");
      await page.getByText("Session 3 of").waitFor();
      await press(page, page.locator(".topics button").first());
    },
    sees: async (page) => {
      await page.getByText("Session 3 of").waitFor();
      await page.locator(".topics button[aria-expanded=true]").waitFor();
      await page.locator(".topics").getByRole("link", { name: "Permalink" }).first().waitFor();
      assert.match(query(page), /^\?at=session:[\w-]+&open=issue:/);
    },
  },
  {
    title: "take the matrix away as a table",
    path: "en/matrix",
    mouse: (page) => saved(page, () => page.locator(".files").getByRole("link", { name: "CSV" }).click()),
    keyboard: async (page) => {
      await tabTo(page, page.locator(".files").getByRole("link", { name: "CSV" }));
      return saved(page, () => page.keyboard.press("Enter"));
    },
    sees: async (page, done) => {
      const { name, text } = /** @type {Saved} */ (done);
      assert.equal(name, "forumgraph-organization-issue-en-v1.csv");
      const [head, ...lines] = text.replace("\ufeff", "").trimEnd().split("\r\n");
      assert.equal(head, "row_id,row,column_id,column,statements,own");
      assert.ok(lines.includes("organization:salco,South Asian Legal Clinic of Ontario,issue:forced-marriage,Forced marriage,22,4"), text.slice(0, 2000));
      assert.equal(lines.length, await page.locator(".matrix .cell a").count());
    },
  },
  {
    title: "find a statement in the tables without the view, and take its citation as BibTeX",
    path: "en/list/issues",
    mouse: async (page) => {
      await page.getByRole("link", { name: "Forced marriage", exact: true }).click();
      await page.locator("a[href='/en/statement/konanur/safeguard-status']").first().click();
      return saved(page, () => page.locator("a[href='?cite=bibtex']").click());
    },
    keyboard: async (page) => {
      await press(page, page.getByRole("link", { name: "Forced marriage", exact: true }));
      await page.waitForURL("**/en/issue/forced-marriage");
      await press(page, page.locator("a[href='/en/statement/konanur/safeguard-status']").first());
      await page.waitForURL("**/safeguard-status");
      await tabTo(page, page.locator("a[href='?cite=bibtex']"));
      return saved(page, () => page.keyboard.press("Enter"));
    },
    sees: async (page, done) => {
      const { name, text } = /** @type {Saved} */ (done);
      assert.match(name, /\.bib$/);
      assert.match(text, /^@\w+\{/);
      assert.match(text, /statement:konanur\/safeguard-status/);
      assert.equal((await page.locator("pre", { hasText: /^@/ }).innerText()).trim(), text.trim());
    },
  },
  {
    title: "leave at once, without a way back to the page",
    path: "en/network?focus=issue:forced-marriage",
    leaves: true,
    mouse: (page) => page.getByRole("link", { name: "Exit this page" }).click(),
    keyboard: async (page) => {
      // First after the link that skips to the content.
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
    },
    sees: async (page) => {
      await page.waitForURL(away);
      await page.goBack().catch(() => null);
      assert.ok(!page.url().startsWith(site.url), page.url());
    },
  },
];

for (const way of /** @type {const} */ (["mouse", "keyboard"])) {
  describe(`by ${way} alone`, () => {
    for (const task of tasks) {
      test(task.title, async () => {
        const { page, faults, close } = await site.open({ fresh: task.leaves ?? false });
        if (task.leaves) {
          await page.route(away, (route) => route.fulfill({ contentType: "text/html", body: "<title>weather</title>" }));
        }
        await page.goto(`${site.url}/${task.path}`);
        await settled(page);
        await task.sees(page, await task[way](page));
        assert.deepEqual(faults.filter((fault) => !away.test(fault.replace(/^.*?(?=https:)/, ""))), []);
        await close();
      });
    }
  });
}
