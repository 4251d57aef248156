// Measures how fast the views are in this machine's Chromium, against the built program, and prints a table.
//
//	make bench-web
//
// There is no graphics card in headless Chromium here: WebGL runs in software, on the processor that also runs everything
// else. Times to the picture therefore hold the drawing too; work per frame is that of the page's main thread, as Chromium
// counts its tasks (Performance.getMetrics, TaskDuration), while the drawing itself runs in another process.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { cpus, loadavg, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { settled, startSite } from "./page.js";
import { entries, weightOf } from "./weight.js";

const rounds = 5;
const root = fileURLToPath(new URL("../../", import.meta.url));

/** @param {readonly number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** @type {{ what: string, measured: string, wanted: string }[]} */
const lines = [];

/**
 * @param {string} what
 * @param {string} measured
 * @param {string} wanted
 */
function report(what, measured, wanted = "") {
  lines.push({ what, measured, wanted });
  console.error(`${what}: ${measured}`);
}

/** @param {number} ms */
const inMs = (ms) => `${ms.toFixed(ms < 20 ? 1 : 0)} ms`;

const site = await startSite();
const temporary = await mkdtemp(join(tmpdir(), "forumgraph-bench-"));
try {
  for (const view of /** @type {(keyof typeof entries)[]} */ (Object.keys(entries))) {
    report(`scripts before the first picture of ${view}`, `${((await weightOf(view)) / 1000).toFixed(1)} KB`, "170 KB");
  }
  report("first picture of start", inMs(await opening(`${site.url}/en/`, ".chart summary")), "1 s");
  report("first picture of the network", inMs(await opening(`${site.url}/en/network`, "svg.banks")), "300 ms");
  report("first picture of the free network", inMs(await opening(`${site.url}/en/network?look=free`, ".network[data-drawn=true]")), "1 s");
  await moving(`${site.url}/en/network?look=free`, "the forum's graph");
  await expanding(`${site.url}/en/network?look=free&select=organization:act-alberta`, "the forum's graph", "Add issues raised");
  const program = join(temporary, "bigview");
  await promisify(execFile)("go", ["build", "-o", program, "./web/test/bigview"], { cwd: root });
  for (const [nodes, wanted] of /** @type {const} */ ([[10_000, "3 s"], [100_000, ""]])) {
    const big = spawn(program, ["--nodes", nodes.toString(), "--site", site.url], { stdio: ["ignore", "pipe", "inherit"] });
    try {
      const said = /** @type {unknown[]} */ (await once(createInterface(big.stdout), "line"));
      const url = /http:\/\/[^/\s]+/.exec(String(said[0]))?.[0] ?? "";
      /** @type {unknown} */
      const answer = await (await fetch(`${url}/drawing.json`)).json();
      const { counts } = /** @type {{ counts: { nodes: number, edges: number } }} */ (answer);
      const name = `${counts.nodes.toString()} nodes, ${counts.edges.toString()} edges`;
      report(`opening ${name}`, inMs(await opening(`${url}/en/network?look=free`, ".network[data-drawn=true]", 3)), wanted);
      await moving(`${url}/en/network`, name, "?focus=issue:made-up-0&depth=3");
      await expanding(`${url}/en/network`, name, "Add who raised it", "?focus=issue:made-up-0");
    } finally {
      big.kill("SIGINT");
      await once(big, "close");
    }
  }
} finally {
  await rm(temporary, { recursive: true, force: true });
  await site.end();
}

console.log(`make bench-web, ${new Date().toISOString().slice(0, 10)}`);
console.log(`${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length.toString()} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, load ${loadavg().map((load) => load.toFixed(1)).join(" ")}; Chromium ${site.browser.version()}, WebGL in software; medians of ${rounds.toString()} rounds with an empty cache`);
const wide = Math.max(...lines.map(({ what }) => what.length));
for (const { what, measured, wanted } of lines) {
  console.log(`${what.padEnd(wide)}  ${measured.padStart(9)}${wanted === "" ? "" : `  (at most ${wanted})`}`);
}

