// Sends GraphiQL's requests to the API of this server, as the GraphQL-over-HTTP specification has it.
// It also notices whether the server tells its schema, since GraphiQL itself does not say that in words.
import type { Fetcher } from "@graphiql/toolkit";
import type { ExecutionResult } from "graphql";

/** What is known of the server's schema: nothing yet, all of it, that the server keeps it, or that it did not answer. */
export type SchemaState = "waiting" | "told" | "withheld" | "unanswered";

/** The name GraphiQL gives to the operation that asks for the schema. */
export const introspectionName = "IntrospectionQuery";

/**
 * Returns a fetcher that posts to url. It reports each outcome of asking for the schema to onSchema. A response that is
 * not JSON is an error that names its status.
 */
export function newFetcher(url: string, onSchema: (state: SchemaState) => void): Fetcher {
  return async (request, options) => {
    const report = request.operationName === introspectionName ? onSchema : (): void => undefined;
    try {
      const { status, result } = await post(url, request, options?.headers);
      // A server without introspection refuses the question as GraphQL, not the request as HTTP.
      report(result.data ? "told" : status <= 400 ? "withheld" : "unanswered");
      return result;
    } catch (error) {
      report("unanswered");
      throw error;
    }
  };
}

async function post(url: string, request: object, headers?: Record<string, string>): Promise<{ status: number; result: ExecutionResult }> {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Accept: "application/graphql-response+json, application/json;q=0.9",
      ...headers,
    },
    body: JSON.stringify(request),
  });
  const text = await response.text();
  try {
    return { status: response.status, result: JSON.parse(text) as ExecutionResult };
  } catch (cause) {
    throw new Error(`the server answered ${response.status.toString()} ${response.statusText} and no JSON: ${text.slice(0, 200)}`, { cause });
  }
}
