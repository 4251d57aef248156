// Asks a question for as long as a component shows it, and keeps the answers of this page in memory.
// A question that is replaced by another is aborted; going back to an answered one asks nothing.
import { useEffect, useState } from "react";
import { api } from "../settings.ts";
import { ApiError, ask, readPage, type Answer, type PagePath } from "./client.ts";
import type { TypedDocumentString } from "./documents.ts";

/** What is known of an answer. */
export type Asked<R> =
  | { readonly state: "loading" }
  | ({ readonly state: "answered" } & Answer<R>)
  | { readonly state: "failed"; readonly error: ApiError; readonly retry: () => void };

const answers = new Map<string, Answer<unknown>>();

/** Asks document with variables, or nothing while variables are null; then the state is loading. */
export function useAsk<R, V>(document: TypedDocumentString<R, V>, variables: V | null): Asked<R> {
  const key = variables === null ? null : JSON.stringify([document.toString(), variables]);
  return useAnswer(key, (signal) => ask(document, variables as V, signal));
}

/** Reads the JSON of a page, or nothing while path is null. */
export function usePage<R extends { readonly version: number }>(path: PagePath<R> | null): Asked<R> {
  return useAnswer(path, (signal) => readPage(path ?? "", signal));
}

/** Returns what this browser has read of a page; undefined for nothing. */
export function readBefore<R>(path: PagePath<R>): R | undefined {
  return (answers.get(path) as Answer<R> | undefined)?.data;
}

/** Keeps what was read of a page also as that of another path, which has the same. */
export function keepAs(path: string, read: string): void {
  const known = answers.get(read);
  if (known && !answers.has(path)) {
    keep(path, known);
  }
}

// The key stands for the question.
function useAnswer<R>(key: string | null, load: (signal: AbortSignal) => Promise<Answer<R>>): Asked<R> {
  const [attempt, setAttempt] = useState(0);
  const [outcome, setOutcome] = useState<{ readonly key: string; readonly result: Answer<R> | ApiError } | null>(null);
  useEffect(() => {
    if (key === null || answers.has(key)) {
      return undefined;
    }
    const controller = new AbortController();
    load(controller.signal).then(
      (answer) => {
        keep(key, answer);
        setOutcome({ key, result: answer });
      },
      (error: unknown) => {
        if (!controller.signal.aborted) {
          setOutcome({ key, result: error instanceof ApiError ? error : new ApiError("failed", String(error), { cause: error }) });
        }
      },
    );
    return () => {
      controller.abort();
    };
  }, [key, attempt]);
  if (key === null) {
    return { state: "loading" };
  }
  const result = (answers.get(key) as Answer<R> | undefined) ?? (outcome?.key === key ? outcome.result : undefined);
  if (result === undefined) {
    return { state: "loading" };
  }
  if (result instanceof ApiError) {
    const retry = (): void => {
      setOutcome(null);
      setAttempt(attempt + 1);
    };
    return { state: "failed", error: result, retry };
  }
  return { state: "answered", ...result };
}

/** Returns the answer that this page has kept, or asks and keeps it. Errors: those of ask. */
export async function askOnce<R, V>(document: TypedDocumentString<R, V>, variables: V, signal: AbortSignal): Promise<Answer<R>> {
  const key = JSON.stringify([document.toString(), variables]);
  const known = answers.get(key) as Answer<R> | undefined;
  if (known) {
    return known;
  }
  const answer = await ask(document, variables, signal);
  keep(key, answer);
  return answer;
}

// The oldest answer makes room for the newest.
function keep(key: string, answer: Answer<unknown>): void {
  answers.set(key, answer);
  const [oldest] = answers.keys();
  if (answers.size > api.kept && oldest !== undefined) {
    answers.delete(oldest);
  }
}
