// Steps through the sessions by buttons and arrow keys, or runs through them until the reader stops it.
// Where less motion is asked for nothing runs by itself.
import { useEffect, useState, type KeyboardEvent, type ReactElement } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { sessions as settings } from "../../settings.ts";
import { useMedia } from "../../shell/use-media.ts";

interface Props {
  /** The place of the session shown, from 0, and how many there are. */
  readonly place: number;
  readonly count: number;
  /** Goes to a place; self tells that nobody pressed anything. */
  readonly onGo: (to: number, self: boolean) => void;
}

/** Returns where an arrow key leads from a place; undefined for other keys and with a modifier. */
export function placeAfter({ key, altKey, ctrlKey, metaKey }: KeyboardEvent, place: number, count: number): number | undefined {
  const to = { ArrowDown: place + 1, ArrowRight: place + 1, ArrowUp: place - 1, ArrowLeft: place - 1, Home: 0, End: count - 1 }[key];
  return to === undefined || altKey || ctrlKey || metaKey ? undefined : Math.min(Math.max(to, 0), count - 1);
}

/** The buttons. */
export function Stepper({ place, count, onGo }: Props): ReactElement {
  const intl = useIntl();
  const still = useMedia("(prefers-reduced-motion: reduce)");
  const [playing, setPlaying] = useState(false);
  const last = place === count - 1;
  const running = playing && !still;
  useEffect(() => {
    if (!running) {
      return undefined;
    }
    const timer = setTimeout(() => {
      if (last) {
        setPlaying(false);
      } else {
        onGo(place + 1, true);
      }
    }, settings.stepMs);
    return () => {
      clearTimeout(timer);
    };
    // A step is timed from the moment at which its session is shown.
  }, [running, place, last]);
  const go = (to: number): void => {
    setPlaying(false);
    onGo(to, false);
  };
  return (
    <div
      className="stepper"
      role="group"
      aria-label={intl.formatMessage({ id: "sessions.step" })}
      onKeyDown={(event) => {
        const to = placeAfter(event, place, count);
        if (to !== undefined) {
          event.preventDefault();
          go(to);
        }
      }}
    >
      <button
        type="button"
        className="button"
        aria-disabled={place === 0}
        onClick={() => {
          go(Math.max(0, place - 1));
        }}
      >
        <span aria-hidden="true">←</span> <FormattedMessage id="sessions.previous" />
      </button>
      {!still && (
        <button
          type="button"
          className="button play"
          onClick={() => {
            if (!playing && last) {
              onGo(0, false);
            }
            setPlaying(!playing);
          }}
        >
          <span aria-hidden="true">{running ? "❙❙" : "▶\uFE0E"}</span> <FormattedMessage id={running ? "sessions.pause" : "sessions.play"} />
        </button>
      )}
      <button
        type="button"
        className="button"
        aria-disabled={last}
        onClick={() => {
          go(Math.min(count - 1, place + 1));
        }}
      >
        <FormattedMessage id="sessions.next" /> <span aria-hidden="true">→</span>
      </button>
      {still && (
        <p className="caption">
          <FormattedMessage id="sessions.play.still" />
        </p>
      )}
    </div>
  );
}
