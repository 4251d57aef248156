// Breaks a label into short lines for the picture, and measures roughly how large it will be.
// Pure: the exact widths are the canvas's business; the layout needs an estimate that is the same everywhere.

/** The longest line in characters, and the most lines; what is longer ends with an ellipsis. */
export const label = { characters: 22, lines: 3, size: 12.5, lineHeight: 15 } as const;

/** Returns the lines of a label. A word longer than a line is cut. */
export function wrap(text: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/u).filter((one) => one !== "")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (length(longer) <= label.characters || line === "") {
      line = longer;
    } else {
      lines.push(line);
      line = word;
    }
  }
  lines.push(line);
  const kept = lines.slice(0, label.lines);
  const cut = lines.length > label.lines;
  return kept.map((one, index) => shorten(one, cut && index === kept.length - 1));
}

/** Returns how wide and high the lines are about, in pixels. */
export function measure(lines: readonly string[]): { readonly width: number; readonly height: number } {
  const longest = Math.max(0, ...lines.map(length));
  return { width: longest * label.size * 0.53, height: lines.length * label.lineHeight };
}

function shorten(line: string, cut: boolean): string {
  const characters = Array.from(line);
  if (characters.length <= label.characters) {
    return cut ? `${line}…` : line;
  }
  return `${characters.slice(0, label.characters - 1).join("")}…`;
}

function length(text: string): number {
  return Array.from(text).length;
}
