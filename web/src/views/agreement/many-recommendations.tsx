// The list of recommendations of a graph with more positions than one answer gives: the first of them, by what the reader
// orders them by, and then the voices on these.
import type { ReactElement } from "react";
import type { Change } from "../../address/use-address.ts";
import { FirstRecommendationsDocument } from "../../api/documents.ts";
import { useAsk } from "../../api/use-ask.ts";
import { useLanguage } from "../../shell/language.ts";
import { Failed, Loading } from "../../shell/states.tsx";
import { useTallies } from "./positions.ts";
import { mostKnown, pageLength, Recommendations } from "./recommendations.tsx";
import type { AgreementState } from "./state.ts";

/** The list. */
export function ManyRecommendations(props: { readonly version: number; readonly state: AgreementState; readonly change: Change<AgreementState> }): ReactElement {
  const { version, state, change } = props;
  const { lang } = useLanguage();
  const first = useAsk(FirstRecommendationsDocument, {
    lang,
    first: Math.min(mostKnown, state.pages * pageLength),
    order: state.order === "name" ? "NAME" : "VOICES",
    filter: state.contested ? { contested: true } : null,
  });
  const nodes = first.state === "answered" ? first.data.recommendations.nodes : null;
  const open = nodes && state.open?.startsWith("recommendation:") && !nodes.some(({ id }) => id === state.open) ? [{ id: state.open, label: state.open }] : [];
  const { state: known, tallied, error, retry } = useTallies(nodes && [...nodes, ...open], state.voice);
  if (first.state === "failed") {
    return <Failed error={first.error} retry={first.retry} />;
  }
  if (error) {
    return <Failed error={error} retry={retry} />;
  }
  if (first.state !== "answered" || known !== "answered") {
    return <Loading />;
  }
  return <Recommendations tallied={tallied} total={first.data.recommendations.totalCount} version={version} state={state} change={change} />;
}
