// What is copied from the address bar shows the same to whoever opens it, and every view has an answer for a browser without
// WebGL, for one that loses it, for one that runs no scripts, and for names that look like code.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { overflow } from "./browser.js";
import { query, settled, startSite, views } from "./page.js";

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
 * Returns what the page says and how its controls stand when it has settled.
 *
 * @param {Page} page
 */
async function shown(page) {
  await settled(page);
  return page.evaluate(() => {
    const states = [...document.querySelectorAll(":is(#app, main:not(:has(#app))) :is([aria-pressed], [aria-expanded], [aria-current], [aria-valuenow], input, select, details)")].map((element) => {
      if (element instanceof HTMLInputElement) {
        return [element.type, element.type === "checkbox" || element.type === "radio" ? element.checked : element.value];
      }
      if (element instanceof HTMLSelectElement) {
        return [element.value];
      }
      return ["aria-pressed", "aria-expanded", "aria-current", "aria-valuenow"].map((name) => element.getAttribute(name));
    });
    return JSON.stringify([(document.getElementById("app") ?? document.querySelector("main"))?.innerText, states]);
  });
}

/**
 * Waits until a step has changed the address.
 *
 * @param {Page} page
 * @param {() => Promise<void>} step
 */
async function goes(page, step) {
  const from = page.url();
  await step();
  await page.waitForURL((url) => url.href !== from);
}

/** @type {{ view: string, path: string, steps: ((page: Page) => Promise<void>)[] }[]} */
const journeys = [
  {
    view: "network",
    path: "en/network?look=free",
    steps: [
      (page) => page.locator(".panel").getByRole("button", { name: /^Collaboration among organizations/ }).click(),
      (page) => page.getByRole("button", { name: "Put in the middle" }).or(page.locator(".actions .button").first()).first().click(),
      (page) => page.locator(".depth").getByText("2", { exact: true }).click(),
      (page) => page.locator(".depth").getByText("3", { exact: true }).click(),
    ],
  },
  {
    view: "matrix",
    path: "en/matrix",
    steps: [
      (page) => goes(page, () => page.getByRole("link", { name: "Voices and recommendations" }).click()),
      (page) => goes(page, () => page.locator(".matrix thead .sort").first().click()),
      (page) => goes(page, () => page.locator(".matrix .cell a").first().click()),
    ],
  },
  {
    view: "connect",
    path: "en/connect",
    steps: [
      (page) => goes(page, () => page.locator(".tasks a").first().click()),
      (page) => goes(page, () => page.getByRole("link", { name: "Exchange the two" }).click()),
      (page) => goes(page, () => page.getByRole("link", { name: "Show all" }).first().click()),
    ],
  },
  {
    view: "agreement",
    path: "en/agreement",
    steps: [
      (page) => goes(page, () => page.locator(".positions .weight a").nth(2).click()),
      (page) => goes(page, () => page.getByRole("link", { name: "Recommendations that contradict each other" }).click()),
      (page) => goes(page, () => page.getByRole("link", { name: "Agreement between voices" }).click()),
    ],
  },
  {
    view: "sessions",
    path: "en/sessions",
    steps: [
      (page) => page.getByRole("button", { name: /Next session/ }).click(),
      (page) => page.getByRole("button", { name: /Next session/ }).click(),
      (page) => page.locator(".topics button").first().click(),
    ],
  },
];

describe("the address", () => {
  for (const { view, path, steps } of journeys) {
    test(`of ${view} opens what it was copied from, and back and forward lead through the steps`, async () => {
      const { page, faults, close } = await site.open();
      await page.goto(`${site.url}/${path}`);
      const seen = [await shown(page)];
      for (const step of steps) {
        await step(page);
        seen.push(await shown(page));
      }
      assert.equal(new Set(seen).size, steps.length + 1, "every step shows something else");
      const copied = await page.context().newPage();
      await copied.goto(page.url());
      assert.equal(await shown(copied), seen.at(-1));
      await copied.close();
      for (const state of seen.slice(0, -1).reverse()) {
        await page.goBack();
        assert.equal(await shown(page), state);
      }
      for (const state of seen.slice(1)) {
        await page.goForward();
        assert.equal(await shown(page), state);
      }
      assert.deepEqual(faults, []);
      await close();
    });
  }
});

// The browser says of each script that it was asked not to run that it did not.
const notRun = " csp";

