// The kind of a node by its ID. Pure: text in, text out.
import { kinds, type Kind } from "../settings.ts";

/** Returns the kind that an ID names; "statement" for one that the view does not know, which is then drawn plainly. */
export function kindOf(id: string): Kind {
  const name = id.slice(0, id.indexOf(":"));
  return kinds.find((kind) => kind === name) ?? "statement";
}
