// The language of the page, for what depends on it beside the words: labels asked of the API, addresses, sorting.
import { createContext, useContext } from "react";
import type { Language } from "../address/links.ts";
import type { Lang } from "../api/documents.ts";

/** The language that the server rendered the page in. */
export const LanguageContext = createContext<Language>("en");

/** Returns the language of the page, and its name in the API. */
export function useLanguage(): { readonly language: Language; readonly lang: Lang } {
  const language = useContext(LanguageContext);
  return { language, lang: language === "fr" ? "FR" : "EN" };
}
