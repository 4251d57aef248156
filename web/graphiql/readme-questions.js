// Reads the questions of README.md, so that the explorer offers what the README answers and the tests ask.
// The README is their only place; a Go test compares each answer there with the graph's.
import { readFile } from "node:fs/promises";
import { Kind, parse } from "graphql";

/** Where the questions stand. */
export const README = new URL("../../README.md", import.meta.url);

/**
 * @typedef {object} Question
 * @property {string} title The question in words with its number, such as "1. Who raised forced marriage?".
 * @property {string} query The GraphQL document that asks it, ending in a line break. Its operation has a name.
 */

/**
 * Returns the questions of README.md in their order.
 *
 * @returns {Promise<Question[]>}
 */
export async function readQuestions() {
  return parseQuestions(await readFile(README, "utf8"));
}

/**
 * Returns the questions in the section "## Questions" of a README: for each title "### 1. Who ...?" the first block of
 * GraphQL below it. An operation without a name is given one, "Question1", since a tab of the explorer shows it. Throws
 * if there is no question, or a question without a block.
 *
 * @param {string} readme
 * @returns {Question[]}
 */
export function parseQuestions(readme) {
  const section = /^## Questions\n([^]*?)(?=^## |$(?![^]))/m.exec(readme)?.[1] ?? "";
  const questions = section
    .split(/^### /m)
    .slice(1)
    .map((text, index) => {
      const title = text.slice(0, text.indexOf("\n")).trim();
      const query = /^```graphql\n([^]*?)^```$/m.exec(text)?.[1];
      if (query === undefined) {
        throw new Error(`README.md: question "${title}" has no block of GraphQL`);
      }
      return { title, query: named(query, `Question${(index + 1).toString()}`) };
    });
  if (questions.length === 0) {
    throw new Error('README.md has no questions; they are the titles below "## Questions"');
  }
  return questions;
}

/**
 * Returns a GraphQL document with one operation, which has a name; if it had none, it is given this one.
 *
 * @param {string} query
 * @param {string} name
 */
function named(query, name) {
  const operation = parse(query).definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (operation?.loc === undefined || operation.name !== undefined) {
    return query;
  }
  const { start } = operation.loc;
  return query.startsWith("{", start) ? `${query.slice(0, start)}query ${name} ${query.slice(start)}` : query;
}
