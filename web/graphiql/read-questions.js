// Reads the questions of seed/forum/QUESTIONS.md for the explorer.
// They stand in that file alone; a Go test compares each answer in it with the graph's.
import { readFile } from "node:fs/promises";
import { Kind, parse } from "graphql";

/** The file with the questions. */
export const file = new URL("../../seed/forum/QUESTIONS.md", import.meta.url);

/**
 * @typedef {object} Question
 * @property {string} title The question in words with its number, such as "1. Who raised forced marriage?".
 * @property {string} query The GraphQL document that asks it, ending in a line break. Its operation has a name.
 */

/**
 * Returns the questions of the file in their order.
 *
 * @returns {Promise<Question[]>}
 */
export async function readQuestions() {
  return parseQuestions(await readFile(file, "utf8"));
}

/**
 * Returns the questions in a text of Markdown: for each title "## 1. Who ...?" the first block of GraphQL below it. An
 * operation without a name is given one, "Question1", since a tab of the explorer shows it. Throws if there is no question,
 * or a question without a block.
 *
 * @param {string} text
 * @returns {Question[]}
 */
export function parseQuestions(text) {
  const questions = text
    .split(/^## /m)
    .slice(1)
    .map((part, index) => {
      const title = part.slice(0, part.indexOf("\n")).trim();
      const query = /^```graphql\n([^]*?)^```$/m.exec(part)?.[1];
      if (query === undefined) {
        throw new Error(`QUESTIONS.md: question "${title}" has no block of GraphQL`);
      }
      return { title, query: named(query, `Question${(index + 1).toString()}`) };
    });
  if (questions.length === 0) {
    throw new Error('QUESTIONS.md has no questions; their titles begin with "## "');
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
