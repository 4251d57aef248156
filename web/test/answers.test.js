// Agreement and sessions answer in a real browser, by mouse and by keyboard alone.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { query, startSite, tabTo } from "./page.js";

/** @type {import("./page.js").Site} */
let site;

before(async () => {
  site = await startSite();
});

after(async () => {
  await site.end();
});

describe("agreement", () => {
  test("by mouse: contested recommendations are found and opened", async () => {
    const { page, faults, close } = await site.view("/en/agreement");
    await page.getByRole("checkbox", { name: "Only contested ones" }).check();
    await page.getByRole("heading", { name: "Recommendations with voices on both sides" }).waitFor();
    await page.getByRole("button", { name: "Decriminalize sex work" }).click();
    await page.getByText("Sex work should cease to be criminalized.").waitFor();
    await page.getByRole("article").first().waitFor();
    assert.equal(query(page), "?contested=1&open=recommendation:decriminalize-sex-work");
    assert.doesNotMatch(await page.locator("ol.tally").innerText(), /%/);
    assert.deepEqual(faults, []);
    await close();
  });

  test("by keyboard alone: the network's mode is chosen and one voice's ties are shown", async () => {
    const { page, faults, close } = await site.view("/en/agreement");
    await tabTo(page, page.locator(".pairs button:nth-child(3)"));
    await page.keyboard.press("Enter");
    await page.locator(".arcs").waitFor();
    await tabTo(page, page.locator("select").first());
    await page.keyboard.type("Conf");
    await page.getByRole("heading", { name: "Which voices take contrary stances" }).waitFor();
    await tabTo(page, page.locator(".arcs li:first-child button").first());
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
    const { page, faults, close } = await site.view("/en/sessions");
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
    const { page, faults, close } = await site.view("/fr/sessions");
    await tabTo(page, page.locator('.sessions-strip button[aria-current="step"]'));
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.locator('.sessions-strip button[aria-current="step"]:focus').waitFor();
    assert.equal(query(page), "?at=session:plenary-2");
    await page.keyboard.press("End");
    assert.equal(await page.getByRole("button", { name: "Séance suivante" }).isDisabled(), true);
    await tabTo(page, page.locator(".topics button").first());
    await page.keyboard.press("Enter");
    await page.getByRole("article").first().waitFor();
    assert.deepEqual(faults, []);
    await close();
  });
});
