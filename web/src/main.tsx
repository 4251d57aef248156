// Draws the view that the server names in #app, in the language of the page.
// Without such an element, on pages that are read without scripts, it does nothing.
import { StrictMode, type ComponentType, type ReactElement } from "react";
import { createRoot } from "react-dom/client";
import { IntlProvider } from "react-intl";
import type { Language } from "./address/links.ts";
import { noteVersion } from "./api/version.ts";
import { Boundary } from "./shell/boundary.tsx";
import { LanguageContext } from "./shell/language.ts";
import { loadMessages, locales } from "./shell/messages.ts";
import "./shell/press-style.ts";
import { VersionNotice } from "./shell/version-notice.tsx";
import { views } from "./views/registry.ts";
import "../styles/view.css";

function Page(props: { readonly view: ComponentType; readonly language: Language; readonly messages: Record<string, string> }): ReactElement {
  const { view: View, language, messages } = props;
  return (
    <IntlProvider locale={locales[language]} messages={messages}>
      <LanguageContext value={language}>
        <VersionNotice />
        <Boundary>
          <View />
        </Boundary>
      </LanguageContext>
    </IntlProvider>
  );
}

async function draw(app: HTMLElement): Promise<void> {
  const { view: name, lang, version } = app.dataset;
  const load = Object.entries(views).find(([known]) => known === name)?.[1];
  if (!load) {
    throw new Error(`#app names no view: data-view is ${String(name)}`);
  }
  if (version !== undefined && /^\d+$/.test(version)) {
    noteVersion(Number(version));
  }
  const language = lang === "fr" ? "fr" : "en";
  const [view, messages] = await Promise.all([load(), loadMessages(language)]);
  createRoot(app).render(
    <StrictMode>
      <Page view={view} language={language} messages={messages} />
    </StrictMode>,
  );
}

const app = document.getElementById("app");
if (app) {
  void draw(app);
}
