// Who takes which stance, by name: nothing ranks them, and how often one said so stands beside it.
import type { ReactElement } from "react";
import { FormattedMessage } from "react-intl";
import { nodePath } from "../../address/links.ts";
import { stances } from "../../settings.ts";
import { KindMark } from "../../shell/kind-mark.tsx";
import { useLanguage } from "../../shell/language.ts";
import { locales } from "../../shell/messages.ts";
import { StanceMark } from "../../statement/statement-list.tsx";
import { takers, type Tallied } from "./tally.ts";

/** The voices of a recommendation by stance, or that the report names none. */
export function VoiceNames({ tallied }: { readonly tallied: Tallied }): ReactElement {
  const { language } = useLanguage();
  const taken = stances.filter((stance) => tallied.counts[stance] > 0);
  if (taken.length === 0) {
    return (
      <p className="caption">
        <FormattedMessage id="agreement.nobody" />
      </p>
    );
  }
  return (
    <dl className="voice-names">
      {taken.map((stance) => (
        <div key={stance}>
          <dt>
            <StanceMark stance={stance} />
          </dt>
          <dd>
            <ul>
              {takers(tallied.voices, stance, locales[language]).map((voice) => (
                <li key={voice.id}>
                  <a href={nodePath(language, voice.id)}>
                    <KindMark kind={voice.kind} /> {voice.label}
                  </a>
                  {voice.stances[stance] > 1 && (
                    <>
                      {" "}
                      <span className="voice-times">
                        <FormattedMessage id="agreement.times" values={{ count: voice.stances[stance] }} />
                      </span>
                    </>
                  )}
                </li>
              ))}
            </ul>
          </dd>
        </div>
      ))}
    </dl>
  );
}
