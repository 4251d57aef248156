// Where voices agree and where not, in three parts: each recommendation with who is for and against it, those that contradict
// each other side by side, and the network of voices that take the same stances or contrary ones.
import { useEffect, type ReactElement } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useAddress } from "../../address/use-address.ts";
import { PositionsDocument } from "../../api/documents.ts";
import { useAsk } from "../../api/use-ask.ts";
import { useLanguage } from "../../shell/language.ts";
import { Failed, Loading } from "../../shell/states.tsx";
import { hideTwin } from "../../shell/twin.ts";
import { ManyRecommendations } from "./many-recommendations.tsx";
import { most } from "./positions.ts";
import { Recommendations } from "./recommendations.tsx";
import { Rivals } from "./rivals.tsx";
import { agreementCodec, parts } from "./state.ts";
import { tally } from "./tally.ts";
import { VoicesNetwork } from "./voices-network.tsx";
import "../../../styles/choose.css";
import "../../../styles/agreement.css";

/** The view. */
export function AgreementView(): ReactElement {
  const [state, change] = useAddress(agreementCodec);
  const { lang } = useLanguage();
  const intl = useIntl();
  const asked = useAsk(PositionsDocument, { lang, first: most });
  useEffect(() => {
    if (asked.state === "answered") {
      hideTwin();
    }
  }, [asked.state]);
  return (
    <div className="agreement">
      <div className="pairs" role="group" aria-label={intl.formatMessage({ id: "agreement.parts" })}>
        {parts.map((part) => (
          <button
            key={part}
            type="button"
            aria-pressed={state.part === part}
            onClick={() => {
              change({ part, open: null });
            }}
          >
            <FormattedMessage id={`agreement.part.${part}`} />
          </button>
        ))}
      </div>
      {asked.state === "loading" && <Loading />}
      {asked.state === "failed" && <Failed error={asked.error} retry={asked.retry} />}
      {asked.state === "answered" && state.part === "recommendations" && asked.data.coalition.positionsCut > 0 && (
        <ManyRecommendations version={asked.version} state={state} change={change} />
      )}
      {asked.state === "answered" && state.part === "recommendations" && asked.data.coalition.positionsCut === 0 && (
        <Recommendations tallied={tally(asked.data.coalition.positions, state.voice)} version={asked.version} state={state} change={change} />
      )}
      {asked.state === "answered" && state.part === "rivals" && (
        <Rivals
          known={asked.data.coalition.positionsCut === 0 ? tally(asked.data.coalition.positions, []) : null}
          version={asked.version}
          state={state}
          change={change}
        />
      )}
      {asked.state === "answered" && state.part === "network" && <VoicesNetwork state={state} change={change} />}
    </div>
  );
}
