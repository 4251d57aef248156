// Asks for the part of the graph around the nodes that an address names, where the drawing has not all of it.
// While a part is on its way, what was shown before it stays.
import { useEffect, useMemo, useRef, useState } from "react";
import type { Language } from "../address/links.ts";
import type { Drawing } from "../graph/drawing.ts";
import { withPart, type Around } from "../graph/part.ts";
import { network } from "../settings.ts";
import { ApiError } from "./client.ts";
import { fetchDrawing, type AskedDrawing } from "./drawing.ts";

const kept = new Map<string, Drawing>();

/** Returns the drawing with the part around these nodes added to it; the drawing itself if there are none. It loads while there is no drawing. */
export function useDrawingAround(whole: Drawing | null, language: Language, around: Around | null): AskedDrawing {
  const key = around === null ? null : JSON.stringify([language, around]);
  const asked = useRef(around);
  asked.current = around;
  const [attempt, setAttempt] = useState(0);
  const [failed, setFailed] = useState<{ readonly key: string; readonly error: ApiError } | null>(null);
  const [, setArrived] = useState<string | null>(null);
  useEffect(() => {
    if (key === null || kept.has(key)) {
      return undefined;
    }
    let left = false;
    fetchDrawing(language, asked.current).then(
      (part) => {
        keep(key, part);
        if (!left) {
          setArrived(key);
        }
      },
      (error: unknown) => {
        if (!left) {
          setFailed({ key, error: error instanceof ApiError ? error : new ApiError("failed", String(error), { cause: error }) });
        }
      },
    );
    return () => {
      left = true;
    };
  }, [key, language, attempt]);
  const part = key === null ? null : kept.get(key);
  const drawing = useMemo(() => (part && whole ? withPart(whole, part) : whole), [whole, part]);
  if (part !== undefined && drawing !== null) {
    return { state: "answered", drawing };
  }
  if (failed !== null && failed.key === key) {
    const retry = (): void => {
      setFailed(null);
      setAttempt(attempt + 1);
    };
    return { state: "failed", error: failed.error, retry };
  }
  return { state: "loading" };
}

// The oldest part makes room for the newest.
function keep(key: string, part: Drawing): void {
  kept.set(key, part);
  const [oldest] = kept.keys();
  if (kept.size > network.partsKept && oldest !== undefined) {
    kept.delete(oldest);
  }
}
