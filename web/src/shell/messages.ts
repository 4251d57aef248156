// The words of the page, from messages/en.json and messages/fr.json, in ICU MessageFormat.
// Only the language of the page is loaded. A test requires that both have the same keys and arguments.
import type english from "../../messages/en.json";
import type { Language } from "../address/links.ts";
import { frenchSpaces } from "./typography.ts";

/** The keys of the messages. */
export type MessageKey = keyof typeof english;

/** The locale of each language: both are Canadian. */
export const locales: Readonly<Record<Language, string>> = { en: "en-CA", fr: "fr-CA" };

declare global {
  // react-intl takes the keys of its messages from here, so that a missing one does not compile.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace FormatjsIntl {
    interface Message {
      ids: MessageKey;
    }
  }
}

/** Loads the messages of a language, French ones with the spaces of its typography. */
export async function loadMessages(language: Language): Promise<Record<string, string>> {
  if (language === "en") {
    return (await import("../../messages/en.json")).default;
  }
  const { default: messages } = await import("../../messages/fr.json");
  return Object.fromEntries(Object.entries(messages).map(([key, message]) => [key, frenchSpaces(message)]));
}
