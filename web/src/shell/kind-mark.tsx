// The small figure that stands for a kind beside its word: the same form and color as in the picture.
// It is for the eye alone; the kind's word is beside it or in the link's name.
import type { ReactElement } from "react";
import { shapes, type Kind, type Shape } from "../settings.ts";

/** The outline of each form in a box of 16 by 16. */
export const paths: Readonly<Record<Shape, string>> = {
  circle: "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2z",
  square: "M2.7 2.7h10.6v10.6H2.7z",
  hexagon: "M8 1.6l5.6 3.2v6.4L8 14.4l-5.6-3.2V4.8z",
  triangle: "M8 1.8l6.4 11.6H1.6z",
  diamond: "M8 1.2L14.8 8 8 14.8 1.2 8z",
  ring: "M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8zM8 5.2a2.8 2.8 0 1 0 0 5.6a2.8 2.8 0 0 0 0-5.6z",
  pentagon: "M8 1.6l6.4 4.7-2.4 7.5H4L1.6 6.3z",
  cross: "M6 2h4v4h4v4h-4v4H6v-4H2V6h4z",
  bar: "M1.6 4.6h12.8v6.8H1.6z",
};

/** The figure of a kind, as large as the text beside it. */
export function KindMark({ kind }: { readonly kind: Kind }): ReactElement {
  return (
    <svg className={`kind-mark kind-${kind}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={paths[shapes[kind]]} fillRule="evenodd" />
    </svg>
  );
}
