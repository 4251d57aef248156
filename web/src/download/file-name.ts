// Names files so that a folder of them can be read: what it is, and which version of the graph it shows.
// Pure: words in, a name out.

/** The formats in the order in which they are offered; the name is that of the message and the end of the file's name. */
export const formats = ["png", "svg", "csv", "json", "gexf", "graphml"] as const;

/** A format. */
export type Format = (typeof formats)[number];

/** The media type of each format. */
export const mediaTypes: Readonly<Record<Format, string>> = {
  png: "image/png",
  svg: "image/svg+xml",
  csv: "text/csv;charset=utf-8",
  json: "application/json",
  gexf: "application/gexf+xml",
  graphml: "application/graphml+xml",
};

/** Returns `forumgraph-{title}-v{version}.{format}`: lower case, accents folded, at most 60 characters of the title. */
export function fileName(title: string, version: number, format: Format): string {
  const slug = title
    .normalize("NFD")
    .replaceAll(/\p{Mn}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, "");
  return `forumgraph-${slug === "" ? "graph" : slug}-v${version.toString()}.${format}`;
}
