// One typed codec per view between its state and the query string of its address.
// Reading is total: what the address does not say, or says wrongly, is the field's initial value.

/** One part of a state. write returns null for what the address need not say. */
export interface Field<T> {
  readonly initial: T;
  read(text: string): T;
  write(value: T): string | null;
}

/** The state that fields make up. */
export type StateOf<F extends Record<string, Field<unknown>>> = {
  readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never;
};

/** Reads and writes the state S of a view. parse(format(s)) equals s for every state that parse can return. */
export interface Codec<S> {
  readonly initial: S;
  parse(params: URLSearchParams): S;
  format(state: S): URLSearchParams;
}

/**
 * Returns the codec of a state with these fields, which stand in the address under their names and in their order. Of a
 * name that occurs twice the first counts; other names are dropped.
 */
export function codec<F extends Record<string, Field<unknown>>>(fields: F): Codec<StateOf<F>> {
  const entries = Object.entries<Field<unknown>>(fields);
  const make = (value: (name: string, field: Field<unknown>) => unknown): StateOf<F> =>
    Object.fromEntries(entries.map(([name, field]) => [name, value(name, field)])) as StateOf<F>;
  return {
    initial: make((_, field) => field.initial),
    parse: (params) =>
      make((name, field) => {
        const text = params.get(name);
        return text === null ? field.initial : field.read(text);
      }),
    format(state) {
      const params = new URLSearchParams();
      for (const [name, field] of entries) {
        const text = field.write(state[name]);
        if (text !== null) {
          params.set(name, text);
        }
      }
      return params;
    },
  };
}

/** One of the values; initial unless the address names another. */
export function choice<const T extends string>(values: readonly T[], initial: NoInfer<T>): Field<T> {
  return {
    initial,
    read: (text) => values.find((value) => value === text) ?? initial,
    write: (value) => (value === initial ? null : value),
  };
}

/** A whole number from min to max; initial for anything else. */
export function whole(min: number, max: number, initial: number): Field<number> {
  return {
    initial,
    read(text) {
      const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
      return value >= min && value <= max ? value : initial;
    },
    write: (value) => (value === initial ? null : value.toString()),
  };
}

/** Yes or no; the address says "1" or "0" where it is not initial. */
export function flag(initial: boolean): Field<boolean> {
  return {
    initial,
    read: (text) => (text === "1" ? true : text === "0" ? false : initial),
    write: (value) => (value === initial ? null : value ? "1" : "0"),
  };
}

/** Text of at most max characters, white space around it dropped; null if there is none. */
export function text(max: number): Field<string | null> {
  return {
    initial: null,
    read: (value) => value.trim().slice(0, max).trim() || null,
    write: (value) => value,
  };
}

/** Some of the values in their own order, each once, separated by commas; initially none, which mostly means all. */
export function some<const T extends string>(values: readonly T[]): Field<readonly T[]> {
  return {
    initial: [],
    read(text) {
      const named = new Set(text.split(","));
      return values.filter((value) => named.has(value));
    },
    write: (chosen) => (chosen.length === 0 ? null : chosen.join(",")),
  };
}

// An ID as the graph writes it: a kind, a colon and a slug, which may have slashes.
const idPattern = /^[a-z]+:[a-z0-9][a-z0-9._/-]{0,199}$/;

/** A node's ID; null if there is none. */
export function id(): Field<string | null> {
  return { initial: null, read: (text) => (idPattern.test(text) ? text : null), write: (value) => value };
}

/** The IDs of nodes, in the order of the address, each once, at most max; initially none. */
export function ids(max: number): Field<readonly string[]> {
  return {
    initial: [],
    read: (text) => [...new Set(text.split(",").filter((one) => idPattern.test(one)))].slice(0, max),
    write: (value) => (value.length === 0 ? null : value.join(",")),
  };
}

/** What pattern matches whole; null for anything else. */
export function matching(pattern: RegExp): Field<string | null> {
  return { initial: null, read: (text) => (pattern.test(text) ? text : null), write: (value) => value };
}
