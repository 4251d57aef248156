// How two nodes are connected: two boxes, the shortest paths between what they name, each step with its statements.
// That there is no path is an answer; what was left out or too far is offered to be let in.
import { lazy, Suspense, useEffect, type ReactElement } from "react";
import { FormattedMessage, useIntl, type IntlShape } from "react-intl";
import { useAddress, queryOf, type Change } from "../../address/use-address.ts";
import { viewPath } from "../../address/links.ts";
import { ConnectNamesDocument, ConnectPathsDocument } from "../../api/documents.ts";
import { useAsk } from "../../api/use-ask.ts";
import { useKept } from "../../api/use-kept.ts";
import { Downloads } from "../../download/downloads.tsx";
import { edgeTypes } from "../../graph/vocabulary.ts";
import { ChooseOne, ChooseSome } from "../../shell/choose.tsx";
import { useLanguage } from "../../shell/language.ts";
import { usePageTitle } from "../../shell/page-title.ts";
import { Empty, Failed, Loading } from "../../shell/states.tsx";
import { hideTwin } from "../../shell/twin.ts";
import { pathsFigure, pathsNetwork, pathsTable } from "./export.ts";
import { PathSteps, type PathOf } from "./path.tsx";
import { connectCodec, typeToApi, type ConnectState } from "./state.ts";
import "../../../styles/choose.css";
import "../../../styles/connect.css";

// Pairs to begin with, where nothing is chosen. They exist in the first corpus; where one does not, it is not offered.
const examples = [
  ["organization:salco", "issue:forced-marriage"],
  ["organization:act-alberta", "organization:fcj-refugee-centre"],
  ["person:jean-mcdonald", "recommendation:abolish-sex-trade"],
] as const;

// The boxes weigh as much as the rest of the view; the paths do not wait for them.
const NodeBox = lazy(async () => ({ default: (await import("./node-box.tsx")).NodeBox }));

/** The view. */
export function ConnectView(): ReactElement {
  const [state, change] = useAddress(connectCodec);
  const { lang } = useLanguage();
  const intl = useIntl();
  const { from, to } = state;
  const ids = [...new Set([from, to, ...state.except, ...examples.flat()])].filter((id) => id !== null);
  const named = useKept(useAsk(ConnectNamesDocument, { lang, ids }));
  const nodes = named.state === "answered" ? named.data.nodes.filter((node) => node !== null) : [];
  const nameOf = (id: string | null): string | null => nodes.find((node) => node.id === id)?.label ?? null;
  usePageTitle(titleOf(intl, [from, to], nameOf));
  return (
    <div className="connect">
      <div className="connect-question" role="search">
        <Suspense fallback={<span className="node-box" />}>
          <NodeBox
            label={intl.formatMessage({ id: "connect.from" })}
            name={nameOf(from)}
            onChoose={(id) => {
              change({ from: id, except: [], step: null });
            }}
          />
          <button
            type="button"
            className="button swap"
            disabled={from === null && to === null}
            onClick={() => {
              change({ from: to, to: from, step: null });
            }}
          >
            <span aria-hidden="true">⇄</span>
            <span className="visually-hidden">
              <FormattedMessage id="connect.swap" />
            </span>
          </button>
          <NodeBox
            label={intl.formatMessage({ id: "connect.to" })}
            name={nameOf(to)}
            onChoose={(id) => {
              change({ to: id, except: [], step: null });
            }}
          />
        </Suspense>
      </div>
      {from === null || to === null ? (
        <Examples nameOf={nameOf} />
      ) : (
        <>
          <Options state={state} change={change} nameOf={nameOf} />
          <Paths state={state} change={change} from={from} to={to} nameOf={nameOf} />
        </>
      )}
    </div>
  );
}

// titleOf returns what the server calls a page between these ends; null while a name is not known.
function titleOf(intl: IntlShape, ends: readonly (string | null)[], nameOf: NameOf): string | null {
  const [a, b] = ends.map(nameOf);
  if (ends.includes(null)) {
    return intl.formatMessage({ id: "page.connect.title" });
  }
  return typeof a === "string" && typeof b === "string" ? intl.formatMessage({ id: "page.connect.of" }, { a, b }) : null;
}

type NameOf = (id: string | null) => string | null;

