// Makes the pictures of the README anew.
//
//	npm run screenshots
//
// The program has to be built ("make build"). Look at the pictures before you commit them.
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { settled, startSite } from "./page.js";
import { take } from "./picture.js";

const folder = fileURLToPath(new URL("../screenshots/", import.meta.url));

/** The addresses of the pictures. */
const pictures = {
  network: "/en/network",
  matrix: "/fr/matrix",
};

/** WebGL on the processor: the network view needs it, and machines for checks have no graphics card. */
const flags = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"];

const site = await startSite(flags);
try {
  for (const [name, address] of Object.entries(pictures)) {
    const { page, close } = await site.open({ viewport: { width: 1280, height: 860 } });
    await page.goto(site.url + address);
    await settled(page);
    await writeFile(`${folder}${name}.png`, await take(page));
    await close();
  }
} finally {
  await site.end();
}
