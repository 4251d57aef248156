// The start's files have every line of its picture, and the drawing every name in full.
import { expect, test } from "vitest";
import type { Bipartite } from "../graph/bipartite.ts";
import { kinds } from "../settings.ts";
import { raisedFigure, raisedNetwork, raisedTable, type RaisedWords } from "./start-export.ts";

const voice = { id: "organization:aid", label: "Aid & a name that is long enough to need a second line", count: 3, place: 0 };
const issue = { id: "issue:rent", label: "Rent", count: 2, place: 0 };
const picture: Bipartite = { voices: [voice], issues: [issue], lines: [{ voice, issue, count: 2, direct: 0 }] };
const words: RaisedWords = {
  voices: "Voices",
  issues: "Issues",
  kinds: Object.fromEntries(kinds.map((kind) => [kind, kind])) as RaisedWords["kinds"],
  itself: "itself",
  through: "through",
};
const palette = { paper: "#fff", ink: "#000", inkSoft: "#555", rule: "#ccc" };

test("the table and the network have each line with its statements, and how many of them are the voice's own", () => {
  expect(raisedTable(picture).rows).toEqual([[voice.id, voice.label, issue.id, "Rent", 2, 0]]);
  expect(raisedNetwork(picture).edges).toEqual([{ source: voice.id, target: issue.id, directed: true, weight: 2, attributes: { type: "raised", own: 0 } }]);
});

test("the drawing has the names in full, and dashes where only members said it", () => {
  const { body, legend } = raisedFigure(picture, palette, words);
  expect(body).toContain("<title>Aid &amp; a name that is long enough to need a second line</title>");
  expect(body).toContain(">need a second line<");
  expect(body).toContain('stroke-dasharray="7 4"');
  expect(legend.map(({ text }) => text)).toEqual(["organization", "issue", "itself", "through"]);
});
