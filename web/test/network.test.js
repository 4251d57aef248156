// The network view and the start work in a real browser: by mouse, by keyboard, narrow and wide, light and dark, in both
// languages, under the site's CSP and without any other host.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { violations } from "./accessibility.js";
import { openPage, overflow, screenshots, startBrowser } from "./browser.js";
import { startShell } from "./shell.js";

/** @typedef {import("playwright-core").Page} Page */

/** @type {Awaited<ReturnType<typeof startShell>>} */
let shell;
/** @type {import("playwright-core").Browser} */
let browser;
/** @type {(() => Promise<void>)[]} */
const started = [];

before(async () => {
  browser = await startBrowser();
  started.push(() => browser.close());
  shell = await startShell();
  started.push(shell.stop);
});

after(async () => {
  for (const stop of started) {
    await stop();
  }
});

/**
 * Opens an address. What the software renderer says of its own speed is no fault of the page.
 *
 * @param {string} address
 * @param {import("playwright-core").BrowserContextOptions} [options]
 */
async function open(address, options = {}) {
  const opened = await openPage(browser, shell.url, { viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
  await opened.page.goto(shell.url + address);
  return { ...opened, faults: () => opened.faults.filter((fault) => !fault.includes("GPU stall due to ReadPixels")) };
}

/** @param {Page} page */
const drawn = (page) => page.locator(".network[data-drawn=true] .panel h2").first().waitFor();

/** @param {Page} page */
const query = (page) => decodeURIComponent(new URL(page.url()).search);

const words = { en: { scene: "What was talked about most, and by whom", filters: /^Filters/ }, fr: { scene: "Ce dont on a le plus parlé, et qui en a parlé", filters: /^Filtres/ } };

for (const lang of /** @type {const} */ (["en", "fr"])) {
  for (const width of [1280, 320]) {
    for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
      describe(`${lang}, ${width.toString()} px, ${colorScheme}`, () => {
        for (const [name, address] of [
          ["start", ""],
          ["network", "network"],
          ["network-focus", "network?focus=issue:forced-marriage"],
          ["network-edge", "network?select=organization:salco~raised~issue:forced-marriage"],
        ]) {
          test(`${name ?? ""} is drawn, fits, and has nothing that axe-core finds wrong`, async () => {
            const { page, faults, close } = await open(`/${lang}/${address ?? ""}`, { viewport: { width, height: 800 }, colorScheme });
            if (name === "start") {
              await page.locator(".bipartite-list li, .bipartite li").first().waitFor({ state: "attached" });
              await page.getByRole("combobox").waitFor();
            } else {
              await drawn(page);
            }
            await page.locator("[role=status] .state-bar, .state .state-bar").waitFor({ state: "detached" });
            assert.ok(await page.locator("[data-twin]").isHidden(), "the twin is hidden");
            assert.ok((await overflow(page)) <= 0, "the page is wider than its window");
            assert.deepEqual(await violations(page), []);
            await page.screenshot({ path: join(screenshots, `${name ?? ""}-${lang}-${width.toString()}-${colorScheme}.png`), fullPage: width > 320 });
            assert.deepEqual(faults(), []);
            await close();
          });
        }
      });
    }
  }
}

/**
 * Returns where the picture has a node or an edge of that key, in pixels of the window: it tries points until it is pointed at.
 *
 * @param {Page} page
 * @param {string} key
 */
async function placeOf(page, key) {
  const place = await page.locator(".picture").evaluate(async (picture, wanted) => {
    const canvas = picture.querySelector(".sigma-mouse");
    const { left, right, top, bottom } = picture.getBoundingClientRect();
    for (let y = top + 10; y < bottom; y += 20) {
      for (let x = left + 10; x < right - 60; x += 20) {
        canvas?.dispatchEvent(new MouseEvent("mousemove", { clientX: x, clientY: y, bubbles: true }));
        // React writes to the page in a task of its own, which comes before this one.
        await new Promise((resolve) => setTimeout(resolve, 4));
        if (picture.getAttribute("data-hovered") === wanted) {
          return { x, y };
        }
      }
    }
    return null;
  }, key);
  assert.ok(place, `the picture has ${key}`);
  return place;
}

describe("by mouse", () => {
  test("a click selects, a double click focuses, a click beside it lets go", async () => {
    const { page, faults, close } = await open("/en/network");
    await drawn(page);
    const { x, y } = await placeOf(page, "organization:act-alberta");
    await page.mouse.click(x, y);
    await page.getByRole("heading", { name: "ACT Alberta", exact: true }).waitFor();
    assert.equal(query(page), "?select=organization:act-alberta");
    await page.mouse.dblclick(x, y);
    await page.getByRole("heading", { name: "ACT Alberta: 38 statements" }).waitFor();
    assert.equal(query(page), "?focus=organization:act-alberta&select=organization:act-alberta");
    await page.goBack();
    await page.getByRole("heading", { name: words.en.scene }).waitFor();
    assert.deepEqual(faults(), []);
    await close();
  });

  test("an edge shows the statements that support it, through whom, and where to cite them", async () => {
    const { page, close } = await open("/en/network?select=organization:salco~raised~issue:forced-marriage");
    await drawn(page);
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
    const { page, close } = await open("/en/network");
    await drawn(page);
    await page.getByRole("button", { name: words.en.filters }).click();
    await page.getByRole("group", { name: "Said in" }).getByText("Plenary 1: emerging").click();
    await page.locator(".legend").getByText("74 of 478 statements").waitFor();
    await page.locator(".legend").getByText("filters: Plenary 1").waitFor();
    assert.match(query(page), /^\?session=session:plenary-1$/);
    await close();
  });

  test("a node is expanded by meaning, and only by what the report says", async () => {
    const { page, close } = await open("/en/network?focus=organization:salco");
    await drawn(page);
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
    const { page, faults, close } = await open("/en/network");
    await drawn(page);
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
    assert.deepEqual(faults(), []);
    await close();
  });

  test("the help lists the keys, and turns off those that need no modifier", async () => {
    const { page, close } = await open("/en/network");
    await drawn(page);
    await page.getByRole("combobox").waitFor();
    await page.keyboard.press("?");
    const dialog = page.getByRole("dialog", { name: "What the keys do" });
    await dialog.waitFor();
    await page.keyboard.press("Space");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    assert.equal(query(page), "?keys=0");
    await page.keyboard.press("?");
    assert.ok(await dialog.isHidden());
    await close();
  });

  test("the panel grows and shrinks by the arrow keys", async () => {
    const { page, close } = await open("/en/network");
    await drawn(page);
    const splitter = page.getByRole("separator", { name: "Width of the panel" });
    await splitter.focus();
    await page.keyboard.press("ArrowLeft");
    assert.equal(query(page), "?panel=wide");
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    assert.equal(query(page), "?panel=narrow");
    await close();
  });
});

test("an address opens what it names, and the link to the other language follows it", async () => {
  const address = "?focus=organization:salco&depth=2&select=organization:salco~raised~issue:forced-marriage&expand=organization:salco~backed&voice=organization,person&panel=wide";
  const { page, close } = await open(`/en/network${address}`);
  await drawn(page);
  assert.equal(query(page), address);
  assert.ok(await page.getByRole("radio", { name: "2" }).isChecked());
  await page.getByRole("radio", { name: "3" }).check({ force: true });
  assert.match(query(page), /depth=3/);
  const toggle = page.locator("a.toggle");
  assert.match(decodeURIComponent((await toggle.getAttribute("href")) ?? ""), /depth=3/);
  await toggle.click();
  await drawn(page);
  assert.equal(query(page), address.replace("depth=2", "depth=3"));
  await page.getByText("Pas autour").waitFor();
  await close();
});

test("an address that names nobody says that the report does not say, and shows the rest", async () => {
  const { page, close } = await open("/en/network?focus=issue:unicorns");
  await drawn(page);
  await page.getByText("The report does not say.").first().waitFor();
  await close();
});

test("without WebGL, and when it is lost, the tables take the picture's place", async () => {
  const { page, close } = await open("/en/network");
  await drawn(page);
  await page.evaluate(() => {
    const canvas = /** @type {HTMLCanvasElement | null} */ (document.querySelector(".picture canvas.sigma-nodes"));
    canvas?.getContext("webgl2")?.getExtension("WEBGL_lose_context")?.loseContext();
  });
  await page.getByRole("alert").getByText("took the graphics away").waitFor();
  assert.ok(await page.locator("[data-twin]").isVisible());
  await page.getByRole("button", { name: "Draw it again" }).click();
  await drawn(page);
  assert.ok(await page.locator("[data-twin]").isHidden());
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null;
  });
  await page.reload();
  await page.getByRole("alert").getByText("offers no WebGL").waitFor();
  assert.ok(await page.locator("[data-twin]").isVisible());
  await close();
});

