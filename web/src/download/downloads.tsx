// Offers what is on the screen as files. A view gives functions that make them from what it shows; they run when one is asked for.
// Title, filters, version, source and address are written into every format that has room for words.
import { useState, type ReactElement } from "react";
import { FormattedMessage, useIntl, type IntlShape } from "react-intl";
import { ProvenanceDocument, type ProvenanceQuery } from "../api/documents.ts";
import { useAsk } from "../api/use-ask.ts";
import { useLanguage } from "../shell/language.ts";
import { asInGraph } from "../shell/typography.ts";
import { csv, type Table } from "./csv.ts";
import { fileName, formats, mediaTypes, type Format } from "./file-name.ts";
import type { Network } from "./network.ts";
import { faces, png, save, tokens } from "./save.ts";
import { svgFile, type Figure, type Frame, type Palette } from "./svg.ts";
import "../../styles/downloads.css";

/** What a view can export, each part made when it is asked for. */
export interface Exports {
  /** What is on the screen, as a title. */
  readonly title: string;
  /** The version of the graph that the answer on the screen is of. */
  readonly version: number;
  /** The filters that hold, as sentences. */
  readonly filters: readonly string[];
  readonly table: () => Table;
  /** What JSON holds beside the words about it. */
  readonly json: () => unknown;
  readonly figure?: (palette: Palette) => Figure;
  /** Tokens that the figure and the network take their colors from, beside those of every page. */
  readonly colors?: readonly string[];
  readonly network?: (palette: Palette) => Omit<Network, "title" | "note">;
}

/** A line of buttons, one for each format that the view can be saved in. */
export function Downloads({ exports }: { readonly exports: Exports }): ReactElement {
  const intl = useIntl();
  const { lang, language } = useLanguage();
  const provenance = useAsk(ProvenanceDocument, { lang });
  const [outcome, setOutcome] = useState<{ readonly name?: string; readonly error?: string } | null>(null);
  const offered = formats.filter((format) => {
    const needs = format === "png" || format === "svg" ? exports.figure : format === "gexf" || format === "graphml" ? exports.network : true;
    return needs !== undefined;
  });
  const download = async (format: Format): Promise<void> => {
    const sources = provenance.state === "answered" ? provenance.data.overview.sources : [];
    const frame = { title: exports.title, foot: foot(intl, exports, sources), lang: `${language}-CA`, faces: format === "png" || format === "svg" ? await faces() : "" };
    const name = fileName(exports.title, exports.version, format);
    save(name, await make(format, exports, frame, sources));
    setOutcome({ name });
  };
  return (
    <section className="downloads" aria-label={intl.formatMessage({ id: "download.title" })}>
      <span aria-hidden="true">
        <FormattedMessage id="download.title" />
      </span>
      {offered.map((format) => (
        <button
          key={format}
          type="button"
          aria-label={intl.formatMessage({ id: `download.${format}` })}
          onClick={() => {
            download(format).catch((error: unknown) => {
              setOutcome({ error: error instanceof Error ? error.message : String(error) });
            });
          }}
        >
          {format === "graphml" ? "GraphML" : format.toUpperCase()}
        </button>
      ))}
      <span role="status" className="downloads-outcome">
        {outcome?.name !== undefined && <FormattedMessage id="download.done" values={{ name: outcome.name }} />}
        {outcome?.error !== undefined && <FormattedMessage id="download.failed" values={{ why: outcome.error }} />}
      </span>
    </section>
  );
}

type Sources = ProvenanceQuery["overview"]["sources"];

async function make(format: Format, exports: Exports, frame: Frame, sources: Sources): Promise<Blob> {
  const file = (...parts: string[]): Blob => new Blob(parts, { type: mediaTypes[format] });
  switch (format) {
    case "csv":
      // Spreadsheets take a file for UTF-8 if it says so.
      return file("\ufeff", csv(asInGraph(exports.table())));
    case "json": {
      const about = { title: exports.title, filters: exports.filters, version: exports.version, sources: asInGraph(sources), address: location.href };
      return file(JSON.stringify({ about, data: asInGraph(exports.json()) }, null, 2), "\n");
    }
    case "svg":
    case "png": {
      const palette = paletteOf(exports.colors ?? []);
      const svg = svgFile(exports.figure?.(palette) ?? { width: 0, height: 0, body: "", legend: [] }, frame, palette);
      return format === "svg" ? file(svg) : png(svg);
    }
    case "gexf":
    case "graphml": {
      const network = { title: frame.title, note: frame.foot.join(" "), nodes: [], edges: [], ...asInGraph(exports.network?.(paletteOf(exports.colors ?? []))) };
      const write = (await import("./network-files.ts"))[format];
      return file(write(network));
    }
  }
}

function paletteOf(more: readonly string[]): Palette {
  const values = tokens(["paper", "ink", "ink-soft", "rule", ...more]);
  return { ...values, paper: values["paper"] ?? "", ink: values["ink"] ?? "", inkSoft: values["ink-soft"] ?? "", rule: values["rule"] ?? "" };
}

// How many sources a figure names below it; JSON names all.
const mostNamed = 3;

function foot(intl: IntlShape, { filters, version }: Exports, sources: Sources): string[] {
  const named = sources.map(({ label, publisher, date }) => [label, publisher, date].filter((part) => part !== null).join(", "));
  const rest = named.length > mostNamed ? [intl.formatMessage({ id: "download.sources.more" }, { more: named.length - mostNamed })] : [];
  return [
    ...(filters.length > 0 ? filters : [intl.formatMessage({ id: "download.unfiltered" })]),
    intl.formatMessage({ id: "download.version" }, { version }),
    ...(named.length > 0 ? [intl.formatMessage({ id: "download.source" }, { sources: [...named.slice(0, mostNamed), ...rest].join("; ") })] : []),
    intl.formatMessage({ id: "download.address" }, { address: location.href }),
  ];
}
