// The page at /graphiql: GraphiQL over the API of this server, with the questions of seed/forum/QUESTIONS.md at hand.
// Nothing is stored in the browser, and nothing is loaded from elsewhere.
import { DOC_EXPLORER_PLUGIN, DocExplorerContextProvider } from "@graphiql/plugin-doc-explorer";
import { useEditorContext, usePluginStore } from "@graphiql/react";
import { GraphiQL, GraphiQLInterface, GraphiQLProvider } from "graphiql";
import "graphiql/style.css";
import { StrictMode, useEffect, useMemo, useState, type ReactElement } from "react";
import { createRoot } from "react-dom/client";
import questions from "virtual:questions";
import { introspectionName, newFetcher, type SchemaState } from "./fetcher.ts";
import "./graphiql.css";
import { memoryStorage } from "./memory-storage.ts";
import { questionsPlugin } from "./questions-panel.tsx";
import { SchemaNotice } from "./schema-notice.tsx";

const plugins = [questionsPlugin, DOC_EXPLORER_PLUGIN];

// The first question stands in the first tab; a new one is empty.
const firstTabs = questions.slice(0, 1).map(({ query }) => ({ query }));

function Page(): ReactElement {
  const [schema, setSchema] = useState<SchemaState>("waiting");
  const fetcher = useMemo(() => newFetcher("/graphql", setSchema), []);
  const storage = useMemo(memoryStorage, []);
  return (
    <>
      <header className="header">
        <h1>
          forumgraph <span>GraphQL explorer</span>
        </h1>
        <nav>
          <a href="/">Network view</a>
          <a href="/schema.graphql">Schema</a>
        </nav>
      </header>
      <SchemaNotice state={schema} />
      <main>
        <GraphiQLProvider
          fetcher={fetcher}
          storage={storage}
          plugins={plugins}
          referencePlugin={DOC_EXPLORER_PLUGIN}
          visiblePlugin={questionsPlugin}
          defaultTabs={firstTabs}
          defaultQuery=""
          introspectionQueryName={introspectionName}
          shouldPersistHeaders={false}
        >
          <DocExplorerContextProvider>
            <Explorer />
          </DocExplorerContextProvider>
        </GraphiQLProvider>
      </main>
    </>
  );
}

// Explorer is GraphiQL without its history, which would store what was asked. It waits until the questions are set as the
// visible pane: GraphiQL decides only when it is first drawn whether the pane is open.
function Explorer(): ReactElement | null {
  const { plugins: known, visiblePlugin } = usePluginStore();
  // The pane keeps its place in the page, and with it how far it was scrolled, when it shows something else.
  useEffect(() => {
    document.querySelector(".graphiql-plugin")?.scrollTo(0, 0);
  }, [visiblePlugin]);
  const { queryEditor, variableEditor, headerEditor, responseEditor } = useEditorContext({ nonNull: true });
  useEffect(() => {
    // Scrolling sideways would hide half of a query on a narrow page, and moves CodeMirror's completions off their place.
    queryEditor?.setOption("lineWrapping", true);
    queryEditor?.getInputField().setAttribute("aria-label", "Query");
    variableEditor?.getInputField().setAttribute("aria-label", "Variables");
    headerEditor?.getInputField().setAttribute("aria-label", "Headers");
    responseEditor?.getInputField().setAttribute("aria-label", "Response");
  }, [queryEditor, variableEditor, headerEditor, responseEditor]);
  if (known.length === 0) {
    return null;
  }
  return (
    <GraphiQLInterface showPersistHeadersSettings={false}>
      <GraphiQL.Logo> </GraphiQL.Logo>
    </GraphiQLInterface>
  );
}

const page = document.getElementById("page");
if (!page) {
  throw new Error("index.html has no element #page");
}
createRoot(page).render(
  <StrictMode>
    <Page />
  </StrictMode>,
);
