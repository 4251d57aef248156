// What only a browser tells of the views: titles that follow them, refusals that are not shown raw, a server of trusted
// documents. That the page and the picture show the same is a test of the pages.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
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

for (const [lang, title, link] of /** @type {const} */ ([["en", "There is no such node", "Start"], ["fr", "Ce nœud n’existe pas", "Accueil"]])) {
  test(`a focus that is not a node is said to be none, ${lang}`, async () => {
    const { page, status, close } = await drawn(`/${lang}/network?focus=issue:nothing`);
    assert.equal(status, 404);
    assert.equal(await page.locator("h1").innerText(), title);
    assert.equal(await page.title(), `${title} · forumgraph`);
    const state = page.locator(".network-figure .state");
    assert.match(await page.locator(".misread").innerText(), /issue:nothing/);
    assert.equal(await state.getByRole("link", { name: link }).getAttribute("href"), `/${lang}/`);
    assert.deepEqual(await violations(page), []);
    await state.getByRole("button").click();
    await page.waitForFunction(() => location.search === "?look=free");
    await state.waitFor({ state: "detached" });
    assert.equal(await page.locator(".misread").isVisible(), false);
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
