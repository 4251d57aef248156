// Hands files to the reader: the browser saves what a link with a download attribute leads to, from memory.
// Nothing is sent anywhere. A picture is drawn from its SVG, which stands in a data: address, as the CSP allows.

/** Saves content under a name. */
export function save(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has the file once the click is handled.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 0);
}

// A canvas has at most this many pixels on a side in every browser.
const mostPixels = 8192;

/** Draws an SVG file as PNG, with two pixels to the unit if that fits. Errors: one that says so if the browser cannot draw it. */
export async function png(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const scale = Math.min(2, mostPixels / image.naturalWidth, mostPixels / image.naturalHeight);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.naturalWidth * scale);
  canvas.height = Math.round(image.naturalHeight * scale);
  const context = canvas.getContext("2d");
  if (!context) {
    throw new Error("this browser draws no pictures");
  }
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, "image/png");
  });
  if (!blob) {
    throw new Error("this browser draws no pictures");
  }
  return blob;
}

/**
 * Returns the values that tokens have on paper, whatever the screen has: a file is printed, and sent to others. Names are those
 * of the tokens without dashes before them.
 */
export function tokens<const N extends string>(names: readonly N[]): Readonly<Record<N, string>> {
  const probe = document.createElement("span");
  probe.className = "on-paper";
  probe.hidden = true;
  document.body.append(probe);
  const style = getComputedStyle(probe);
  const values = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])) as Record<N, string>;
  probe.remove();
  return values;
}

/** Returns the style of the page's typefaces with their files in it, so that a picture has them wherever it is opened. */
export async function faces(): Promise<string> {
  const rules = [...document.styleSheets].flatMap(({ href, cssRules }) =>
    [...cssRules].filter((rule) => rule instanceof CSSFontFaceRule).map(({ cssText }) => ({ text: cssText, base: href ?? location.href })),
  );
  const filled = rules.map(async ({ text, base }) => {
    const address = /url\("?([^")]+\.woff2)"?\)/.exec(text)?.[1];
    if (address === undefined) {
      return ""; // a font of the reader's system
    }
    const file = await (await fetch(new URL(address, base))).blob();
    const content = await new Promise<string>((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => {
        resolve(reader.result as string); // as readAsDataURL says
      };
      reader.onerror = () => {
        reject(new Error("this browser reads no typefaces"));
      };
      reader.readAsDataURL(file);
    });
    return text.replace(address, content);
  });
  return (await Promise.all(filled)).join("");
}
