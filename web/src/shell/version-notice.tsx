// Says that the graph has changed since the page was opened; nothing as long as it has not.
// The region is there from the start, so that a screen reader hears it when it is filled.
import { useSyncExternalStore, type ReactElement } from "react";
import { FormattedMessage } from "react-intl";
import { onVersionChange, versionChanged } from "../api/version.ts";

/** The notice. */
export function VersionNotice(): ReactElement {
  const changed = useSyncExternalStore(onVersionChange, versionChanged);
  return (
    <div role="status">
      {changed && (
        <p className="notice">
          <FormattedMessage id="state.changed" />{" "}
          <a href={location.href}>
            <FormattedMessage id="state.changed.reload" />
          </a>
        </p>
      )}
    </div>
  );
}
