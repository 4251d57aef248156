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
  const { status, body } = await request("/graphql", signal, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/graphql-response+json" },
    body: JSON.stringify({ query: document.toString(), variables }),
  });
  const { data, errors, extensions } = body as Body<R>;
  const [error] = errors ?? [];
  if (error || !data) {
    const message = error?.message ?? `the server answered ${status.toString()} and no data`;
    throw new ApiError(reasonOf(status, error?.extensions?.code), message);
  }
  const version = extensions?.graph?.version ?? 0;
  noteVersion(version);
  return { data: asked(variables) === "FR" ? frenchAnswer(data) : data, version };
}

/** The address of a page whose JSON is an R. */
export type PagePath<R> = string & { readonly answer?: R };

/** Reads the JSON of a page of this site; the labels of one in French are set as they are shown. Errors: those of ask. */
export async function readPage<R extends { readonly version: number }>(path: PagePath<R>, signal: AbortSignal): Promise<Answer<R>> {
  const { status, body } = await request(path, signal);
  if (status !== 200) {
    throw new ApiError(reasonOf(status), `the server answered ${status.toString()}`);
  }
  const data = (path.startsWith("/fr/") ? frenchAnswer(body) : body) as R;
  noteVersion(data.version);
  return { data, version: data.version };
}

// What is asked is nobody's business but the server's; it needs no cookie and sets none.
async function request(path: string, signal: AbortSignal, init?: RequestInit): Promise<{ readonly status: number; readonly body: unknown }> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, credentials: "omit", referrerPolicy: "no-referrer", signal });
  } catch (cause) {
    signal.throwIfAborted();
    throw new ApiError("offline", cause instanceof Error ? cause.message : String(cause), { cause });
  }
  return { status: response.status, body: await read(response, signal) };
}

// asked returns the language that the variables ask for; undefined if they name none.
function asked(variables: unknown): unknown {
  return typeof variables === "object" && variables !== null && "lang" in variables ? variables.lang : undefined;
}

async function read(response: Response, signal: AbortSignal): Promise<unknown> {
  const text = await response.text();
  signal.throwIfAborted();
  try {
    return JSON.parse(text);
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
