// The filters of the network, each value with how many there are of it: nodes and edges of the graph, statements of the API.
// Nothing chosen means everything; what is chosen is in the address.
import type { ReactElement, ReactNode } from "react";
import { Button, CheckboxButton, CheckboxField, CheckboxGroup, Label } from "react-aria-components";
import { FormattedMessage, FormattedNumber } from "react-intl";
import type { Change } from "../address/use-address.ts";
import { CountsDocument } from "../api/documents.ts";
import { useAsk } from "../api/use-ask.ts";
import type { Drawing } from "../graph/drawing.ts";
import { edgeTypes, voiceKinds } from "../graph/vocabulary.ts";
import { kinds, stances, stanceSigns } from "../settings.ts";
import { KindMark } from "../shell/kind-mark.tsx";
import { useLanguage } from "../shell/language.ts";
import type { NetworkState } from "../views/network-state.ts";

interface Props {
  readonly drawing: Drawing;
  readonly state: NetworkState;
  readonly change: Change<NetworkState>;
}

/** The filters. */
export function Filters({ drawing, state, change }: Props): ReactElement {
  const { lang } = useLanguage();
  const asked = useAsk(CountsDocument, { filter: null, lang });
  const facets = asked.state === "answered" ? asked.data.all.facets : [];
  const valuesOf = (field: string) => facets.find((facet) => facet.field === field)?.values ?? [];
  const statements = (field: string, value: string): number => valuesOf(field).find((one) => one.value === value)?.count ?? 0;
  // What the picture can show, with how many the graph has of it, which may be more than the drawing has.
  const overview = drawing.cut > 0 && asked.state === "answered" ? asked.data.overview : null;
  const kindCounts = count(drawing.kind, overview?.counts.map(({ kind, count }) => [kind, count]));
  const typeCounts = count(drawing.type, overview?.edgeCounts.map(({ type, count }) => [type, count]));
  return (
    <div className="filters">
      <Group
        title={<FormattedMessage id="network.filters.kinds" />}
        chosen={state.kinds}
        onChange={(chosen) => {
          change({ kinds: kinds.filter((kind) => chosen.includes(kind)) });
        }}
        options={kinds
          .filter((kind) => kindCounts.has(kind))
          .map((kind) => ({
            value: kind,
            count: kindCounts.get(kind) ?? 0,
            label: (
              <>
                <KindMark kind={kind} /> <FormattedMessage id={`kinds.${kind}`} />
              </>
            ),
          }))}
      />
      <Group
        title={<FormattedMessage id="network.filters.types" />}
        chosen={state.types}
        onChange={(chosen) => {
          change({ types: edgeTypes.filter((type) => chosen.includes(type)) });
        }}
        options={edgeTypes
          .filter((type) => typeCounts.has(type))
          .map((type) => ({ value: type, count: typeCounts.get(type) ?? 0, label: <FormattedMessage id={`type.${type}`} /> }))}
      />
      <Group
        title={<FormattedMessage id="network.filters.voice" />}
        chosen={state.voice}
        onChange={(chosen) => {
          change({ voice: voiceKinds.filter((kind) => chosen.includes(kind)) });
        }}
        options={voiceKinds.map((kind) => ({
          value: kind,
          count: statements("VOICE_KIND", kind.toUpperCase()),
          label: <FormattedMessage id={`voices.${kind}`} />,
        }))}
      />
      <Group
        title={<FormattedMessage id="network.filters.stance" />}
        chosen={state.stance}
        onChange={(chosen) => {
          change({ stance: stances.filter((stance) => chosen.includes(stance)) });
        }}
        options={stances.map((stance) => ({
          value: stance,
          count: statements("STANCE", stance.toUpperCase()),
          label: (
            <>
              <span className={`sign sign-${stance}`} aria-hidden="true">
                {stanceSigns[stance]}
              </span>{" "}
              <FormattedMessage id={`stance.${stance}`} />
            </>
          ),
        }))}
      />
      <Group
        title={<FormattedMessage id="network.filters.session" />}
        chosen={state.session}
        onChange={(chosen) => {
          change({ session: [...chosen] });
        }}
        options={valuesOf("SESSION").map(({ value, count: statementsIn, node }) => ({ value, count: statementsIn, label: node?.label ?? value }))}
      />
      <Button
        className="button"
        onPress={() => {
          change({ kinds: [], types: [], voice: [], stance: [], session: [] });
        }}
      >
        <FormattedMessage id="network.filters.clear" />
      </Button>
    </div>
  );
}

interface Option {
  readonly value: string;
  readonly count: number;
  readonly label: ReactNode;
}

function Group(props: {
  readonly title: ReactNode;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
  readonly options: readonly Option[];
}): ReactElement {
  const { title, chosen, onChange, options } = props;
  return (
    <CheckboxGroup className="filter" value={[...chosen]} onChange={onChange}>
      <Label>{title}</Label>
      <div className="filter-options">
        {options.map(({ value, count: number, label }) => (
          <CheckboxField key={value} value={value}>
            <CheckboxButton>
              <span className="check" aria-hidden="true" />
              <span className="filter-label">{label}</span>
              <span className="entry-count">
                <FormattedNumber value={number} />
              </span>
            </CheckboxButton>
          </CheckboxField>
        ))}
      </div>
    </CheckboxGroup>
  );
}

// Returns how many there are of each value that the drawing has: in the graph where that is known, by the API's names of the
// values, otherwise in the drawing.
function count<T extends string>(values: readonly T[], inGraph: readonly (readonly [string, number])[] = []): Map<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const whole = new Map(inGraph);
  for (const value of counts.keys()) {
    counts.set(value, whole.get(value.toUpperCase().replaceAll("-", "_")) ?? counts.get(value) ?? 0);
  }
  return counts;
}
