// Every color, size and limit of the view. Colors are names of the tokens in styles/tokens.css, which has their values.
// Sizes are in CSS pixels, times in milliseconds.

import { forms, kinds } from "./graph/kinds.ts";

export { kinds };

/** A kind as it stands in an address, and before the colon of an ID. */
export type Kind = (typeof kinds)[number];

/** The form that tells a kind without its color. */
export type Shape = "circle" | "square" | "hexagon" | "triangle" | "diamond" | "ring" | "pentagon" | "cross" | "bar";

/** The form of each kind. */
export const shapes: Readonly<Record<Kind, Shape>> = forms;

/** The stances, in the order in which they are told. */
export const stances = ["for", "against", "mixed"] as const;

/** A stance as it stands in an address. */
export type Stance = (typeof stances)[number];

/** What stands for a stance beside its color. The minus is U+2212. */
export const stanceSigns: Readonly<Record<Stance, string>> = { for: "+", against: "\u2212", mixed: "\u00b1" };


/** The API: how long to wait before saying that a request takes long, and how many answers a page keeps. */
export const api = { slowMs: 1500, kept: 60 } as const;

/** The picture: how long its movements take, how many labels it writes at most, and the corner that its buttons take. */
export const picture = { moveMs: 350, zoomMs: 200, labels: 160, buttons: { width: 50, height: 124 } } as const;

/**
 * The sessions view: how long a session is shown when they run by themselves, how many new connections are listed at once, and
 * with how many sessions a graph is shown whole; of a larger one, the event that a session belongs to.
 */
export const sessions = { stepMs: 3500, connections: 25, whole: 200 } as const;

/** The search box: how long it waits after the last key, and for how many characters. */
export const search = { waitMs: 180, shortest: 2 } as const;
