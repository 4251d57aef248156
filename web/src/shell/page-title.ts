// The heading and the title of the page, which the server writes for the address that it was asked. Where a view goes on to
// another question without leaving the page, they follow, so that tabs, bookmarks and history say what is shown.
import { useEffect } from "react";
import { useIntl } from "react-intl";

/** Sets the heading and the title of the page; null leaves them until there is a name for what is shown. */
export function usePageTitle(title: string | null): void {
  const intl = useIntl();
  const whole = title === null ? null : title + intl.formatMessage({ id: "page.separator" }) + intl.formatMessage({ id: "page.site" });
  useEffect(() => {
    if (title === null || whole === null) {
      return;
    }
    document.title = whole;
    const heading = document.querySelector("#main h1");
    // The name may be the first in the page's own language.
    heading?.removeAttribute("lang");
    (heading?.querySelector("bdi") ?? heading)?.replaceChildren(title);
  }, [title, whole]);
}
