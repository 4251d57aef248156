// The words of the page, from messages/en.json and messages/fr.json, in ICU MessageFormat.
// Only the language of the page is loaded. A test requires that both have the same keys and arguments.
import type english from "../../messages/en.json";
import type { Language } from "../address/links.ts";

/** The keys of the messages. */
export type MessageKey = keyof typeof english;

/** The locale of each language: both are Canadian. */
export const locales: Readonly<Record<Language, string>> = { en: "en-CA", fr: "fr-CA" };

/** Loads the messages of a language. */
export async function loadMessages(language: Language): Promise<Record<string, string>> {
  const module = language === "fr" ? await import("../../messages/fr.json") : await import("../../messages/en.json");
  return module.default;
}
