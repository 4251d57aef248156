// Offers the start's picture as files.
// It is loaded after the picture.
import type { ReactElement } from "react";
import { useIntl } from "react-intl";
import { Downloads } from "../download/downloads.tsx";
import type { Bipartite } from "../graph/bipartite.ts";
import { kinds } from "../settings.ts";
import type { MessageKey } from "../shell/messages.ts";
import { raisedFigure, raisedJson, raisedNetwork, raisedTable, type RaisedWords } from "./start-export.ts";

interface Props {
  readonly picture: Bipartite;
  readonly version: number;
  /** How many issues there are, also those that are not shown. */
  readonly allIssues: number;
}

/** The buttons. */
export function StartDownloads({ picture, version, allIssues }: Props): ReactElement {
  const intl = useIntl();
  const word = (id: MessageKey): string => intl.formatMessage({ id });
  return (
    <Downloads
      exports={{
        title: word("start.figure.title"),
        version,
        filters: [intl.formatMessage({ id: "start.more" }, { voices: picture.voices.length, issues: picture.issues.length, allIssues })],
        table: () => raisedTable(picture),
        json: () => raisedJson(picture),
        figure: (palette) =>
          raisedFigure(picture, palette, {
            voices: word("start.column.voices"),
            issues: word("start.column.issues"),
            kinds: Object.fromEntries(kinds.map((kind) => [kind, word(`kind.${kind}`)])) as RaisedWords["kinds"],
            itself: word("start.line.itself"),
            through: word("start.line.through"),
          }),
        network: () => raisedNetwork(picture),
        colors: kinds.map((kind) => `kind-${kind}`),
      }}
    />
  );
}
