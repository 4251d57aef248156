// What a view offers as a file is what it shows: the files are saved as a reader would, opened and read. The lists give theirs
// without JavaScript.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { DOMParser } from "@xmldom/xmldom";
import Graph from "graphology";
import { parse as parseGexf } from "graphology-gexf";
import { parse as parseGraphml } from "graphology-graphml";
import { overflow } from "./browser.js";
import { startSite, violations } from "./page.js";

/** @typedef {import("playwright-core").Page} Page */

/** @typedef {{ about: { version: number }, data: { nodes: { id: string, label: string }[], edges: { source: string, target: string, type: string, stance: string | null, through: boolean }[] } }} SceneFile */

/** @type {import("./page.js").Site} */
let site;

before(async () => {
  site = await startSite();
});

after(async () => {
  await site.end();
});

/**
 * Opens a view and waits until it offers its files.
 *
 * @param {string} address
 * @param {import("./page.js").PageOptions} [options]
 */
async function open(address, options) {
  const opened = await site.view(address, options);
  await opened.page.locator(".downloads").waitFor();
  return opened;
}

/**
 * Saves what the view shows and returns the file with its name.
 *
 * @param {Page} page
 * @param {"PNG" | "SVG" | "CSV" | "JSON" | "GEXF" | "GraphML"} format
 */
async function save(page, format) {
  const coming = page.waitForEvent("download");
  await page.locator(".downloads").getByRole("button", { name: new RegExp(`\\b${format}\\b`) }).click();
  const download = await coming;
  return { name: download.suggestedFilename(), content: await readFile(await download.path()) };
}

/**
 * Parses XML; throws where it is not well-formed.
 *
 * @param {Buffer} content
 */
function xml(content) {
  return new DOMParser({
    onError: (level, message) => {
      throw new Error(`${level}: ${message}`);
    },
  }).parseFromString(content.toString("utf8"), "text/xml");
}

/**
 * Reads CSV as RFC 4180 has it: the heads, and the rows by them.
 *
 * @param {Buffer} content
 */
function table(content) {
  const text = content.toString("utf8").replace("\ufeff", "");
  assert.ok(text.endsWith("\r\n"));
  /** @type {string[][]} */
  const lines = [[]];
  for (const [, quoted, plain = "", end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n)/g)) {
    lines.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === "\r\n") {
      lines.push([]);
    }
  }
  const [heads = [], ...rows] = lines.slice(0, -1);
  return rows.map((row) => Object.fromEntries(heads.map((head, place) => [head, row[place] ?? ""])));
}

/**
 * Reads JSON.
 *
 * @param {Buffer} content
 * @returns {unknown}
 */
const read = (content) => JSON.parse(content.toString("utf8"));

/**
 * Returns the width and height of a PNG.
 *
 * @param {Buffer} content
 */
function sizeOf(content) {
  assert.equal(content.subarray(1, 4).toString("latin1"), "PNG");
  return { width: content.readUInt32BE(16), height: content.readUInt32BE(20) };
}

/**
 * Returns a name with the apostrophes of the data, which the screen and drawings have curly.
 *
 * @param {string} name
 */
const plain = (name) => name.replaceAll("’", "'");

/**
 * Returns the names that the panel lists as shown, as the data have them.
 *
 * @param {Page} page
 */
async function shown(page) {
  const names = await page.locator(".shown-list button > span:first-child").allTextContents();
  return names.map(plain);
}

