// The GraphQL explorer works in a real browser without any other host, under the site's CSP, narrow and wide, light and dark.
// It is the built page in the built program; the questions are those of seed/forum/QUESTIONS.md.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { readQuestions } from "../graphiql/read-questions.js";
import { overflow } from "./browser.js";
import { longForm, startSite } from "./page.js";

/** @typedef {import("playwright-core").Page} Page */

/** @type {import("./page.js").Site} */
let site;

const questions = await readQuestions();

before(async () => {
  site = await startSite();
});

after(async () => {
  await site.end();
});

for (const width of [1280, 320]) {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    // Each width and each theme once; the long form has all four.
    describe(`${width.toString()} px, ${colorScheme}`, longForm((width > 320) !== (colorScheme === "light")), () => {
      /** @type {Awaited<ReturnType<import("./page.js").Site["open"]>>} */
      let opened;

      before(async () => {
        opened = await site.open({ viewport: { width, height: 800 }, colorScheme });
        await opened.page.goto(`${site.url}/graphiql`);
        await opened.page.getByRole("button", { name: "Execute query" }).waitFor();
      });

      after(async () => {
        await opened.close();
      });

      test("names itself and its language, and leads to the view and the schema", async () => {
        const { page } = opened;
        assert.equal(await page.title(), "GraphQL explorer – forumgraph");
        assert.equal(await page.locator("html").getAttribute("lang"), "en");
        assert.equal(await page.getByRole("link", { name: "Network view" }).getAttribute("href"), "/");
        assert.equal(await page.getByRole("link", { name: "Schema", exact: true }).getAttribute("href"), "/schema.graphql");
      });

      test("answers every question of QUESTIONS.md", async () => {
        const { page } = opened;
        const buttons = page.locator(".question");
        assert.deepEqual(await buttons.allTextContents(), questions.map(({ title }) => title.replace(/^\d+\. /, "")));
        for (const [index, { title, query }] of questions.entries()) {
          // The schema is asked for at the same address.
          const answered = page.waitForResponse((response) => response.url() === `${site.url}/graphql` && sentBy(response.request()).operationName !== "IntrospectionQuery");
          await buttons.nth(index).click();
          assert.equal(sentBy((await answered).request()).query, query, title);
          const answer = await shownAnswer(page);
          assert.ok(answer.data, title);
          assert.equal(answer.errors, undefined, title);
          await buttons.nth(index).and(page.locator("[aria-current=true]")).waitFor();
        }
        assert.ok(await inSight(page.locator(".graphiql-response")), "the answer is in sight");
        assert.equal(await page.getByRole("tab").count(), 1, "an unchanged question makes room for the next one");
      });

      test("shows the documentation", async () => {
        const { page } = opened;
        await page.getByRole("button", { name: "Show Documentation Explorer" }).click();
        const pane = page.locator(".graphiql-plugin");
        await pane.getByRole("link", { name: "Query", exact: true }).click();
        await pane.getByRole("link", { name: "overview", exact: true }).click();
        await pane.getByText("The graph as a whole").waitFor();
      });

      test("completes a field while it is written, and runs what was written", async () => {
        const { page } = opened;
        await page.getByRole("button", { name: "New tab" }).click();
        await page.getByRole("textbox", { name: "Query" }).focus();
        await page.keyboard.type("query Mine { overv");
        const completion = page.locator(".CodeMirror-hint", { hasText: "overview" }).first();
        await completion.waitFor();
        assert.ok(await inSight(completion), "the completion is in sight");
        await page.keyboard.press("Enter");
        await page.keyboard.type(" { version } }");
        // GraphiQL reads the operation's name, which it sends along, a moment after the last key.
        await page.getByRole("tab", { name: "Mine" }).waitFor();
        const answered = page.waitForResponse((response) => response.url() === `${site.url}/graphql`);
        await page.getByRole("button", { name: "Execute query" }).click();
        await answered;
        assert.deepEqual((await shownAnswer(page)).data, { overview: { version: 1 } });
      });

      test("keeps what was written when a question is asked", async () => {
        const { page } = opened;
        const tabs = await page.getByRole("tab").count();
        await page.getByRole("button", { name: "Show Questions" }).click();
        await page.locator(".question").first().click();
        await page.locator(".question[aria-current=true]").waitFor();
        assert.equal(await page.getByRole("tab").count(), tabs + 1);
      });

      test("opens and closes the settings", async () => {
        const { page } = opened;
        await page.getByRole("button", { name: "Open settings dialog" }).click();
        const dialog = page.getByRole("dialog", { name: "Settings" });
        await dialog.waitFor();
        for (const theme of ["Dark", "Light", "System"]) {
          await dialog.getByRole("button", { name: theme }).click();
        }
        await page.keyboard.press("Escape");
        await dialog.waitFor({ state: "hidden" });
      });

      test("fits the window, stores nothing, and has met no fault", async () => {
        const { page, faults } = opened;
        assert.ok((await overflow(page)) <= 0, "the page is wider than its window");
        assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]), [0, 0, ""]);
        assert.deepEqual(faults, []);
      });
    });
  }
}

