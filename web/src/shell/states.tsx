// What a view shows while it has nothing to show: waiting, nothing found, no answer, no drawing.
// Each says what was asked and what can be done.
import { useEffect, useState, type ReactElement, type ReactNode } from "react";
import { FormattedMessage } from "react-intl";
import type { ApiError } from "../api/client.ts";
import { api } from "../settings.ts";

/** An answer is being waited for; after a while it says that it takes long. */
export function Loading(): ReactElement {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setSlow(true);
    }, api.slowMs);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  return (
    <div className="state" role="status">
      <span className="state-bar" aria-hidden="true" />
      <p>
        <FormattedMessage id={slow ? "state.loading.slow" : "state.loading"} />
      </p>
    </div>
  );
}

/** The answer is empty. asked says what was asked, children what else could be. It is not the report's silence: a filter or a name may be wrong. */
export function Empty({ asked, children }: { readonly asked: ReactNode; readonly children?: ReactNode }): ReactElement {
  return (
    <div className="state">
      <p className="state-title">
        <FormattedMessage id="state.empty" />
      </p>
      <p>
        <FormattedMessage id="state.empty.asked" values={{ asked }} />
      </p>
      {children}
    </div>
  );
}

/** There is no answer; it says why and offers to ask again. */
export function Failed({ error, retry }: { readonly error: ApiError; readonly retry: () => void }): ReactElement {
  return (
    <div className="state" role="alert">
      <p className="state-title">
        <FormattedMessage id="state.failed.title" />
      </p>
      <p>
        <FormattedMessage id={`state.failed.${error.reason}`} />
      </p>
      {error.reason === "refused" && (
        <p className="state-detail" lang="en">
          {error.message}
        </p>
      )}
      <button type="button" className="button" onClick={retry}>
        <FormattedMessage id="state.failed.retry" />
      </button>
    </div>
  );
}
