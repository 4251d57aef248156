// Voices as units: a square for each, filled for, hollow against, half mixed, after the sign and before the number.
// Squares of one size that begin at one line can be compared by their length; no percentages, for there is no whole.
import type { ReactElement } from "react";
import { useIntl } from "react-intl";
import { stances, stanceSigns } from "../../settings.ts";
import type { Counts } from "./tally.ts";

/** The units of one kind of voice, a line for each stance that somebody takes. */
export function Units({ counts }: { readonly counts: Counts }): ReactElement {
  const intl = useIntl();
  const taken = stances.filter((stance) => counts[stance] > 0);
  return (
    <>
      {taken.map((stance) => (
        <span key={stance} className={`units units-${stance}`}>
          <span aria-hidden="true">{stanceSigns[stance]}</span>
          <span className="units-marks" aria-hidden="true">
            {Array.from({ length: counts[stance] }, (_, index) => (
              <i key={index} />
            ))}
          </span>
          <span>
            {counts[stance]} <span className="visually-hidden">{intl.formatMessage({ id: `stance.${stance}` })}</span>
          </span>
        </span>
      ))}
      {taken.length === 0 && (
        <span className="units-none">
          <span aria-hidden="true">–</span>
          <span className="visually-hidden">0</span>
        </span>
      )}
    </>
  );
}
