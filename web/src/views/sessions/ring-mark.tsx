// The sign of what is new, as it stands in the picture and before the lists that say it.
// It is for the eye alone; the word stands beside it.
import type { ReactElement } from "react";

/** The sign; without its ring that of what was there before. */
export function RingMark({ ring = true }: { readonly ring?: boolean }): ReactElement {
  return (
    <svg className="ring-mark" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {ring && <circle className="ring" cx="8" cy="8" r="6.6" />}
      <circle cx="8" cy="8" r="4" />
    </svg>
  );
}