describe("the network's files", () => {
  for (const [address, title, legend] of /** @type {const} */ ([
    ["/en/network?look=free", "What was talked about most, and by whom", "raised only through its people"],
    ["/fr/network?look=free&kinds=issue,recommendation,organization", "Ce dont on a le plus parlé, et qui en a parlé", "soulevé seulement par des personnes affiliées"],
  ])) {
    test(`${address}: each names what is shown, and nothing else`, async () => {
      const { page, faults, close } = await open(address, { colorScheme: "dark" });
      const names = await shown(page);
      assert.ok(names.length > 20);

      const svg = await save(page, "SVG");
      assert.match(svg.name, /^forumgraph-[a-z-]+-v1\.svg$/);
      const drawing = xml(svg.content);
      const titles = [...drawing.getElementsByTagName("title")].map((element) => element.textContent ?? "");
      assert.equal(titles[0], title);
      assert.deepEqual(titles.slice(1).map((text) => plain(text.replace(/ \([^()]*\)$/, ""))).sort(), [...names].sort());
      const texts = [...drawing.getElementsByTagName("text")].map((element) => element.textContent ?? "").join("\n");
      for (const part of [legend, "2016", `${site.url}${address.slice(0, 11)}`]) {
        assert.ok(texts.includes(part), `no ${part} in the drawing`);
      }
      // On paper it is light, also where the screen is dark.
      assert.match(svg.content.toString("utf8"), /<rect [^>]*fill="#fdfcf9"/);

      const rows = table((await save(page, "CSV")).content);
      const gexf = parseGexf(Graph, (await save(page, "GEXF")).content.toString("utf8"), { addMissingNodes: false });
      const graphml = parseGraphml(Graph, (await save(page, "GraphML")).content.toString("utf8"), { addMissingNodes: false });
      const json = /** @type {SceneFile} */ (read((await save(page, "JSON")).content));
      assert.equal(json.about.version, 1);
      assert.deepEqual(json.data.nodes.map(({ label }) => label).sort(), [...names].sort());
      const edges = json.data.edges.map(({ source, type, target }) => `${source} ${type} ${target}`).sort();
      assert.deepEqual(rows.map((row) => `${row["source_id"] ?? ""} ${row["type"] ?? ""} ${row["target_id"] ?? ""}`).sort(), edges);
      for (const graph of [gexf, graphml]) {
        assert.deepEqual(graph.nodes().sort(), json.data.nodes.map(({ id }) => id).sort());
        assert.deepEqual(graph.mapEdges((_, { type }, source, target) => `${source} ${String(type)} ${target}`).sort(), edges);
      }
      const dashed = [...drawing.getElementsByTagName("path")].filter((path) => path.hasAttribute("stroke-dasharray")).length;
      // One more stands in the legend.
      assert.equal(dashed, json.data.edges.filter(({ stance, through }) => through || stance === "against").length + 1);
      assert.deepEqual(faults, []);
      await close();
    });
  }

  test("a filter hides from the files what it hides from the screen, and is written down", async () => {
    const { page, faults, close } = await open("/en/network?look=free&stance=for");
    await page.locator(".legend").getByText(/filters: for/).waitFor();
    const names = await shown(page);
    const rows = table((await save(page, "CSV")).content);
    assert.ok(rows.length > 5);
    assert.deepEqual(rows.flatMap((row) => [row["source"] ?? "", row["target"] ?? ""]).filter((name) => !names.includes(name)), []);
    assert.match((await save(page, "SVG")).content.toString("utf8"), /filters: for\./);
    assert.deepEqual(faults, []);
    await close();
  });

  test("an edge of the table is an edge at the node: as many as the navigator walks along", async () => {
    const { page, close } = await open("/en/network?focus=issue:forced-marriage&select=issue:forced-marriage");
    await page.locator(".navigator [role=group]").first().waitFor();
    const rows = table((await save(page, "CSV")).content).filter((row) => [row["source_id"], row["target_id"]].includes("issue:forced-marriage"));
    assert.equal(await page.locator(".navigator [role=group]").count(), rows.length);
    await close();
  });

  test("a picture is twice as fine as the screen, and what the zoom leaves out is counted", async () => {
    const { page, faults, close } = await open("/en/network?look=free");
    const { width } = sizeOf((await save(page, "PNG")).content);
    const box = await page.locator(".picture").boundingBox();
    assert.ok(width > 1.5 * (box?.width ?? Infinity));
    for (let press = 0; press < 5; press++) {
      await page.getByRole("button", { name: "Zoom in" }).click();
    }
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    const svg = (await save(page, "SVG")).content.toString("utf8");
    const outside = Number(/(\d+) more names are outside the frame/.exec(svg)?.[1]);
    const titles = xml(Buffer.from(svg)).getElementsByTagName("title").length - 1;
    assert.equal(titles + outside, (await shown(page)).length);
    assert.deepEqual(faults, []);
    await close();
  });
});

test("a view with its buttons has nothing that axe-core finds wrong, and fits a narrow window", async () => {
  for (const address of ["/en/network?look=free"]) {
    const { page, close } = await open(address, { viewport: { width: 320, height: 700 } });
    assert.ok((await overflow(page)) <= 0, "the page is wider than its window");
    assert.deepEqual(await violations(page), []);
    const boxes = await Promise.all((await page.locator(".downloads button").all()).map((button) => button.boundingBox()));
    assert.equal(boxes.filter((box) => box && box.width >= 24 && box.height >= 24).length, 6);
    await close();
  }
});

/**
 * Opens an SVG file by itself and returns the texts in it that are cut at its margins, and the pairs that touch.
 *
 * @param {string} svg
 */
