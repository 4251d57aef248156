// What the server says in a table and what the network's picture shows are the same, for the same address: the two are read side
// by side. And what only a browser tells: titles that follow the view, refusals that are not shown raw, a server of trusted
// documents.
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
    await page.waitForFunction(() => location.search === "?look=free");
    await state.waitFor({ state: "detached" });
    assert.notEqual(await page.locator("h1").innerText(), title);
    await close();
  });
}

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