function Examples({ nameOf }: { readonly nameOf: NameOf }): ReactElement {
  const { language } = useLanguage();
  const known = examples.filter((pair) => pair.every((id) => nameOf(id) !== null));
  useEffect(hideTwin, []);
  return (
    <div className="connect-examples">
      <p>
        <FormattedMessage id="connect.begin" />
      </p>
      {known.length > 0 && (
        <ul>
          {known.map(([a, b]) => (
            <li key={a}>
              <a href={viewPath(language, "connect") + queryOf(connectCodec, { ...connectCodec.initial, from: a, to: b })}>
                <FormattedMessage id="connect.example" values={{ a: nameOf(a), b: nameOf(b) }} />
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Options(props: { readonly state: ConnectState; readonly change: Change<ConnectState>; readonly nameOf: NameOf }): ReactElement {
  const { state, change, nameOf } = props;
  const intl = useIntl();
  const numbers = (values: readonly number[], now: number): { value: string; label: string }[] =>
    [...new Set([...values, now])].sort((a, b) => a - b).map((value) => ({ value: value.toString(), label: value.toString() }));
  return (
    <div className="connect-options">
      <div className="chooses">
        <ChooseOne
          label={intl.formatMessage({ id: "connect.max" })}
          value={state.max.toString()}
          options={numbers([1, 2, 3, 4, 5, 6], state.max)}
          onChange={(max) => {
            change({ max: Number(max) });
          }}
        />
        <ChooseOne
          label={intl.formatMessage({ id: "connect.first" })}
          value={state.first.toString()}
          options={numbers([1, 3, 5, 10, 20], state.first)}
          onChange={(first) => {
            change({ first: Number(first) });
          }}
        />
      </div>
      <details className="narrowing">
        <summary>
          <FormattedMessage id="connect.types" values={{ count: state.types.length }} />
        </summary>
        <div className="narrowing-body connect-types">
          <ChooseSome
            label={intl.formatMessage({ id: "connect.types.only" })}
            chosen={state.types}
            options={edgeTypes.map((type) => ({ value: type, label: intl.formatMessage({ id: `type.${type}` }) }))}
            onChange={(types) => {
              change({ types, step: null });
            }}
          />
        </div>
      </details>
      {state.except.length > 0 && (
        <p className="connect-except">
          <FormattedMessage id="connect.left-out" />{" "}
          {state.except.map((id) => (
            <button
              key={id}
              type="button"
              className="quiet-button"
              aria-label={intl.formatMessage({ id: "connect.let-in" }, { name: nameOf(id) ?? id })}
              onClick={() => {
                change({ except: state.except.filter((one) => one !== id) });
              }}
            >
              {nameOf(id) ?? id} <span aria-hidden="true">×</span>
            </button>
          ))}
        </p>
      )}
    </div>
  );
}

function Paths(props: {
  readonly state: ConnectState;
  readonly change: Change<ConnectState>;
  readonly from: string;
  readonly to: string;
  readonly nameOf: NameOf;
}): ReactElement {
  const { state, change, from, to, nameOf } = props;
  const { lang } = useLanguage();
  const intl = useIntl();
  const same = from === to;
  const asked = useKept(
    useAsk(
      ConnectPathsDocument,
      same
        ? null
        : { lang, from, to, maxLength: state.max, first: state.first, types: state.types.map(typeToApi), except: state.except },
    ),
  );
  useEffect(() => {
    if (asked.state === "answered") {
      hideTwin();
    }
  }, [asked.state]);
  const title = intl.formatMessage({ id: "connect.title" }, { a: nameOf(from) ?? from, b: nameOf(to) ?? to });
  if (same) {
    return (
      <p className="notice">
        <FormattedMessage id="connect.same" />
      </p>
    );
  }
  if (asked.state === "loading") {
    return <Loading />;
  }
  if (asked.state === "failed") {
    return <Failed error={asked.error} retry={asked.retry} />;
  }
  const { paths } = asked.data;
  if (paths.length === 0) {
    return <NoPath title={title} state={state} change={change} />;
  }
  const limits = intl.formatMessage({ id: "connect.limits" }, { first: paths.length, max: state.max });
  const left = state.except.map((id) => nameOf(id) ?? id);
  return (
    <section aria-labelledby="connect-title" aria-busy={asked.busy} className={asked.busy ? "busy" : undefined}>
      <h2 id="connect-title">{title}</h2>
      <p className="lead">
        {limits} <FormattedMessage id="connect.how" />
      </p>
      <ol className="paths">
        {paths.map((path, place) => (
          <PathSteps
            key={path.nodes.map(({ id }) => id).join(" ")}
            path={path}
            place={place}
            state={state}
            onStep={(step) => {
              change({ step });
            }}
            onExcept={(id) => {
              change({ except: [...state.except, id], step: null });
            }}
          />
        ))}
      </ol>
      <PathDownloads
        paths={paths}
        title={title}
        version={asked.version}
        filters={[
          limits,
          ...(left.length > 0 ? [intl.formatMessage({ id: "connect.without" }, { names: intl.formatList(left) })] : []),
          ...(state.types.length > 0
            ? [intl.formatMessage({ id: "connect.over" }, { types: intl.formatList(state.types.map((type) => intl.formatMessage({ id: `type.${type}` }))) })]
            : []),
        ]}
      />
    </section>
  );
}

function PathDownloads(props: {
  readonly paths: readonly PathOf[];
  readonly title: string;
  readonly version: number;
  readonly filters: readonly string[];
}): ReactElement {
  const { paths, title, version, filters } = props;
  const intl = useIntl();
  return (
    <Downloads
      exports={{
        title,
        version,
        filters,
        table: () => pathsTable(paths),
        json: () => paths,
        figure: (palette) =>
          pathsFigure(paths, palette, {
            asserted: intl.formatMessage({ id: "connect.asserted" }),
            derived: intl.formatMessage({ id: "connect.derived" }),
          }),
        network: () => pathsNetwork(paths),
      }}
    />
  );
}

function NoPath(props: { readonly title: string; readonly state: ConnectState; readonly change: Change<ConnectState> }): ReactElement {
  const { title, state, change } = props;
  const intl = useIntl();
  const asked = [title, intl.formatMessage({ id: "connect.within" }, { max: state.max })].join(" ");
  const offers = [
    ...(state.max < 6 ? [{ id: "connect.further", fields: { max: 6 } } as const] : []),
    ...(state.except.length > 0 ? [{ id: "connect.let-all-in", fields: { except: [] } } as const] : []),
    ...(state.types.length > 0 ? [{ id: "connect.all-types", fields: { types: [] } } as const] : []),
  ];
  return (
    <Empty asked={asked}>
      <p>
        <FormattedMessage id="connect.none" />
      </p>
      <div className="connect-offers">
        {offers.map(({ id, fields }) => (
          <button
            key={id}
            type="button"
            className="button"
            onClick={() => {
              change(fields);
            }}
          >
            <FormattedMessage id={id} />
          </button>
        ))}
      </div>
    </Empty>
  );
}
