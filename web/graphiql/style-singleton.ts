// Stands in for the package react-style-singleton, with which dialogs keep the page behind them from scrolling.
// The package writes a <style> element, which the site's CSP forbids; a constructed style sheet does the same without.
import { useEffect, type FC } from "react";

/**
 * Returns a component that applies its styles while at least one instance is mounted. The first instance's styles
 * count, as in the package; a dynamic one replaces them when its styles change.
 */
export function styleSingleton(): FC<{ styles: string; dynamic?: boolean }> {
  const sheet = new CSSStyleSheet();
  let mounted = 0;
  return function Sheet({ styles, dynamic = false }) {
    useEffect(
      () => {
        if (mounted === 0) {
          sheet.replaceSync(styles);
          document.adoptedStyleSheets.push(sheet);
        }
        mounted++;
        return () => {
          mounted--;
          if (mounted === 0) {
            document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
          }
        };
      },
      // As in the package: styles that are not dynamic are those of the first mounting.
      [dynamic ? styles : false],
    );
    return null;
  };
}
