// The sessions answer in a real browser, by mouse and by keyboard alone.
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
