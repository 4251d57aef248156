// Kinds, stances and edge types between their three spellings: in an ID, in an address, and in the API.
// Pure: text in, text out.
import type { NodeKind } from "../api/documents.ts";
import { kinds, type Kind } from "../settings.ts";

/** Returns the kind that an ID names; "statement" for one that the view does not know, which is then drawn plainly. */
export function kindOf(id: string): Kind {
  const name = id.slice(0, id.indexOf(":"));
  return kinds.find((kind) => kind === name) ?? "statement";
}

/** Returns the kind of the API's enum, or null for kinds of the document, which are not drawn. */
export function fromApi(kind: NodeKind): Kind | null {
  const name = kind.toLowerCase();
  return kinds.find((known) => known === name) ?? null;
}
