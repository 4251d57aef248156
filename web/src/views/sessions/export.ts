// The sessions as files: a table with a line for each issue and recommendation of each session, and a drawing of how the
// issues grew. Pure: what is on the screen in, text out.
import type { Table } from "../../download/csv.ts";
import { clip, element, textAt, type Figure, type Palette } from "../../download/svg.ts";
import type { Step } from "./steps.ts";

/** Returns a table with a line for each issue and recommendation of each session. */
export function stepsTable(steps: readonly Step[]): Table {
  return {
    columns: ["order", "session_id", "session", "kind", "id", "label", "statements", "first"],
    rows: steps.flatMap(({ session, issues, recommendations }) =>
      [...issues.map((topic) => ["issue", topic] as const), ...recommendations.map((topic) => ["recommendation", topic] as const)].map(
        ([kind, { id, label, count, first }]) => [session.order, session.id, session.label, kind, id, label, count, first ? "yes" : "no"],
      ),
    ),
  };
}

/** Returns what JSON holds of the steps. */
export function stepsJson(steps: readonly Step[]): unknown {
  return steps.map(({ session: { id, label, order, presenters }, statements, issues, recommendations, heard }) => ({
    id,
    label,
    order,
    presenters: presenters.map((person) => ({ id: person.id, label: person.label })),
    statements,
    issues,
    recommendations,
    issuesSoFar: heard,
  }));
}

const nameWidth = 380;
const barWidth = 300;
const rowHeight = 24;

/** Returns a row for each session: a bar of what was heard before, and at its end what the session added. */
export function stepsFigure(steps: readonly Step[], palette: Palette, words: { readonly before: string; readonly added: string }): Figure {
  const most = Math.max(1, ...steps.map(({ heard }) => heard));
  const scale = (count: number): number => (count / most) * barWidth;
  const fill = palette["kind-issue"] ?? palette.ink;
  const rows = steps.map(({ session, depth, issues, heard }, index) => {
    const y = index * rowHeight;
    const added = issues.filter(({ first }) => first).length;
    const x = nameWidth + scale(heard - added);
    return (
      textAt(depth * 14, y + 15, clip(session.label, nameWidth - 16 - depth * 14, 12), { "font-size": 12, fill: palette.ink }) +
      element("rect", { x: nameWidth, y: y + 8, width: scale(heard - added), height: 8, fill: palette.rule }) +
      (added > 0 ? element("rect", { x, y: y + 4, width: scale(added), height: 16, fill }) : "") +
      textAt(nameWidth + scale(heard) + 8, y + 16, added > 0 ? `+${added.toString()}  ${heard.toString()}` : heard.toString(), {
        "font-size": 12,
        fill: palette.ink,
      })
    );
  });
  return {
    width: nameWidth + barWidth + 80,
    height: steps.length * rowHeight,
    body: rows.join("\n"),
    legend: [
      { sign: element("rect", { y: 3, width: 22, height: 8, fill: palette.rule }), text: words.before },
      { sign: element("rect", { width: 22, height: 14, fill }), text: words.added },
    ],
  };
}
