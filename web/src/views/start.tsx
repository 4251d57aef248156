// The start: which organizations and groups raised which issues, and six questions to go on with.
// It answers before it is asked; the whole network is one link away.
import { lazy, Suspense, useEffect, useState, type ReactElement } from "react";
import { FormattedMessage } from "react-intl";
import { listPath, viewPath, type Language } from "../address/links.ts";
import { queryOf } from "../address/use-address.ts";
import { StartDocument } from "../api/documents.ts";
import { useAsk } from "../api/use-ask.ts";
import { bipartite } from "../graph/bipartite.ts";
import { start } from "../settings.ts";
import { useLanguage } from "../shell/language.ts";
import { Empty, Failed, Loading } from "../shell/states.tsx";
import { hideTwin } from "../shell/twin.ts";
import { networkCodec } from "./network-state.ts";
import { BipartiteFigure } from "./start-figure.tsx";

/** The view. */
export function StartView(): ReactElement {
  const { language } = useLanguage();
  return (
    <div className="start">
      <Search language={language} />
      <Figure />
      <Tasks language={language} />
    </div>
  );
}

function Figure(): ReactElement {
  const { language, lang } = useLanguage();
  const asked = useAsk(StartDocument, { lang, rows: start.asked, columns: start.asked });
  useEffect(() => {
    if (asked.state === "answered") {
      hideTwin();
    }
  }, [asked.state]);
  if (asked.state === "loading") {
    return <Loading />;
  }
  if (asked.state === "failed") {
    return <Failed error={asked.error} retry={asked.retry} />;
  }
  const { organizations, collectives, overview } = asked.data;
  const picture = bipartite(organizations, collectives, start);
  if (picture.lines.length === 0) {
    return <Empty asked={<FormattedMessage id="start.figure.title" />} />;
  }
  const allIssues = overview.counts.find(({ kind }) => kind === "ISSUE")?.count ?? picture.issues.length;
  return (
    <section aria-labelledby="start-figure-title">
      <h2 id="start-figure-title">
        <FormattedMessage id="start.figure.title" />
      </h2>
      <p className="lead">
        <FormattedMessage id="start.choose" />
      </p>
      <BipartiteFigure picture={picture} />
      <p className="caption">
        <FormattedMessage
          id="start.more"
          values={{ voices: picture.voices.length, issues: picture.issues.length, allIssues }}
        />{" "}
        <FormattedMessage id="start.caption" />{" "}
        <a href={viewPath(language, "matrix")}>
          <FormattedMessage id="start.more.matrix" />
        </a>
      </p>
      <Suspense>
        <StartDownloads picture={picture} version={asked.version} allIssues={allIssues} />
      </Suspense>
    </section>
  );
}

const StartDownloads = lazy(async () => ({ default: (await import("./start-downloads.tsx")).StartDownloads }));

const SearchBox = lazy(async () => ({ default: (await import("../panel/search-box.tsx")).SearchBox }));

// The box comes after the picture; what is chosen opens in the network.
function Search({ language }: { readonly language: Language }): ReactElement {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    setReady(true);
  }, []);
  return (
    <section className="start-search">
      <Suspense>
        {ready && (
          <SearchBox
            label={<FormattedMessage id="search.label" />}
            onChoose={(focus) => {
              location.assign(viewPath(language, "network") + queryOf(networkCodec, { ...networkCodec.initial, focus }));
            }}
          />
        )}
      </Suspense>
    </section>
  );
}

const tasks = [
  { key: "network", path: (language: Language) => viewPath(language, "network") },
  { key: "table", path: (language: Language) => viewPath(language, "matrix") },
  { key: "connect", path: (language: Language) => viewPath(language, "connect") },
  { key: "agree", path: (language: Language) => viewPath(language, "agreement") },
  { key: "order", path: (language: Language) => viewPath(language, "sessions") },
  { key: "list", path: (language: Language) => listPath(language) },
] as const;

function Tasks({ language }: { readonly language: Language }): ReactElement {
  return (
    <section aria-labelledby="start-tasks-title">
      <h2 id="start-tasks-title">
        <FormattedMessage id="start.tasks.title" />
      </h2>
      <ol className="tasks">
        {tasks.map(({ key, path }) => (
          <li key={key}>
            <a href={path(language)}>
              <FormattedMessage id={`start.task.${key}`} />
            </a>
            <span>
              <FormattedMessage id={`start.task.${key}.note`} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