/**
 * Returns how long it takes from the start of the navigation until an element that selector finds is in the page.
 *
 * @param {string} address
 * @param {string} selector
 */
async function opening(address, selector, times = rounds) {
  const taken = [];
  for (let round = 0; round < times; round++) {
    const { page, close } = await site.open();
    await page.context().unrouteAll();
    await page.addInitScript((wanted) => {
      new MutationObserver((_, observer) => {
        if (document.querySelector(wanted)) {
          observer.disconnect();
          // The frame that shows it, not the moment in which it was put into the page.
          requestAnimationFrame(() => {
            setTimeout(() => {
              document.documentElement.dataset["pictureAt"] = performance.now().toString();
            });
          });
        }
      }).observe(document, { subtree: true, childList: true, attributes: true });
    }, selector);
    await page.goto(address);
    await page.waitForFunction(() => document.documentElement.dataset["pictureAt"], undefined, { timeout: 120_000 });
    taken.push(Number(await page.evaluate(() => document.documentElement.dataset["pictureAt"])));
    await close();
  }
  return median(taken);
}

/**
 * Leads the view to a state that the server has no page for: what is made up is not in its store.
 *
 * @param {import("playwright-core").Page} page
 * @param {string | undefined} state
 */
async function turnTo(page, state) {
  if (state !== undefined) {
    await page.evaluate((to) => {
      history.pushState(null, "", to);
      dispatchEvent(new PopStateEvent("popstate"));
    }, state);
    await page.locator(".depth").waitFor();
    await settled(page);
  }
}

/**
 * Reports the main thread's work for each frame while the picture is dragged.
 *
 * @param {string} address
 * @param {string} name
 * @param {string} [state]
 */
async function moving(address, name, state) {
  const { page, close } = await site.open();
  await page.context().unrouteAll();
  await page.goto(address, { timeout: 120_000 });
  await settled(page);
  await turnTo(page, state);
  const box = await page.locator(".picture").boundingBox();
  if (!box) {
    throw new Error("the picture has no place");
  }
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  const work = async () => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    return 1000 * (metrics.find((metric) => metric.name === "TaskDuration")?.value ?? Number.NaN);
  };
  const [x, y] = [box.x + 12, box.y + 12];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const frames = [];
  for (let step = 1; step <= 60; step++) {
    const before = await work();
    await page.mouse.move(x + 3 * step, y + 2 * step);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    frames.push((await work()) - before);
  }
  await page.mouse.up();
  report(`work for a frame while dragging, ${name}`, inMs(median(frames)), "16 ms");
  await close();
}

/**
 * Reports how long it takes from a press until the picture has what was asked for.
 *
 * @param {string} address
 * @param {string} name
 * @param {string} button
 * @param {string} [state]
 */
async function expanding(address, name, button, state) {
  const { page, close } = await site.open();
  await page.context().unrouteAll();
  await page.goto(address, { timeout: 120_000 });
  await settled(page);
  await turnTo(page, state);
  await page.getByRole("button", { name: button }).waitFor();
  await page.evaluate(() => {
    let from = 0;
    addEventListener("click", (event) => { from = event.timeStamp; }, { capture: true });
    const picture = document.querySelector(".picture");
    if (picture) {
      new MutationObserver(() => {
        if (from > 0 && picture.getAttribute("data-busy") === "false") {
          requestAnimationFrame(() => setTimeout(() => { document.documentElement.dataset["grownIn"] ??= (performance.now() - from).toString(); }));
        }
      }).observe(picture, { attributes: true, attributeFilter: ["data-busy"] });
    }
  });
  const taken = [];
  for (let round = 0; round < rounds; round++) {
    await page.evaluate(() => { delete document.documentElement.dataset["grownIn"]; });
    await page.getByRole("button", { name: button }).click();
    await page.waitForFunction(() => document.documentElement.dataset["grownIn"]);
    taken.push(Number(await page.evaluate(() => document.documentElement.dataset["grownIn"])));
    await page.getByRole("button", { name: button, pressed: true }).click();
    await settled(page);
  }
  report(`expanding a node, ${name}`, inMs(median(taken)), "100 ms");
  await close();
}
