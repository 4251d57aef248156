// The questions that the explorer offers are read rightly from seed/forum/QUESTIONS.md and fit the schema in schema/.
// Their answers are compared elsewhere: in cmd/forumgraph, and in a browser in explorer.test.js.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { buildSchema, getOperationAST, parse, validate } from "graphql";
import { parseQuestions, readQuestions } from "../graphiql/read-questions.js";

const folder = new URL("../../schema/", import.meta.url);

test("each question of QUESTIONS.md is valid against the schema and has a named operation", async () => {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".graphqls"));
  const schema = buildSchema((await Promise.all(names.map((name) => readFile(new URL(name, folder), "utf8")))).join("\n"));
  const questions = await readQuestions();
  assert.equal(questions.length, 18);
  for (const { title, query } of questions) {
    const document = parse(query);
    assert.deepEqual(validate(schema, document).map(String), [], title);
    const operation = getOperationAST(document);
    assert.ok(operation?.name, `${title}: not one operation with a name`);
  }
});

test("a question is its title with the first block of GraphQL, whose operation is named where it was not", () => {
  const text = [
    "# a\n\nWords.\n\n```graphql\n{ before }\n```\n",
    "## 1. Who?\n\nShe.\n\n```graphql\nfragment f on Person { name }\n\n{ person { ...f } }\n```\n\n```json\n{}\n```\n",
    "## 2. What?\n\n```graphql\nquery Mine { a }\n```\n\n```graphql\n{ second }\n```\n",
  ].join("\n");
  assert.deepEqual(parseQuestions(text), [
    { title: "1. Who?", query: "fragment f on Person { name }\n\nquery Question1 { person { ...f } }\n" },
    { title: "2. What?", query: "query Mine { a }\n" },
  ]);
});

test("a text without questions, and a question without a query, are refused", () => {
  assert.throws(() => parseQuestions("# a\n\n### 1. Who?\n"), { message: 'QUESTIONS.md has no questions; their titles begin with "## "' });
  assert.throws(() => parseQuestions("## 1. Who?\n\nShe.\n"), { message: 'QUESTIONS.md: question "1. Who?" has no block of GraphQL' });
});
