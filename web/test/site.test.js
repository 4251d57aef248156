// A page of every sort, in both languages, light and dark, wide and narrow: in the right language, without an error, a sideways
// scroll or anything that axe-core finds wrong. The views are looked at in views.test.js.
// axe-core reads every page in light, and its colors in dark where it is wide and English: colors depend on neither. French in the
// wide window belongs to the long form.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { overflow } from "./browser.js";
import { languages, longForm, startSite, violations } from "./page.js";

/** @type {import("./page.js").Site} */
let site;

before(async () => {
  site = await startSite();
});

after(async () => {
  await site.end();
});

const pages = {
  list: "list",
  table: "list/issues",
  issue: "issue/forced-marriage",
  organization: "organization/act-alberta",
  recommendation: "recommendation/decriminalize-sex-work",
  statement: "statement/konanur/safeguard-status",
  passage: "passage/national-forum-2016/3/konanur/1",
  about: "about",
  search: "search?q=alberta",
  missing: "issue/nothing-of-that-name",
};

for (const [lang, tag] of /** @type {const} */ ([["en", languages.en], ["fr", languages.fr]])) {
  const other = lang === "en" ? "fr" : "en";
  for (const [name, path] of Object.entries(pages)) {
    // Both widths at a time: much of it is waiting.
    describe(`${name}, ${lang}`, { concurrency: true }, () => {
      for (const width of [1280, 320]) {
        test(`${width.toString()} px`, longForm(lang === "fr" && width > 320), async () => {
          const { page, faults, close } = await site.open({ viewport: { width, height: 800 }, colorScheme: "light" });
          await page.goto(`${site.url}/${lang}/${path}`);
          assert.equal(await page.locator("html").getAttribute("lang"), tag);
          const toggle = new URL(await page.locator("a.toggle").evaluate((/** @type {HTMLAnchorElement} */ link) => link.href));
          assert.equal(decodeURIComponent(toggle.pathname + toggle.search), `/${other}/${path}`);
          for (const theme of /** @type {const} */ (["light", "dark"])) {
            await page.emulateMedia({ colorScheme: theme });
            assert.ok((await overflow(page)) <= 0, "the page is wider than its window");
            if (theme === "light" || (lang === "en" && width > 320)) {
              assert.deepEqual(await violations(page, theme === "light" ? "all" : "colors"), []);
            }
          }
          assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]), [0, 0, ""]);
          // The page that says that there is none is answered with 404, which the browser notes.
          assert.deepEqual(name === "missing" ? faults.filter((fault) => !fault.includes("404")) : faults, []);
          await close();
        });
      }
    });
  }
}

test("a citation is copied by its button, which says so", async () => {
  const { page, faults, close } = await site.open();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`${site.url}/fr/statement/konanur/safeguard-status`);
  const note = page.locator(".cite div", { hasText: "Chicago" });
  await note.getByRole("button", { name: "Copier" }).click();
  await note.getByRole("button", { name: "Copié" }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, (await note.locator("p").textContent())?.trim());
  assert.match(copied, /Plénière 1, Shalini Konanur, paragraphe \d+, https:/);
  assert.deepEqual(faults, []);
  await close();
});
