// Makes the references anew, or sheets with all views to look at.
//
//	npm run references
//	npm run references -- --sheets [FOLDER]
//
// The first writes references/*.png, with which the tests compare the views; look at each view before you commit them. The
// second writes one large picture for each language and theme into FOLDER, by default one beside the system's other temporary
// files, and leaves the references as they are.
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { languages, settled, startSite } from "./page.js";
import { encode, references, shrink, take } from "./picture.js";
import { isReference, pictureName, scenes, themes, widths, windows } from "./scenes.js";

const { values, positionals } = parseArgs({ options: { sheets: { type: "boolean", default: false } }, allowPositionals: true });
const folder = values.sheets ? resolve(positionals[0] ?? join(tmpdir(), "forumgraph-sheets")) : references;

const site = await startSite();
try {
  await mkdir(folder, { recursive: true });
  /** @type {Map<string, Buffer>} */
  const pictures = new Map();
  for (const lang of Object.keys(languages)) {
    for (const width of widths) {
      const { page, close } = await site.open({ viewport: windows[width] });
      for (const [scene, path] of Object.entries(scenes)) {
        await page.goto(`${site.url}/${lang}/${path}`);
        await settled(page);
        for (const theme of themes.filter((one) => values.sheets || isReference(scene, lang, width, one))) {
          await page.emulateMedia({ colorScheme: theme });
          pictures.set(pictureName(scene, lang, width, theme), await take(page));
        }
      }
      await close();
    }
  }
  if (values.sheets) {
    for (const lang of Object.keys(languages)) {
      for (const theme of themes) {
        await writeFile(join(folder, `${lang}-${theme}.png`), await sheet(pictures, lang, theme));
      }
    }
  } else {
    // What is left of a scene that is no more goes too.
    await Promise.all((await readdir(folder)).filter((name) => name.endsWith(".png")).map((name) => rm(join(folder, name))));
    await Promise.all([...pictures].map(([name, picture]) => writeFile(join(folder, `${name}.png`), encode(shrink(picture)))));
  }
  console.log(`${values.sheets ? "sheets" : "references"} are in ${folder}: look at them`);
} finally {
  await site.end();
}

/**
 * Returns one picture with all scenes at half their size, each with its name: the wide window, and the upper and the lower half
 * of the narrow one beside it.
 *
 * @param {Map<string, Buffer>} pictures
 * @param {string} lang
 * @param {string} theme
 */
async function sheet(pictures, lang, theme) {
  /** @param {string} scene @param {number} width @param {number} from */
  const half = (scene, width, from) => {
    const picture = pictures.get(pictureName(scene, lang, width, theme))?.toString("base64") ?? "";
    return `<i style="width: ${(width / 2).toString()}px; background: 0 ${(-from / 2).toString()}px / ${(width / 2).toString()}px url(data:image/png;base64,${picture})"></i>`;
  };
  const { height } = windows[1280];
  const figures = Object.keys(scenes).map(
    (scene) => `<figure><figcaption>${scene}, ${lang}, ${theme}</figcaption>${half(scene, 1280, 0)} ${half(scene, 320, 0)} ${half(scene, 320, height)}</figure>`,
  );
  const { page, close } = await site.open({ viewport: { width: 3060, height: 1000 } });
  await page.setContent(`<style>
    body { display: flex; flex-wrap: wrap; gap: 24px; margin: 24px; background: #888; font: 20px sans-serif }
    figure { margin: 0 } figcaption { margin-bottom: 6px } i { display: inline-block; height: ${(height / 2).toString()}px }
  </style>${figures.join("")}`);
  const picture = await page.screenshot({ fullPage: true });
  await close();
  return picture;
}
