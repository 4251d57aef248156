// Fetches /drawing.json, the graph with the places of its nodes, once for a page, and parts of it that have no place there.
// The browser keeps it under its version, so that the next page asks only whether it still holds.
import { useEffect, useState } from "react";
import type { Language } from "../address/links.ts";
import { readDrawing, type Drawing, type DrawingAnswer } from "../graph/drawing.ts";
import type { Around } from "../graph/part.ts";
import { frenchAnswer } from "../shell/typography.ts";
import { ApiError, reasonOf } from "./client.ts";
import { noteVersion } from "./version.ts";

/** What is known of the drawing. */
export type AskedDrawing =
  | { readonly state: "loading" }
  | { readonly state: "answered"; readonly drawing: Drawing }
  | { readonly state: "failed"; readonly error: ApiError; readonly retry: () => void };

/** Fetches the drawing with labels in a language, or the part of it around nodes. Errors: ApiError. */
export async function fetchDrawing(language: Language, around: Around | null = null): Promise<Drawing> {
  const part = around === null ? "" : `&around=${around.ids.join(",")}&depth=${around.depth.toString()}`;
  let response: Response;
  try {
    response = await fetch(`/drawing.json?lang=${language}${part}`, { credentials: "omit", referrerPolicy: "no-referrer" });
  } catch (cause) {
    throw new ApiError("offline", cause instanceof Error ? cause.message : String(cause), { cause });
  }
  if (!response.ok) {
    throw new ApiError(reasonOf(response.status), `the server answered ${response.status.toString()} for the drawing`);
  }
  try {
    const answer = (await response.json()) as DrawingAnswer;
    const drawing = readDrawing(language === "fr" ? frenchAnswer(answer) : answer);
    noteVersion(drawing.version);
    return drawing;
  } catch (cause) {
    throw new ApiError("failed", cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

let pending: Promise<Drawing> | null = null;

/** Begins to fetch the drawing before anything is drawn that needs it; later calls wait for the same. */
export function prefetchDrawing(language: Language): Promise<Drawing> {
  pending ??= fetchDrawing(language);
  // Whoever waits for it is told; a failure before that is no fault of its own.
  pending.catch(() => undefined);
  return pending;
}

/** Waits for the drawing. */
export function useDrawing(language: Language): AskedDrawing {
  const [attempt, setAttempt] = useState(0);
  const [asked, setAsked] = useState<AskedDrawing>({ state: "loading" });
  useEffect(() => {
    let left = false;
    const retry = (): void => {
      pending = null;
      setAsked({ state: "loading" });
      setAttempt(attempt + 1);
    };
    prefetchDrawing(language).then(
      (drawing) => {
        if (!left) {
          setAsked({ state: "answered", drawing });
        }
      },
      (error: unknown) => {
        if (!left) {
          setAsked({ state: "failed", error: error instanceof ApiError ? error : new ApiError("failed", String(error)), retry });
        }
      },
    );
    return () => {
      left = true;
    };
  }, [language, attempt]);
  return asked;
}