test("a server that is not ready is said so, and asked again", async () => {
  const { page, close } = await open("/healthz");
  await page.route("**/graphql", (route) => route.fulfill({ status: 503, json: { errors: [{ message: "the graph is not ready" }] } }), { times: 1 });
  await page.goto(`${shell.url}/en/`);
  await page.getByRole("alert").getByText("The graph is still being loaded").waitFor();
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("heading", { name: "Which organizations and groups raised which issues" }).waitFor();
  await close();
});

test("labels that look like code are text", async () => {
  const hostile = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script> "'&amp; \u202egnirts\u202c`;
  const { page, faults, close } = await open("/healthz");
  await page.route("**/drawing.json*", async (route) => {
    const response = await route.fetch();
    /** @type {unknown} */
    const answer = await response.json();
    const drawing = /** @type {{ nodes: { label: string[] } }} */ (answer);
    drawing.nodes.label = drawing.nodes.label.map(() => hostile);
    await route.fulfill({ response, json: drawing });
  });
  await page.route("**/graphql", async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    await route.fulfill({ response, body: text.replaceAll(/"label":"[^"]*"/g, `"label":${JSON.stringify(hostile)}`) });
  });
  await page.goto(`${shell.url}/en/network?focus=issue:forced-marriage`);
  await drawn(page);
  await page.locator(".panel").getByText(hostile.slice(0, 20)).first().waitFor();
  assert.equal(await page.locator("#app img, #app script").count(), 0);
  assert.equal(await page.title(), "Network – forumgraph");
  assert.deepEqual(faults(), []);
  await close();
});

test("Shift three times leaves, and the back button does not lead back", async () => {
  const { page, close } = await open("/healthz");
  await page.goto(`${shell.url}/en/network`);
  await drawn(page);
  const left = page.waitForURL("**/healthz");
  for (let press = 0; press < 3; press++) {
    await page.keyboard.press("Shift");
  }
  await left;
  await page.goBack().catch(() => undefined);
  assert.ok(!page.url().includes("/network"), page.url());
  await close();
});

test("at most 170 KB of compressed JavaScript come before the first picture", async () => {
  const dist = new URL("../dist/view/", import.meta.url);
  /** @type {unknown} */
  const parsed = JSON.parse(await readFile(new URL(".vite/manifest.json", dist), "utf8"));
  const manifest = /** @type {Record<string, { file: string, imports?: string[] }>} */ (parsed);
  /** @type {Set<string>} */
  const files = new Set();
  /** @param {string} name */
  const add = (name) => {
    const chunk = manifest[name];
    assert.ok(chunk, `${name} is not in the manifest`);
    if (!files.has(chunk.file)) {
      files.add(chunk.file);
      chunk.imports?.forEach(add);
    }
  };
  ["src/main.tsx", "src/exit.ts", "src/views/network.tsx", "messages/fr.json"].forEach(add);
  const view = await readFile(new URL(manifest["src/views/network.tsx"]?.file ?? "", dist), "utf8");
  files.add(/assets\/layout\.worker-[\w-]+\.js/.exec(view)?.[0] ?? "no worker");
  let size = 0;
  for (const file of files) {
    size += gzipSync(await readFile(new URL(file, dist))).length;
  }
  assert.ok(size <= 170_000, `${size.toString()} bytes`);
});
