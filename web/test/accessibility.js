// Asks axe-core for what it finds wrong with a page, by the rules of WCAG 2.2 at level AA and axe's own best practices.
// The tests require that it finds nothing.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * Returns what axe-core finds wrong, each with the elements.
 *
 * @param {import("playwright-core").Page} page
 * @returns {Promise<string[]>}
 */
export async function violations(page) {
  await page.evaluate(source);
  return page.evaluate(async () => {
    /** @typedef {{ id: string, help: string, nodes: { html: string }[] }} Violation */
    const { axe } = /** @type {{ axe: { run(context: object, options: object): Promise<{ violations: Violation[] }> } }} */ (/** @type {unknown} */ (window));
    const { violations: found } = await axe.run({ include: [["#app"]] }, { resultTypes: ["violations"] });
    return found.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
  });
}
