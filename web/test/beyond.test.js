// A graph larger than its drawing, in a real browser: what the drawing leaves out is said, and drawn for who chooses it.
// It is the forum's own graph with room for sixty of its thousand nodes.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { query, settled, startSite, violations } from "./page.js";

/** @type {import("./page.js").Site} */
let site;

/** How many nodes have a place, and how many more there are. @type {{ placed: number, cut: number }} */
let counts;

before(async () => {
  site = await startSite([], ["--drawing-nodes", "60"]);
  /** @type {unknown} */
  const drawn = await (await fetch(`${site.url}/drawing.json`)).json();
  const answer = /** @type {{ counts: { nodes: number, cut: number }, nodes: { id: string[] } }} */ (drawn);
  counts = { placed: answer.counts.nodes, cut: answer.counts.cut };
  assert.equal(counts.placed, 60);
  assert.ok(counts.cut > 800, `${counts.cut.toString()} nodes have no place`);
  assert.ok(!answer.nodes.id.includes(undrawn), "the node that these tests look for has a place");
});

after(async () => {
  await site.end();
});

// A person with nine statements.
const undrawn = "person:kate-zen";

describe("the legend says what the picture chooses from, and where the rest is", () => {
  for (const [lang, says] of /** @type {const} */ ([
    ["en", "The picture chooses from the 60 names with the most statements."],
    ["fr", "L’image choisit parmi les 60 noms qui comptent le plus d’énoncés."],
  ])) {
    test(`in ${lang}`, async () => {
      const { page, faults, close } = await site.view(`/${lang}/network?look=free`);
      const legend = page.locator(".legend");
      await legend.getByText(says).waitFor();
      assert.match(await legend.innerText(), new RegExp(`\\b${counts.cut.toString()}\\b`));
      // All statements count, also those that have no place.
      assert.match(await legend.innerText(), lang === "en" ? /478 of 478 statements/ : /478 énoncés sur 478/);
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(faults, []);
      await close();
    });
  }
});

describe("a node without a place", () => {
  test("is drawn with what is around it, from its address, as the table lists it", async () => {
    const path = `/en/network?focus=${undrawn}`;
    const table = await site.open({ javaScriptEnabled: false });
    const response = await table.page.goto(site.url + path);
    assert.equal(response?.status(), 200);
    const said = /^(\d+) names? and (\d+) ties? shown/.exec(await table.page.locator("[data-twin] .intro").first().innerText());
    await table.close();
    const { page, faults, close } = await site.view(path);
    await page.locator(".legend p").getByText(`${String(said?.[1])} names and`).waitFor();
    assert.ok(Number(said?.[1]) > 2);
    assert.match(await page.title(), /^What .+ is tied to/);
    assert.deepEqual(faults, []);
    await close();
  });

  test("is chosen in the search, and the way back leads to what was shown before", async () => {
    const { page, faults, close } = await site.view("/en/network?look=free");
    await page.getByRole("combobox").fill("kate zen");
    await page.getByRole("option", { name: /^Kate Zen/ }).first().click();
    await page.getByRole("figure").getByRole("heading", { name: "Kate Zen" }).waitFor();
    await settled(page);
    assert.match(query(page), new RegExp(`focus=${undrawn}`));
    await page.goBack();
    await page.getByRole("heading", { name: "What was talked about most, and by whom" }).waitFor();
    assert.deepEqual(faults, []);
    await close();
  });

  test("that cannot be asked for is a failure that can be tried again, not a node that is unknown", async () => {
    const { page, close } = await site.open();
    await page.route("**/network?*as=json", (route) => route.fulfill({ status: 503, json: { errors: [{ message: "not now" }] } }));
    await page.goto(`${site.url}/en/network?focus=${undrawn}`);
    await page.getByRole("alert").getByText("Try again").first().waitFor();
    await page.unroute("**/network?*as=json");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("figure").getByRole("heading", { name: "Kate Zen" }).waitFor();
    await close();
  });

  test("that is part of a source is said to be that, with its page", async () => {
    const { page, close } = await site.open();
    const response = await page.goto(`${site.url}/fr/network?focus=source:national-forum-2016`);
    assert.equal(response?.status(), 200);
    await settled(page);
    await page.locator("#app").getByText("fait partie d’une source").waitFor();
    await close();
  });

  test("that there is not is said to be none", async () => {
    const { page, close } = await site.open();
    const response = await page.goto(`${site.url}/en/network?focus=person:nobody`);
    assert.equal(response?.status(), 404);
    await page.locator("#app").getByRole("heading", { name: "person:nobody" }).waitFor();
    await close();
  });
});

test("what is asked for and has no place is not said to be silence of the report", async () => {
  const { page, close } = await site.view("/en/network?look=free&kinds=statement");
  await page.locator("#app").getByText("None of the names that the picture chooses from").waitFor();
  assert.equal(await page.locator("#app").getByText("The report does not say.").count(), 0);
  await close();
});