describe("without scripts", () => {
  for (const lang of ["en", "fr"]) {
    for (const [name, path] of Object.entries(views)) {
      test(`${name} is a table to read, ${lang}`, async () => {
        const { page, faults, close } = await site.open({ javaScriptEnabled: false, viewport: { width: 320, height: 800 } });
        await page.goto(`${site.url}/${lang}/${path}`);
        const twin = page.locator("[data-twin], main:not(:has([data-twin]))");
        assert.ok(await twin.isVisible());
        assert.ok((await twin.innerText()).length > 200);
        assert.ok((await twin.locator("a").count()) > 2);
        assert.ok((await page.locator(`a[href='/${lang}/list']`).count()) > 0, "the list is linked");
        assert.ok((await overflow(page)) <= 0, "the page is wider than its window");
        assert.deepEqual(faults.filter((fault) => !fault.endsWith(notRun)), []);
        await close();
      });
    }
  }

  test("the search and the question how two are connected are forms", async () => {
    const { page, faults, close } = await site.open({ javaScriptEnabled: false });
    await page.goto(`${site.url}/en/connect`);
    await page.getByLabel("From").fill("organization:salco");
    await page.getByLabel("To").fill("butterfly");
    await page.locator("form.ends button").click();
    await page.getByText("South Asian Legal Clinic of Ontario raised Access to services and support").first().waitFor();
    await page.getByRole("searchbox").first().fill("forced marriage");
    await page.getByRole("button", { name: "Search" }).click();
    await page.getByRole("main").getByRole("link", { name: "Forced marriage", exact: true }).first().click();
    await page.getByRole("heading", { level: 1, name: "Forced marriage" }).waitFor();
    assert.match(page.url(), /\/en\/issue\/forced-marriage$/);
    assert.deepEqual(faults.filter((fault) => !fault.endsWith(notRun)), []);
    await close();
  });
});

describe("without WebGL", () => {
  test("that was lost, the network says so, shows the table, and draws again", async () => {
    const { page, close } = await site.open();
    await page.goto(`${site.url}/en/network?look=free`);
    await settled(page);
    await page.evaluate(() => {
      const canvas = /** @type {HTMLCanvasElement | null} */ (document.querySelector(".picture canvas.sigma-nodes"));
      canvas?.getContext("webgl2")?.getExtension("WEBGL_lose_context")?.loseContext();
    });
    await page.getByRole("alert").getByText("took the graphics away").waitFor();
    assert.ok(await page.locator("[data-twin]").isVisible());
    await page.getByRole("button", { name: "Draw it again" }).click();
    await settled(page);
    await close();
  });

  test("the network says so and shows what can be read instead", async () => {
    const { page, faults, close } = await site.open();
    // As a browser does that has it switched off.
    await page.addInitScript(() => {
      const original = Reflect.get(HTMLCanvasElement.prototype, "getContext");
      Object.defineProperty(HTMLCanvasElement.prototype, "getContext", {
        /** @this {HTMLCanvasElement} @param {string} kind @param {unknown} options */
        value(kind, options) {
          return kind.includes("webgl") ? null : original.call(this, kind, options);
        },
      });
    });
    await page.goto(`${site.url}/en/network?look=free`);
    await page.getByRole("alert").getByText("offers no WebGL").waitFor();
    assert.ok(await page.locator("[data-twin]").isVisible());
    assert.ok(await page.getByRole("link", { name: "Go to the list" }).isVisible());
    assert.deepEqual(faults, []);
    await close();
  });
});

describe("names that look like code", () => {
  const hostile = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script> "'&amp; \u202egnirts\u202c`;

  for (const [name, path] of Object.entries({ ...views, network: "network?focus=issue:forced-marriage" }).filter(([view]) => !["start", "matrix", "connect", "agreement"].includes(view))) {
    test(`are text in ${name}`, async () => {
      const { page, faults, close } = await site.open();
      await page.route("**/graphql", async (route) => {
        const response = await route.fetch();
        const text = await response.text();
        await route.fulfill({ response, body: text.replaceAll(/"(label|summary|sentence)":"[^"]*"/g, (_, field) => `"${String(field)}":${JSON.stringify(hostile)}`) });
      });
      await page.route("**/*as=json", async (route) => {
        const response = await route.fetch();
        const text = await response.text();
        await route.fulfill({ response, body: text.replaceAll(/"(label|said|title|heading)":"[^"]*"/g, (_, field) => `"${String(field)}":${JSON.stringify(hostile)}`) });
      });
      await page.goto(`${site.url}/en/${path}`);
      await settled(page);
      await page.locator("#app").getByText(hostile.slice(0, 30)).first().waitFor({ state: "attached" });
      assert.equal(await page.locator("#app img, #app script, #app iframe").count(), 0);
      assert.notEqual(await page.title(), "owned");
      assert.deepEqual(faults, []);
      await close();
    });
  }

  test("an address that says code is read as text, with and without scripts", async () => {
    for (const javaScriptEnabled of [true, false]) {
      const { page, faults, close } = await site.open({ javaScriptEnabled });
      const code = encodeURIComponent(`"><script>document.title='owned'</script>`);
      for (const path of [`network?focus=${code}&q=${code}`, `search?q=${code}`, `connect?from=${code}&to=${code}`, `matrix?cell=${code}`, `sessions?at=${code}`]) {
        await page.goto(`${site.url}/en/${path}`);
        assert.notEqual(await page.title(), "owned", path);
        assert.equal(await page.locator("main script").count(), 0, path);
        assert.ok(!query(page).includes("<script>") || (await page.locator("a.toggle script").count()) === 0, path);
      }
      // The server refuses what is not an ID: 400, or 404 where it would be in focus.
      assert.deepEqual(faults.filter((fault) => !/40[04]| csp$/.test(fault)), []);
      await close();
    }
  });
});
