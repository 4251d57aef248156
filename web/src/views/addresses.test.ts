// The addresses of the views are read without an error whatever they say, and are written as they were read.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Codec } from "../address/codec.ts";
import { sessionsCodec } from "./sessions/state.ts";

const cases: readonly (readonly [string, Codec<unknown>, string])[] = [
  ["sessions", sessionsCodec, "?at=session:a&open=issue:b"],
];

const queryOf = (codec: Codec<unknown>, state: unknown): string => {
  const query = decodeURIComponent(codec.format(state).toString());
  return query === "" ? "" : `?${query}`;
};

describe.each(cases)("%s", (_, codec, full) => {
  test("a full address is read and written whole, and the initial state needs none", () => {
    expect(queryOf(codec, codec.parse(new URLSearchParams(full)))).toBe(full);
    expect(queryOf(codec, codec.initial)).toBe("");
  });

  test("any address is read, and written so that it reads the same", () => {
    const names = [...new URLSearchParams(full).keys()];
    const values = [...new URLSearchParams(full).values()];
    const pair = fc.tuple(fc.constantFrom(...names), fc.oneof(fc.string(), fc.constantFrom(...values)));
    fc.assert(
      fc.property(fc.array(pair), (pairs) => {
        const state = codec.parse(new URLSearchParams(pairs));
        expect(codec.parse(new URLSearchParams(codec.format(state).toString()))).toEqual(state);
      }),
    );
  });
});
