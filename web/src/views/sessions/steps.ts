// The event as steps: what each session raised and recommended, and which of that had not been heard before it.
// Pure. Only what was said counts; presenting is not a claim, and a session without a statement adds nothing.
import type { SessionsQuery, SessionStatementsQuery } from "../../api/documents.ts";

/** A session of the API. */
export type SessionOf = SessionsQuery["sessions"]["nodes"][number];

/** A statement of the API, in short. */
export type SaidOf = SessionStatementsQuery["statements"]["nodes"][number];

/** An issue or a recommendation in a session. */
export interface Topic {
  readonly id: string;
  readonly label: string;
  /** Distinct statements of the session about it. */
  readonly count: number;
  /** Whether no session before this one had it. */
  readonly first: boolean;
}

/** One session in the order of the event. */
export interface Step {
  readonly session: SessionOf;
  /** How deep it is in the tree: 0 for the parts of the event. */
  readonly depth: number;
  /** Distinct statements made directly in it. */
  readonly statements: number;
  /** What was heard for the first time comes first, then what most statements are about, then by name. */
  readonly issues: readonly Topic[];
  readonly recommendations: readonly Topic[];
  /** The issues heard so far, this session among them. */
  readonly heard: number;
}

/** Returns the steps, without the event itself where it has parts, in the order of the event. */
export function stepsOf(sessions: readonly SessionOf[], said: readonly SaidOf[], locale: string): Step[] {
  const collator = new Intl.Collator(locale, { numeric: true });
  const byId = new Map(sessions.map((session) => [session.id, session]));
  const bySession = new Map<string, SaidOf[]>();
  for (const statement of said) {
    if (statement.session !== null) {
      const list = bySession.get(statement.session.id) ?? [];
      list.push(statement);
      bySession.set(statement.session.id, list);
    }
  }
  const whole = sessions.length > 1 ? sessions.filter(({ parent }) => parent === null).map(({ id }) => id) : [];
  const heard = { issues: new Set<string>(), recommendations: new Set<string>() };
  return sessions
    .filter(({ id }) => !whole.includes(id))
    .sort((a, b) => a.order - b.order)
    .map((session) => {
      const own = bySession.get(session.id) ?? [];
      const issues = topics(own.map((statement) => statement.issues), heard.issues, collator);
      const recommendations = topics(own.map(({ positions }) => positions.map((position) => position.recommendation)), heard.recommendations, collator);
      return { session, depth: depthOf(session, byId), statements: own.length, issues, recommendations, heard: heard.issues.size };
    });
}

// topics counts what the statements are about, and adds it to what was heard.
function topics(of: readonly (readonly { readonly id: string; readonly label: string }[])[], heard: Set<string>, collator: Intl.Collator): Topic[] {
  const counts = new Map<string, { label: string; count: number }>();
  for (const nodes of of) {
    for (const { id, label } of new Map(nodes.map((node) => [node.id, node])).values()) {
      counts.set(id, { label, count: (counts.get(id)?.count ?? 0) + 1 });
    }
  }
  const found = [...counts].map(([id, { label, count }]) => ({ id, label, count, first: !heard.has(id) }));
  for (const { id } of found) {
    heard.add(id);
  }
  return found.sort((a, b) => Number(b.first) - Number(a.first) || b.count - a.count || collator.compare(a.label, b.label));
}

function depthOf(session: SessionOf, byId: ReadonlyMap<string, SessionOf>): number {
  let depth = -1;
  for (let at: SessionOf | undefined = session; at?.parent; at = byId.get(at.parent.id)) {
    depth++;
  }
  return Math.max(0, depth);
}
