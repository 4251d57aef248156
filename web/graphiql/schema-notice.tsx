// Says in words why there is no documentation and no completion, when there is none.
// It says nothing while the schema is being asked for, or once it is here.
import type { ReactElement } from "react";
import type { SchemaState } from "./fetcher.ts";

/** The notice for what is known of the schema; an empty live region if there is nothing to say. */
export function SchemaNotice({ state }: { state: SchemaState }): ReactElement {
  return <div role="status">{text(state)}</div>;
}

function text(state: SchemaState): ReactElement | null {
  switch (state) {
    case "waiting":
    case "told":
      return null;
    case "withheld":
      return (
        <p className="notice">
          This server does not answer questions about its schema (introspection is off). Queries work; documentation and completion do
          not. The schema may be found at <a href="/schema.graphql">/schema.graphql</a>.
        </p>
      );
    case "unanswered":
      return (
        <p className="notice">
          The schema could not be fetched from this server. If the graph is still being loaded, press “Re-fetch GraphQL schema” in a moment.
        </p>
      );
  }
}