async function texts(svg) {
  const { page, close } = await site.open({ fresh: true });
  await page.route(`${site.url}/picture.svg`, (route) => route.fulfill({ contentType: "image/svg+xml", body: svg }));
  await page.goto(`${site.url}/picture.svg`);
  const found = await page.evaluate(async () => {
    await Promise.all([...document.fonts].filter(({ family }) => !family.includes("Fallback")).map((face) => face.load()));
    const frame = document.documentElement.getBoundingClientRect();
    const drawn = [...document.querySelectorAll("text")]
      .filter((text) => text.textContent.trim() !== "" && text.getClientRects().length > 0)
      .map((text) => ({ words: text.textContent, box: text.getBoundingClientRect() }));
    const cut = drawn.filter(
      ({ box }) => box.left < frame.left + 8 || box.right > frame.right - 8 || box.top < frame.top + 4 || box.bottom > frame.bottom - 4,
    );
    // Boxes are as high as the typeface allows; letters touch where more than the space between lines is shared. Names of columns
    // stand upright.
    const touching = drawn.flatMap(({ words, box }, index) =>
      drawn.slice(index + 1).flatMap((other) => {
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        const [along, over] = box.height > box.width ? [down, across] : [across, down];
        return along > 1 && over > 0.3 * Math.min(box.width, box.height, other.box.width, other.box.height) ? [`${words} / ${other.words}`] : [];
      }),
    );
    return { count: drawn.length, cut: cut.map(({ words }) => words), touching };
  });
  await close();
  return found;
}

describe("a picture in a file, opened by itself", () => {
  for (const address of [
    "/en/network",
    "/fr/network?show=all",
    "/en/network?look=focus&focus=issue:forced-marriage",
    "/fr/network?look=contradictions",
    "/fr/connect?from=organization:salco&to=issue:forced-marriage&first=10",
    "/en/connect?from=organization:salco&to=place:florida",
    "/en/matrix?rows=issue&columns=session",
    "/fr/agreement?part=network",
  ]) {
    test(`${address} has no text that is cut or touches another`, async () => {
      const answer = await fetch(`${site.url}${address}${address.includes("?") ? "&" : "?"}as=svg`);
      assert.equal(answer.headers.get("content-type"), "image/svg+xml");
      const { count, cut, touching } = await texts(await answer.text());
      assert.ok(count > 20, count.toString());
      assert.deepEqual({ cut, touching }, { cut: [], touching: [] });
    });
  }

  for (const address of ["/en/network?look=free", "/fr/network?focus=issue:forced-marriage", "/fr/sessions"]) {
    test(`${address} has no text that is cut or touches another`, async () => {
      const { page, faults, close } = await open(address);
      const { count, cut, touching } = await texts((await save(page, "SVG")).content.toString("utf8"));
      assert.ok(count > 20, count.toString());
      assert.deepEqual({ cut, touching }, { cut: [], touching: [] });
      assert.deepEqual(faults, []);
      await close();
    });
  }
});

describe("the lists' files", () => {
  test("come without JavaScript, whole, in the language and under the filter of the page", async () => {
    const { page, faults, close } = await site.open({ javaScriptEnabled: false, viewport: { width: 320, height: 700 } });
    await page.goto(`${site.url}/fr/list/statements?issue=issue:forced-marriage`);
    assert.ok((await overflow(page)) <= 0, "the page is wider than its window");
    const total = Number(/\d+/.exec((await page.locator(".intro").textContent()) ?? "")?.[0]);
    for (const [format, count] of /** @type {const} */ ([
      ["CSV", (/** @type {Buffer} */ content) => table(content).length],
      ["JSON", (/** @type {Buffer} */ content) => /** @type {{ data: unknown[] }} */ (read(content)).data.length],
    ])) {
      const coming = page.waitForEvent("download");
      await page.locator(".files").getByRole("link", { name: new RegExp(`^${format}`) }).click();
      const download = await coming;
      assert.equal(download.suggestedFilename(), `forumgraph-statements-fr-v1.${format.toLowerCase()}`);
      assert.equal(count(await readFile(await download.path())), total);
    }
    // A download is a navigation that the browser gives up.
    assert.deepEqual(faults.filter((fault) => !fault.includes("ERR_ABORTED") && !fault.endsWith(" csp")), []);
    await close();
  });

  test("are offered on pages that axe-core finds nothing wrong with", async () => {
    for (const address of ["/en/list/organizations", "/fr/issue/forced-marriage"]) {
      const { page, close } = await site.open({ viewport: { width: 320, height: 700 } });
      await page.goto(site.url + address);
      assert.equal(await page.locator(".files a").count(), 2);
      assert.ok((await overflow(page)) <= 0, "the page is wider than its window");
      assert.deepEqual(await violations(page), []);
      await close();
    }
  });
});
