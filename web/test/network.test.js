// The network view works in a real browser: by mouse, by keyboard, from its address, and when the server is not ready.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { away } from "./browser.js";
import { pointAt, query, startSite } from "./page.js";

/** @type {import("./page.js").Site} */
let site;

before(async () => {
  site = await startSite();
});

after(async () => {
  await site.end();
});

describe("by mouse", () => {
  test("a click selects, a double click focuses, a click beside it lets go", async () => {
    const { page, faults, close } = await site.view("/en/network?look=free");
    const { x, y } = await pointAt(page, "organization:act-alberta");
    await page.mouse.click(x, y);
    await page.getByRole("heading", { name: "ACT Alberta", exact: true }).waitFor();
    assert.equal(query(page), "?look=free&select=organization:act-alberta");
    await page.mouse.dblclick(x, y);
    await page.getByRole("heading", { name: "ACT Alberta: 38 statements" }).waitFor();
    assert.equal(query(page), "?look=free&focus=organization:act-alberta&select=organization:act-alberta");
    await page.goBack();
    await page.getByRole("heading", { name: "What was talked about most, and by whom" }).waitFor();
    assert.deepEqual(faults, []);
    await close();
  });

  test("an edge shows the statements that support it, through whom, and where to cite them", async () => {
    const { page, close } = await site.view("/en/network?look=free&select=organization:salco~raised~issue:forced-marriage");
    const panel = page.locator(".panel");
    await panel.getByText("18 of 22 are the words of Shalini Konanur").waitFor();
    assert.equal(await panel.getByRole("article").count(), 22);
    const first = panel.getByRole("article").first();
    assert.match((await first.getByRole("link", { name: "Permalink" }).getAttribute("href")) ?? "", /^\/en\/statement\//);
    assert.match((await first.getByRole("link", { name: "RIS" }).getAttribute("href")) ?? "", /\?cite=ris$/);
    await panel.getByText("No copy of the report is attached").waitFor();
    await close();
  });

  test("filters hide what none of their statements supports, and say so in the legend", async () => {
    const { page, close } = await site.view("/en/network?look=free");
    await page.getByRole("button", { name: /^Filters/ }).click();
    await page.getByRole("group", { name: "Sessions" }).getByText("Plenary 1: emerging").click();
    await page.locator(".legend").getByText("74 of 478 statements").waitFor();
    await page.locator(".legend").getByText("filters: Plenary 1").waitFor();
    assert.match(query(page), /^\?look=free&session=session:plenary-1$/);
    await close();
  });

  test("a node is expanded by meaning, and only by what the report says", async () => {
    const { page, close } = await site.view("/en/network?focus=organization:salco");
    const count = async () => Number(/^(\d+) names/.exec((await page.locator(".legend p").innerText()).trim())?.[1]);
    const before = await count();
    await page.getByRole("button", { name: "Add same session (not a claim)" }).click();
    await page.getByRole("button", { name: "Add same session (not a claim)", pressed: true }).waitFor();
    await page.waitForFunction((few) => Number(/^(\d+) names/.exec(document.querySelector(".legend p")?.textContent ?? "")?.[1]) > few, before);
    assert.match(query(page), /expand=organization:salco~session/);
    await close();
  });
});

describe("by keyboard alone", () => {
  test("search, walk across an edge, read the citation, come back, and leave", async () => {
    const { page, faults, close } = await site.view("/en/network?look=free");
    await page.getByRole("combobox").waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("forced marriage");
    await page.getByRole("option", { name: /^Forced marriage Issue/ }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.locator(".search-result[data-focused]").waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Forced marriage: 23 statements" }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("w");
    const focused = page.locator(".navigator [role=option]:focus");
    await focused.waitFor();
    const first = await focused.innerText();
    await page.keyboard.press("ArrowDown");
    assert.notEqual(await focused.innerText(), first);
    await page.keyboard.press("ArrowRight");
    await page.getByRole("status").getByText("South Asian Legal Clinic of Ontario, Organization").waitFor();
    // The statements come after the edges, which are known without asking.
    await focused.filter({ hasText: "spoke of forced marriage" }).waitFor();
    await page.keyboard.press("c");
    await page.locator("article.statement:focus").waitFor();
    await page.keyboard.press("w");
    await focused.waitFor();
    await page.keyboard.press("ArrowLeft");
    await page.getByRole("status").getByText("Forced marriage, Issue").waitFor();
    await focused.waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".navigator :focus").waitFor({ state: "detached" });
    assert.deepEqual(faults, []);
    await close();
  });

  test("the help lists the keys, and turns off those that need no modifier", async () => {
    const { page, close } = await site.view("/en/network?look=free");
    await page.getByRole("combobox").waitFor();
    await page.keyboard.press("?");
    const dialog = page.getByRole("dialog", { name: "What the keys do" });
    await dialog.waitFor();
    await page.keyboard.press("Space");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    assert.equal(query(page), "?look=free&keys=0");
    await page.keyboard.press("?");
    assert.ok(await dialog.isHidden());
    await close();
  });

  test("the panel grows and shrinks by the arrow keys", async () => {
    const { page, close } = await site.view("/en/network?look=free");
    const splitter = page.getByRole("separator", { name: "Width of the panel" });
    await splitter.focus();
    await page.keyboard.press("ArrowLeft");
    assert.equal(query(page), "?look=free&panel=wide");
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    assert.equal(query(page), "?look=free&panel=narrow");
    await close();
  });
});

test("an address opens what it names, and the link to the other language follows it", async () => {
  const address = "?look=free&focus=organization:salco&depth=2&select=organization:salco~raised~issue:forced-marriage&expand=organization:salco~backed&voice=organization,person&panel=wide";
  const { page, close } = await site.view(`/en/network${address}`);
  assert.equal(query(page), address);
  assert.ok(await page.getByRole("radio", { name: "2" }).isChecked());
  await page.getByRole("radio", { name: "3" }).check({ force: true });
  assert.match(query(page), /depth=3/);
  const toggle = page.locator("a.toggle");
  assert.match(decodeURIComponent((await toggle.getAttribute("href")) ?? ""), /depth=3/);
  await toggle.click();
  assert.equal(query(page), address.replace("depth=2", "depth=3"));
  await page.getByText("Pas autour").waitFor();
  await close();
});

test("an address that names nobody says so, and shows the rest", async () => {
  const { page, close } = await site.open();
  await page.goto(`${site.url}/en/network?focus=issue:unicorns`);
  await page.locator("#app").getByText("Nothing fits what was asked.").first().waitFor();
  await close();
});

test("a server that is not ready is said so, and asked again", async () => {
  const { page, close } = await site.open();
  await page.route("**/graphql", (route) => route.fulfill({ status: 503, json: { errors: [{ message: "the graph is not ready" }] } }));
  await page.goto(`${site.url}/en/sessions`);
  await page.getByRole("alert").getByText("The graph is still being loaded").waitFor();
  await page.unroute("**/graphql");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("heading", { name: "What was raised when" }).waitFor();
  await close();
});

test("Shift three times leaves, and the back button does not lead back", async () => {
  const { page, close } = await site.view("/en/network?look=free", { fresh: true });
  await page.route(away, (route) => route.fulfill({ contentType: "text/html", body: "<title>weather</title>" }));
  const left = page.waitForURL(away);
  for (let press = 0; press < 3; press++) {
    await page.keyboard.press("Shift");
  }
  await left;
  await page.goBack().catch(() => undefined);
  assert.ok(!page.url().includes("/network"), page.url());
  await close();
});
