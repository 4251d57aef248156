// Every view in both languages, wide and narrow, light and dark, each with what it shows first and the states that look
// different: it is drawn, fits, has targets that are large enough and nothing that axe-core finds wrong, and looks like its
// reference in references/, at which a person has looked.
//
// The long form looks at every scene in every language, width and theme. The short one leaves out French in the wide window,
// which has room for longer words, and in dark, whose colors are those of English. axe-core reads each of them in light, and the
// colors in dark in the wide window in English.
import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { PNG } from "pngjs";
import { overflow } from "./browser.js";
import { languages, longForm, settled, startSite, violations } from "./page.js";
import { matches, references, requireReference, shrink, take } from "./picture.js";
import { isReference, pictureName, scenes, themes, widths, windows } from "./scenes.js";

/** @type {import("./page.js").Site} */
let site;

before(async () => {
  site = await startSite();
});

after(async () => {
  await site.end();
});

for (const [lang, tag] of Object.entries(languages)) {
  const other = lang === "en" ? "fr" : "en";
  for (const width of widths) {
    // Two at a time: while the page draws one, the other is compared.
    describe(`${lang}, ${width.toString()} px`, { concurrency: 2 }, () => {
      for (const [scene, path] of Object.entries(scenes)) {
        test(`${scene} is whole, and looks like its references`, longForm(lang === "fr" && width > 320 && !themes.some((theme) => isReference(scene, lang, width, theme))), async () => {
          const { page, faults, close } = await site.open({ viewport: windows[width], colorScheme: "light" });
          await page.goto(`${site.url}/${lang}/${path}`);
          await settled(page);
          assert.deepEqual(await page.locator("#app [role=alert]").allInnerTexts(), []);
          assert.equal(await page.locator("html").getAttribute("lang"), tag);
          const toggle = new URL(await page.locator("a.toggle").evaluate((/** @type {HTMLAnchorElement} */ link) => link.href));
          const same = new URL(`${site.url}/${other}/${path}`);
          assert.equal(toggle.pathname, same.pathname);
          assert.deepEqual([...toggle.searchParams].sort(), [...same.searchParams].sort());
          assert.deepEqual(await smallTargets(page), []);
          for (const theme of themes) {
            if (lang === "fr" && theme === "dark" && longForm().skip && !isReference(scene, lang, width, theme)) {
              continue;
            }
            await page.emulateMedia({ colorScheme: theme });
            if (isReference(scene, lang, width, theme)) {
              await requireReference(pictureName(scene, lang, width, theme), await take(page));
            }
            assert.ok((await overflow(page)) <= 0, "the page is wider than its window");
            if (theme === "light" || (lang === "en" && width > 320)) {
              assert.deepEqual(await violations(page, theme === "light" ? "all" : "colors"), []);
            }
          }
          assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]), [0, 0, ""]);
          assert.deepEqual(faults, []);
          await close();
        });
      }
    });
  }
}

/**
 * Returns what can be pressed and is lower or narrower than 24 px, links within sentences left out.
 *
 * @param {import("playwright-core").Page} page
 */
function smallTargets(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll("main button, main select, main summary, main label:has(input), #app li > a")]
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.height < 23.9 || box.width < 23.9))
      .map(({ element, box }) => `${element.outerHTML.slice(0, 120)} is ${box.width.toFixed(0)} by ${box.height.toFixed(0)}`),
  );
}

describe("the references", () => {
  test("are those of the scenes and no others, and small", async () => {
    const wanted = Object.keys(languages).flatMap((lang) =>
      widths.flatMap((width) =>
        themes.flatMap((theme) =>
          Object.keys(scenes)
            .filter((scene) => isReference(scene, lang, width, theme))
            .map((scene) => `${pictureName(scene, lang, width, theme)}.png`),
        ),
      ),
    );
    assert.deepEqual((await readdir(references)).sort(), wanted.sort());
    for (const name of wanted) {
      const { length } = await readFile(join(references, name));
      assert.ok(length <= 20_000, `${name} has ${length.toString()} bytes`);
    }
  });

  // A picture with twice the pixels has other edges everywhere, as that of another renderer has.
  test("are met by a picture whose edges are rendered otherwise", async () => {
    const { page, close } = await site.open({ viewport: windows[1280], colorScheme: "light", deviceScaleFactor: 2 });
    await page.goto(`${site.url}/en/`);
    await settled(page);
    const expected = PNG.sync.read(await readFile(join(references, `${pictureName("start", "en", 1280, "light")}.png`)));
    assert.ok(matches(shrink(await take(page), 2), expected));
    await close();
  });

  test("are not met by a view with a part that is missing or has moved, of which the message says where to look", async () => {
    const name = pictureName("network-focus", "en", 1280, "light");
    const { page, close } = await site.open({ viewport: windows[1280], colorScheme: "light" });
    await page.goto(`${site.url}/en/${scenes["network-focus"]}`);
    await settled(page);
    const folder = await mkdtemp(join(tmpdir(), "forumgraph-test-"));
    await requireReference(name, await take(page), folder);
    for (const [selector, property, value] of /** @type {const} */ ([
      [".picture", "visibility", "hidden"],
      [".panel", "visibility", "hidden"],
      [".depth", "visibility", "hidden"],
      [".panel", "translate", "0 16px"],
      ["h1", "translate", "16px"],
    ])) {
      const part = page.locator(selector).first();
      await part.evaluate((/** @type {HTMLElement} */ element, [key, to]) => { element.style.setProperty(key, to); }, /** @type {const} */ ([property, value]));
      await assert.rejects(requireReference(name, await take(page), folder), (/** @type {Error} */ { message }) => {
        assert.match(message, /^network-focus-en-1280-light is not as its reference: \d+ of 83200 pixels differ, at most 36 may; look at /);
        assert.ok(message.includes(`${join(folder, name)}.png`), message);
        return true;
      }, `${selector} ${property}: ${value}`);
      await part.evaluate((/** @type {HTMLElement} */ element, key) => { element.style.removeProperty(key); }, property);
    }
    assert.deepEqual((await readdir(folder)).sort(), ["actual", "difference", "expected"].map((part) => `${name}.${part}.png`).concat(`${name}.png`).sort());
    await rm(folder, { recursive: true });
    await close();
  });
});
