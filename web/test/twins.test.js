// What the server says in tables and what the view shows are the same, for the same address: the two are read side by side.
// And what only a browser tells: titles that follow the view, refusals that are not shown raw, a server of trusted documents.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { settled, startSite, violations } from "./page.js";

/** @type {import("./page.js").Site} */
let site;

before(async () => {
  site = await startSite();
});

after(async () => {
  await site.end();
});

/**
 * Opens an address as the server renders it, without the view.
 *
 * @param {string} path
 */
async function served(path) {
  const { page, close } = await site.open({ javaScriptEnabled: false });
  const response = await page.goto(site.url + path);
  return { page, close, status: response?.status() };
}

/**
 * Opens an address with the view drawn.
 *
 * @param {string} path
 */
async function drawn(path) {
  const { page, faults, close } = await site.open();
  const response = await page.goto(site.url + path);
  await settled(page);
  return { page, faults, close, status: response?.status() };
}

describe("the network's table lists what the picture shows", { concurrency: 2 }, () => {
  for (const path of [
    "/en/network?look=free",
    "/en/network?focus=issue:forced-marriage",
    "/en/network?focus=organization:salco&depth=2",
    "/en/network?focus=organization:salco&depth=3&kinds=issue,organization,recommendation",
    "/en/network?look=free&kinds=place,organization",
    "/en/network?focus=issue:forced-marriage&depth=2&stance=for",
    "/en/network?look=free&voice=collective&session=session:plenary-2",
    "/en/network?focus=organization:salco&expand=organization:butterfly~backed,issue:forced-marriage~raised",
  ]) {
    test(path, async () => {
      const table = await served(path);
      const said = /shows: (\d+) nodes?, (\d+) ties?\.(?: So that it can be read, (\d+) more)?/.exec(await table.page.locator("[data-twin] .intro").first().innerText());
      await table.close();
      const view = await drawn(path);
      const legend = view.page.locator(".legend p");
      // A filter of statements is applied when the API has counted.
      await view.page.waitForFunction(
        (/** @type {string} */ shown) => document.querySelector(".legend p")?.textContent.startsWith(`${shown} name`),
        said?.[1] ?? "no",
      );
      const words = /^(\d+) names? shown(?:, (\d+) more left out)?\./.exec(await legend.innerText());
      assert.deepEqual([words?.[1], words?.[2]], [said?.[1], said?.[3]]);
      await view.close();
    });
  }
});

describe("the matrix has the same rows, columns and counts in both", { concurrency: 2 }, () => {
  for (const path of [
    "/en/matrix",
    "/en/matrix?rows=voice&columns=recommendation",
    "/fr/matrix?rows=issue&columns=session",
    "/en/matrix?kind=recommends,raises&voice=collective&rows=voice",
    "/en/matrix?through=0&order=name&across=name",
  ]) {
    test(path, async () => {
      const table = await served(path);
      const names = (/** @type {import("./page.js").Page} */ page, /** @type {string} */ selector) =>
        page.locator(selector).evaluateAll((all) => all.map((one) => (one.getAttribute("title") ?? one.textContent).trim().normalize()));
      const rows = await names(table.page, "table.matrix tbody th bdi");
      const columns = await names(table.page, "table.matrix thead th.turned bdi");
      const cells = await table.page.locator("table.matrix td.cell a").count();
      await table.close();
      const view = await drawn(path);
      assert.deepEqual(await names(view.page, ".grid tbody th .grid-name"), rows);
      assert.deepEqual(await names(view.page, ".grid thead th .grid-name"), columns);
      assert.ok(rows.length > 3 && columns.length > 3 && cells > 10, `${rows.length.toString()} rows, ${columns.length.toString()} columns, ${cells.toString()} cells`);
      assert.equal(await view.page.locator(".grid td.heat, .grid td [aria-label]").evaluateAll((all) => new Set(all.map((one) => one.closest("td"))).size), cells);
      await view.close();
    });
  }
});

for (const cell of ["issue:forced-marriage~organization:salco", "organization:nobody~issue:forced-marriage"]) {
  test(`a cell that the matrix does not have is said to be none: ${cell}`, async () => {
    const { page, faults, close } = await drawn(`/en/matrix?cell=${cell}`);
    await page.getByText("opens a cell that this matrix does not have").first().waitFor();
    assert.equal(await page.locator(".matrix-panel").count(), 0);
    assert.ok((await page.locator(".grid td.heat").count()) > 20);
    assert.deepEqual(await violations(page), []);
    await page.locator("#app").getByRole("button", { name: "Close" }).click();
    assert.equal(new URL(page.url()).search, "");
    assert.deepEqual(faults, []);
    await close();
  });
}

for (const [lang, title, link] of /** @type {const} */ ([["en", "There is no such node", "Start"], ["fr", "Ce nœud n’existe pas", "Accueil"]])) {
  test(`a focus that is not a node is said to be none, ${lang}`, async () => {
    const { page, status, close } = await drawn(`/${lang}/network?focus=issue:nothing`);
    assert.equal(status, 404);
    assert.equal(await page.locator("h1").innerText(), title);
    assert.equal(await page.title(), `${title} · forumgraph`);
    const state = page.locator(".network-figure .state");
    assert.match(await state.innerText(), /issue:nothing/);
    assert.equal(await state.getByRole("link", { name: link }).getAttribute("href"), `/${lang}/`);
    assert.deepEqual(await violations(page), []);
    await state.getByRole("button").click();
    await page.waitForFunction(() => location.search === "");
    await state.waitFor({ state: "detached" });
    assert.notEqual(await page.locator("h1").innerText(), title);
    await close();
  });
}

test("French names have curved apostrophes on the page, and files have what the graph has", async () => {
  const { page, close } = await drawn("/fr/matrix?rows=issue&columns=organization&size=100");
  assert.doesNotMatch(await page.locator("#app").innerText(), /\p{L}'\p{L}/u);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: /CSV/ }).click()]);
  const chunks = [];
  for await (const chunk of await download.createReadStream()) {
    chunks.push(/** @type {Buffer} */ (chunk));
  }
  const text = Buffer.concat(chunks).toString("utf8");
  assert.match(text, /Canadian Women's Foundation/);
  assert.doesNotMatch(text, /’/);
  await close();
});

test("a server that answers trusted documents alone has every view", async () => {
  const trusted = await startSite([], ["--trusted-only"]);
  try {
    for (const view of ["", "network?focus=issue:forced-marriage&select=issue:forced-marriage&stance=for", "matrix?cell=organization:salco~issue:forced-marriage", "connect?from=organization:salco&to=organization:butterfly", "agreement?part=network", "sessions"]) {
      const { page, faults, close } = await trusted.view(`/en/${view}`);
      assert.deepEqual(await page.locator("#app [role=alert]").allInnerTexts(), [], view);
      assert.deepEqual(faults, [], view);
      await close();
    }
  } finally {
    await trusted.end();
  }
});
