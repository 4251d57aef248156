// The colors of the picture, read from the tokens of the page as the browser resolves them.
// A WebGL shader knows neither custom properties nor the system's colors.
import { kinds, type Kind } from "../settings.ts";

/** Colors as #rrggbb. */
export interface Palette {
  readonly paper: string;
  readonly ink: string;
  readonly inkSoft: string;
  readonly rule: string;
  readonly accent: string;
  readonly for: string;
  readonly against: string;
  readonly mixed: string;
  readonly kind: Readonly<Record<Kind, string>>;
}

/** Returns the palette of the colors that color gives for tokens, which are named without dashes before them. */
export function paletteOf(color: (token: string) => string): Palette {
  return {
    paper: color("paper"),
    ink: color("ink"),
    inkSoft: color("ink-soft"),
    rule: color("rule-strong"),
    accent: color("accent"),
    for: color("for"),
    against: color("against"),
    mixed: color("mixed"),
    kind: Object.fromEntries(kinds.map((kind) => [kind, color(`kind-${kind}`)])) as Record<Kind, string>,
  };
}

/** Reads the palette where element is: light or dark, or the reader's own. */
export function readPalette(element: HTMLElement): Palette {
  const probe = document.createElement("span");
  probe.hidden = true;
  element.append(probe);
  const palette = paletteOf((token) => {
    probe.style.color = `var(--${token})`;
    return toHex(getComputedStyle(probe).color);
  });
  probe.remove();
  return palette;
}

/** Calls onChange when the colors of the page may have changed, until the function returned is called. */
export function watchPalette(onChange: () => void): () => void {
  const queries = ["(prefers-color-scheme: dark)", "(forced-colors: active)", "(prefers-contrast: more)"].map((query) => matchMedia(query));
  for (const query of queries) {
    query.addEventListener("change", onChange);
  }
  return () => {
    for (const query of queries) {
      query.removeEventListener("change", onChange);
    }
  };
}

/** Returns "rgb(29, 27, 24)" as "#1d1b18"; a color it cannot read is black. */
export function toHex(color: string): string {
  const parts = /^rgba?\((\d+),\s*(\d+),\s*(\d+)/.exec(color)?.slice(1) ?? ["0", "0", "0"];
  return `#${parts.map((part) => Number(part).toString(16).padStart(2, "0")).join("")}`;
}

/** Returns the color that lies share of the way from a to b; both #rrggbb. */
export function mix(a: string, b: string, share: number): string {
  const channel = (color: string, place: number): number => Number.parseInt(color.slice(1 + 2 * place, 3 + 2 * place), 16);
  const mixed = [0, 1, 2].map((place) => Math.round(channel(a, place) * (1 - share) + channel(b, place) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}
