// Draws the start view's picture: two columns of names with lines between them, and on a narrow screen a list of issues
// with their voices. Names are links; pointing at one, or moving the focus there, shows its lines alone.
import { useId, useState, type ReactElement } from "react";
import { FormattedMessage, FormattedNumber } from "react-intl";
import { queryOf } from "../address/use-address.ts";
import { viewPath } from "../address/links.ts";
import type { Bipartite, Entry, Line } from "../graph/bipartite.ts";
import { kindOf } from "../graph/kind.ts";
import { KindMark } from "../shell/kind-mark.tsx";
import { useLanguage } from "../shell/language.ts";
import { networkCodec } from "./network-state.ts";

/** The picture. */
export function BipartiteFigure({ picture }: { readonly picture: Bipartite }): ReactElement {
  const [active, setActive] = useState<string | null>(null);
  const { voices, issues, lines } = picture;
  const touched = new Set<string>();
  for (const { voice, issue } of lines) {
    if (voice.id === active || issue.id === active) {
      touched.add(voice.id).add(issue.id);
    }
  }
  const column = (side: "voices" | "issues", entries: readonly Entry[]): ReactElement => (
    <Column side={side} entries={entries} quiet={(id) => active !== null && !touched.has(id)} onActive={setActive} />
  );
  return (
    <>
      <div className="bipartite" data-rows={Math.max(voices.length, issues.length)}>
        {column("voices", voices)}
        <Lines picture={picture} active={active} />
        {column("issues", issues)}
      </div>
      <IssueList picture={picture} />
    </>
  );
}

function Column(props: {
  readonly side: "voices" | "issues";
  readonly entries: readonly Entry[];
  readonly quiet: (id: string) => boolean;
  readonly onActive: (id: string | null) => void;
}): ReactElement {
  const { side, entries, quiet, onActive } = props;
  const title = useId();
  return (
    <div className={`bipartite-column bipartite-${side}`}>
      <h3 id={title}>
        <FormattedMessage id={`start.column.${side}`} />
      </h3>
      <ol aria-labelledby={title}>
        {entries.map((entry) => (
          <li
            key={entry.id}
            className={quiet(entry.id) ? "quiet" : undefined}
            onPointerEnter={() => {
              onActive(entry.id);
            }}
            onPointerLeave={() => {
              onActive(null);
            }}
            onFocus={() => {
              onActive(entry.id);
            }}
            onBlur={() => {
              onActive(null);
            }}
          >
            <EntryLink entry={entry} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function EntryLink({ entry }: { readonly entry: Entry }): ReactElement {
  const { language } = useLanguage();
  const kind = kindOf(entry.id);
  return (
    <a href={viewPath(language, "network") + queryOf(networkCodec, { ...networkCodec.initial, focus: entry.id })}>
      <KindMark kind={kind} />
      <span className="entry-label">{entry.label}</span>
      <span className="visually-hidden">
        , <FormattedMessage id={`kind.${kind}`} />,{" "}
      </span>
      <span className="entry-count">
        <FormattedNumber value={entry.count} />
        <span className="visually-hidden">
          {" "}
          <FormattedMessage id="start.statements.word" values={{ count: entry.count }} />
        </span>
      </span>
    </a>
  );
}

// The lines run in a square of 100 by 100 that is stretched between the columns; strokes keep their width in pixels.
function Lines({ picture, active }: { readonly picture: Bipartite; readonly active: string | null }): ReactElement {
  const { voices, issues, lines } = picture;
  const y = (entry: Entry, of: readonly Entry[]): string => (((entry.place + 0.5) / of.length) * 100).toFixed(2);
  const path = ({ voice, issue }: Line): string => {
    const [from, to] = [y(voice, voices), y(issue, issues)];
    return `M0 ${from}C45 ${from} 55 ${to} 100 ${to}`;
  };
  const kept = (line: Line): boolean => line.voice.id === active || line.issue.id === active;
  // Lines that are shown alone lie on top.
  const ordered = active === null ? lines : [...lines].sort((a, b) => Number(kept(a)) - Number(kept(b)));
  return (
    <svg className="bipartite-lines" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      {ordered.map((line) => (
        <path
          key={`${line.voice.id} ${line.issue.id}`}
          d={path(line)}
          className={[line.direct === 0 ? "through" : "", active === null ? "" : kept(line) ? "kept" : "quiet"].join(" ")}
          strokeWidth={(0.8 + 1.6 * Math.sqrt(line.count)).toFixed(1)}
          vectorEffect="non-scaling-stroke"
        />
      ))}
    </svg>
  );
}

// On a narrow screen there is no room between the columns: each issue with those who raised it.
function IssueList({ picture }: { readonly picture: Bipartite }): ReactElement {
  const issues = [...picture.issues].sort((a, b) => b.count - a.count || a.place - b.place);
  return (
    <ol className="bipartite-list">
      {issues.map((issue) => (
        <li key={issue.id}>
          <EntryLink entry={issue} />
          <ul>
            {picture.lines
              .filter((line) => line.issue.id === issue.id)
              .sort((a, b) => b.count - a.count || a.voice.place - b.voice.place)
              .map(({ voice, count }) => (
                <li key={voice.id}>
                  <EntryLink entry={{ ...voice, count }} />
                </li>
              ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
