// The list of questions beside the editor: those that seed/forum/QUESTIONS.md answers for the embedded corpus.
// Choosing one asks it; what the reader has written in the meantime stays in a tab of its own.
import { useEditorContext, useExecutionContext, type GraphiQLPlugin } from "@graphiql/react";
import { flushSync } from "react-dom";
import type { ReactElement } from "react";
import questions from "virtual:questions";

const queries = new Set(questions.map(({ query }) => query));

/** The panel, as GraphiQL takes it. */
export const questionsPlugin: GraphiQLPlugin = { title: "Questions", icon: Icon, content: Panel };

function Panel(): ReactElement {
  const editors = useEditorContext({ nonNull: true });
  const execution = useExecutionContext({ nonNull: true });
  const { queryEditor, responseEditor } = editors;
  const shown = editors.tabs[editors.activeTabIndex]?.query ?? "";

  const ask = (query: string): void => {
    if (!queryEditor || !responseEditor) {
      return;
    }
    const written = queryEditor.getValue();
    if (written.trim() !== "" && !queries.has(written)) {
      // The new tab empties the editors when it is drawn; only then may they be filled.
      flushSync(() => {
        editors.addTab();
      });
    }
    responseEditor.setValue("");
    queryEditor.setValue(query);
    // GraphiQL reads the operation's name a moment after an edit, and would still send the last one.
    queryEditor.operationName = null;
    execution.run();
    // On a narrow page the answer stands below what is in sight.
    document.querySelector(".graphiql-response")?.scrollIntoView({ block: "nearest" });
  };

  return (
    <section aria-labelledby="questions-title">
      <h2 id="questions-title" className="questions-title">
        Questions
      </h2>
      <p>Choose one to ask it.</p>
      <ol className="questions">
        {questions.map(({ title, query }) => (
          <li key={title}>
            <button
              type="button"
              className="question"
              // The editors are loaded after the page.
              disabled={!queryEditor || !responseEditor}
              aria-current={query === shown}
              onClick={() => {
                ask(query);
              }}
            >
              {title.replace(/^\d+\. /, "")}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Icon(): ReactElement {
  return (
    <svg viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" aria-hidden="true">
      <path d="M2.5 2.5h15v11h-8l-4 4v-4h-3z" strokeLinejoin="round" />
      <path d="M8 6.4c.4-1.9 4-1.9 4 .2 0 1.4-2 1.4-2 2.9M10 11.5v.1" />
    </svg>
  );
}