test("says in words that introspection is off, and still asks", async () => {
  const { page, faults, close } = await site.open({ viewport: { width: 320, height: 800 } });
  await page.route("**/graphql", (route) => {
    return sentBy(route.request()).operationName === "IntrospectionQuery"
      ? route.fulfill({ json: { errors: [{ message: "introspection disabled" }], data: null } })
      : route.continue();
  });
  await page.goto(`${site.url}/graphiql`);
  const notice = page.getByRole("status").getByText("introspection is off");
  await notice.waitFor();
  const answered = page.waitForResponse((response) => response.url() === `${site.url}/graphql`);
  await page.locator(".question").last().click();
  await answered;
  assert.ok((await shownAnswer(page)).data);
  assert.ok((await overflow(page)) <= 0, "the page is wider than its window");
  assert.deepEqual(faults, []);
  await close();
});

test("says that the schema could not be fetched while the graph is loaded, and fetches it again", async () => {
  const { page, close } = await site.open({ viewport: { width: 320, height: 800 } });
  const loading = { status: 503, json: { errors: [{ message: "the graph is not ready; try again in a moment" }] } };
  await page.route("**/graphql", (route) => route.fulfill(loading));
  await page.goto(`${site.url}/graphiql`);
  const notice = page.getByRole("status").getByText("The schema could not be fetched");
  await notice.waitFor();
  await page.unroute("**/graphql");
  await page.getByRole("button", { name: "Re-fetch GraphQL schema" }).click();
  await notice.waitFor({ state: "detached" });
  await close();
});

test("the page at / keeps to the CSP and fits a narrow window", async () => {
  const { page, faults, close } = await site.open({ viewport: { width: 320, height: 800 } });
  await page.goto(site.url);
  assert.ok((await overflow(page)) <= 0, "the page is wider than its window");
  assert.deepEqual(faults, []);
  await close();
});

/**
 * Returns what a request asks of the API.
 *
 * @param {import("playwright-core").Request} request
 */
function sentBy(request) {
  /** @type {unknown} */
  const sent = JSON.parse(request.postData() ?? "{}");
  return /** @type {{ query: string, operationName?: string | null }} */ (sent);
}

/**
 * Tells whether an element lies in the window, to two pixels: the place to scroll to is rounded.
 *
 * @param {import("playwright-core").Locator} element
 */
function inSight(element) {
  return element.evaluate((node) => {
    const { top, bottom } = node.getBoundingClientRect();
    return top >= -2 && bottom <= innerHeight + 2;
  });
}

/**
 * Waits for the answer in the response pane, whole, and returns it.
 *
 * @param {Page} page
 * @returns {Promise<{ data?: unknown, errors?: unknown }>}
 */
async function shownAnswer(page) {
  const text = await page.waitForFunction(() => {
    // CodeMirror draws the lines in sight alone; its element knows the whole text.
    const editor = /** @type {{ CodeMirror?: { getValue(): string } } | null} */ (
      /** @type {unknown} */ (document.querySelector(".graphiql-response .CodeMirror"))
    );
    const value = editor?.CodeMirror?.getValue() ?? "";
    return value.endsWith("}") && !document.querySelector(".graphiql-response .graphiql-spinner") ? value : false;
  });
  /** @type {unknown} */
  const answer = JSON.parse(String(await text.jsonValue()));
  return /** @type {{ data?: unknown, errors?: unknown }} */ (answer);
}
