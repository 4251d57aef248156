// Asks for a list page by page: the first at once, others when they are wanted.
// All pages of one list are of one question; another question begins anew.
import { useEffect, useState } from "react";
import { ApiError } from "./client.ts";
import type { TypedDocumentString } from "./documents.ts";
import { askOnce } from "./use-ask.ts";

/** A page of a list as the API gives it; totalCount only where it was asked for. */
export interface Page<N> {
  readonly totalCount?: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly N[];
}

/** What is known of a list. */
export interface Pages<R, N> {
  readonly state: "loading" | "answered" | "failed";
  /** The first answer whole, for what it says beside the list; null before it came. */
  readonly data: R | null;
  readonly version: number;
  readonly nodes: readonly N[];
  /** The length of the whole list, or of what is known of it. */
  readonly total: number;
  /** Asks for the next page; null if there is none, or one is on its way. */
  readonly more: (() => void) | null;
  /** Whether a page after the first is on its way. */
  readonly busy: boolean;
  readonly error: ApiError | null;
  readonly retry: () => void;
}

interface Held<R, N> {
  readonly key: string | null;
  readonly data: R | null;
  readonly version: number;
  readonly pages: readonly Page<N>[];
  readonly wanted: number;
  readonly error: ApiError | null;
}

const none: Page<never> = { totalCount: 0, pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] };

/**
 * Asks a document, whose variable after is the cursor, for the first page of the list that pick finds in its answer, or for all
 * of them; for nothing while variables are null.
 */
export function usePages<R, V extends { readonly after?: string | null | undefined }, N>(
  document: TypedDocumentString<R, V>,
  variables: V | null,
  pick: (data: R) => Page<N> | null,
  all = false,
): Pages<R, N> {
  const key = variables === null ? null : JSON.stringify([document.toString(), variables]);
  const empty: Held<R, N> = { key, data: null, version: 0, pages: [], wanted: all ? Number.POSITIVE_INFINITY : 1, error: null };
  const [held, setHeld] = useState<Held<R, N>>(empty);
  const now = held.key === key ? held : empty;
  const last = now.pages.at(-1);
  const complete = now.pages.length > 0 && !last?.pageInfo.hasNextPage;
  const wants = now.error === null && !complete && now.pages.length < now.wanted;
  useEffect(() => {
    if (!wants || variables === null) {
      return undefined;
    }
    const controller = new AbortController();
    let settled = false;
    askOnce(document, { ...variables, after: last?.pageInfo.endCursor }, controller.signal).then(
      ({ data, version }) => {
        settled = true;
        if (!controller.signal.aborted) {
          setHeld({ ...now, data: now.data ?? data, version, pages: [...now.pages, pick(data) ?? none] });
        }
      },
      (error: unknown) => {
        settled = true;
        if (!controller.signal.aborted) {
          setHeld({ ...now, error: error instanceof ApiError ? error : new ApiError("failed", String(error), { cause: error }) });
        }
      },
    );
    return () => {
      // Aborting a request whose answer has just been read would make the browser count it as failed.
      if (!settled) {
        controller.abort();
      }
    };
    // The key stands for the question; the number of pages for what is known.
  }, [key, wants, now.pages.length]);
  const nodes = now.pages.flatMap((page) => page.nodes);
  return {
    state: now.error !== null ? "failed" : now.pages.length === 0 || (all && !complete) ? "loading" : "answered",
    data: now.data,
    version: now.version,
    nodes,
    total: now.pages[0]?.totalCount ?? nodes.length,
    more:
      !complete && !wants
        ? () => {
            setHeld({ ...now, wanted: now.pages.length + 1 });
          }
        : null,
    busy: wants && now.pages.length > 0,
    error: now.error,
    retry: () => {
      setHeld({ ...now, error: null });
    },
  };
}
