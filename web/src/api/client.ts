// Asks the API of this server, one typed document at a time.
// An answer that did not come is an ApiError, whose reason says what the reader can do.
import type { TypedDocumentString } from "./documents.ts";
import { frenchAnswer } from "../shell/typography.ts";
import { noteVersion } from "./version.ts";

/** Why an answer did not come: no server, a server that is not ready, one that refused the question, or one that failed. */
export type Reason = "offline" | "unready" | "refused" | "failed";

/** A question that was not answered; the message is the server's own, in English, or the browser's. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    readonly reason: Reason,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** An answer and the version of the graph that it was read from. */
export interface Answer<R> {
  readonly data: R;
  readonly version: number;
}

interface Body<R> {
  readonly data?: R | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
  readonly extensions?: { readonly graph?: { readonly version: number } };
}

/**
 * Asks one question. An answer with errors is not an answer; one in French is set as it is shown. Errors: ApiError; the signal's
 * reason if it was aborted.
 */
export async function ask<R, V>(document: TypedDocumentString<R, V>, variables: V, signal: AbortSignal): Promise<Answer<R>> {
  let response: Response;
  try {
    response = await fetch("/graphql", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/graphql-response+json" },
      // What is asked is nobody's business but the server's; it needs no cookie and sets none.
      credentials: "omit",
      referrerPolicy: "no-referrer",
      body: JSON.stringify({ query: document.toString(), variables }),
      signal,
    });
  } catch (cause) {
    signal.throwIfAborted();
    throw new ApiError("offline", cause instanceof Error ? cause.message : String(cause), { cause });
  }
  const body = await read<R>(response, signal);
  const [error] = body.errors ?? [];
  if (error || !body.data) {
    const message = error?.message ?? `the server answered ${response.status.toString()} and no data`;
    throw new ApiError(reasonOf(response.status, error?.extensions?.code), message);
  }
  const version = body.extensions?.graph?.version ?? 0;
  noteVersion(version);
  return { data: asked(variables) === "FR" ? frenchAnswer(body.data) : body.data, version };
}

// asked returns the language that the variables ask for; undefined if they name none.
function asked(variables: unknown): unknown {
  return typeof variables === "object" && variables !== null && "lang" in variables ? variables.lang : undefined;
}

async function read<R>(response: Response, signal: AbortSignal): Promise<Body<R>> {
  const text = await response.text();
  signal.throwIfAborted();
  try {
    return JSON.parse(text) as Body<R>;
  } catch (cause) {
    throw new ApiError(reasonOf(response.status), `the server answered ${response.status.toString()} and no JSON`, { cause });
  }
}

/** Returns why a response is none, by its status and the code of its first error. */
export function reasonOf(status: number, code?: string): Reason {
  if (status === 503 || status === 429 || code === "UNAVAILABLE") {
    return "unready";
  }
  return status >= 500 || code === "INTERNAL" ? "failed" : "refused";
}
