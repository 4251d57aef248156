// Keeps the last answer while the next one is on its way, so that a filter does not blank what it filters.
// The view says that it is waiting by aria-busy.
import { useState } from "react";
import type { Answer } from "./client.ts";
import type { Asked } from "./use-ask.ts";

/** What is known of an answer, or the one before it with busy set. */
export type Kept<R> = Asked<R> & { readonly busy: boolean };

/** Returns asked, or the last answer while asked is loading. */
export function useKept<R>(asked: Asked<R>): Kept<R> {
  const [last, setLast] = useState<Answer<R> | null>(null);
  if (asked.state === "answered" && asked.data !== last?.data) {
    setLast({ data: asked.data, version: asked.version });
  }
  if (asked.state === "loading" && last !== null) {
    return { state: "answered", ...last, busy: true };
  }
  return { ...asked, busy: false };
}
