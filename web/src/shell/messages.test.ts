// Both languages say everything, with the same arguments, and keep to the typography of their country.
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, test } from "vitest";
import english from "../../messages/en.json" with { type: "json" };
import french from "../../messages/fr.json" with { type: "json" };

const all = { en: english as Record<string, string>, fr: french as Record<string, string> };

/** Returns the names of the arguments of a message, sorted; those in its plurals among them. */
function argumentsOf(message: string): string[] {
  const names = new Set<string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) {
      value.forEach(walk);
    } else if (typeof value === "object" && value !== null) {
      // An element of type 0 is literal text, one of type 7 the number sign of a plural.
      if ("type" in value && "value" in value && typeof value.value === "string" && value.type !== 0 && value.type !== 7) {
        names.add(value.value);
      }
      Object.values(value).forEach(walk);
    }
  };
  walk(new IntlMessageFormat(message, "en-CA").getAst());
  return [...names].sort();
}

describe("messages", () => {
  test("both files have the same keys, in order", () => {
    expect(Object.keys(french)).toEqual(Object.keys(english));
    expect(Object.keys(english)).toEqual(Object.keys(english).sort());
  });

  test.each(Object.keys(english))("%s takes the same arguments in both languages", (key) => {
    expect(argumentsOf(all.fr[key] ?? "")).toEqual(argumentsOf(all.en[key] ?? ""));
  });

  // The server's pages look after their own.
  test.each(Object.entries(all.fr).filter(([key]) => !key.startsWith("page.")))("%s keeps to Canadian French typography", (_, message) => {
    const words = message.replaceAll(/\{[^{}]*\}/g, "x");
    expect(words).not.toMatch(/[^ ]:(\s|$)/); // a colon has a space before it
    expect(words).not.toMatch(/\p{L} [;?!]/u); // a semicolon, a question mark and an exclamation mark have none here
    expect(words).not.toMatch(/['"]/); // an apostrophe is curved and quotation marks are « »
    expect(words).not.toMatch(/[\u00a0\u202f]/); // spaces that do not break are set when it is shown
  });
});
