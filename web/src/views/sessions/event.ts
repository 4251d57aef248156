// Which sessions the view steps through: all of a graph that has few, otherwise those of one event, that of the session in the
// address or the first one. To load a thousand events would take minutes, and nobody steps through them.
import { useRef } from "react";
import type { ApiError } from "../../api/client.ts";
import { SessionAboveDocument, SessionCountDocument, SessionEventDocument, type SessionAboveQuery, type SessionEventQuery } from "../../api/documents.ts";
import { useAsk } from "../../api/use-ask.ts";
import { sessions } from "../../settings.ts";
import { useLanguage } from "../../shell/language.ts";

/** An event: its own session, and the IDs of all of its sessions. */
export interface ShownEvent {
  readonly id: string;
  readonly label: string;
  readonly sessions: readonly string[];
}

/** What is known of which sessions are shown. event is null where all are; total is how many the graph has. */
export type AskedEvent =
  | { readonly state: "loading" }
  | { readonly state: "answered"; readonly event: ShownEvent | null; readonly total: number }
  | { readonly state: "failed"; readonly error: ApiError; readonly retry: () => void };

/** Asks which sessions the view steps through from a session, or from the first one. A session that there is not counts as none. */
export function useEvent(at: string | null): AskedEvent {
  const { lang } = useLanguage();
  const last = useRef<ShownEvent | null>(null);
  const counted = useAsk(SessionCountDocument, {});
  const total = counted.state === "answered" ? counted.data.sessions.totalCount : 0;
  const start = counted.state === "answered" ? (counted.data.sessions.nodes[0]?.id ?? null) : null;
  const many = total > sessions.whole;
  // Within an event nothing is asked anew.
  const known = last.current?.sessions.includes(at ?? start ?? "") ? last.current : null;
  const above = useAsk(SessionAboveDocument, many && !known && at !== null ? { id: at } : null);
  const from = at === null || above.state === "failed" ? start : above.state === "answered" ? (rootOf(above.data) ?? start) : null;
  const asked = useAsk(SessionEventDocument, many && !known && from !== null ? { id: from, lang } : null);
  if (counted.state !== "answered") {
    return counted;
  }
  if (!many) {
    return { state: "answered", event: null, total };
  }
  if (known) {
    return { state: "answered", event: known, total };
  }
  if (asked.state !== "answered") {
    return asked;
  }
  const event = eventOf(asked.data);
  last.current = event;
  return { state: "answered", event, total };
}

/** Returns the ID of the event that a session belongs to; null if there is no such session. */
export function rootOf({ session }: SessionAboveQuery): string | null {
  return session?.parent?.parent?.parent?.id ?? session?.parent?.parent?.id ?? session?.parent?.id ?? session?.id ?? null;
}

/** Returns an event with its sessions, each before its parts; null if there is no such session. */
export function eventOf({ session }: SessionEventQuery): ShownEvent | null {
  if (!session) {
    return null;
  }
  const { id, label, children } = session;
  const parts = children.flatMap((part) => [part.id, ...part.children.flatMap((inner) => [inner.id, ...inner.children.map((innermost) => innermost.id)])]);
  return { id, label, sessions: [id, ...parts] };
}
