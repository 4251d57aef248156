// Builds the view into dist/view, with the manifest in which the server finds the hashed names of its files.
// Everything is bundled: the pages load nothing from another host and keep to the site's strict CSP. Vitest reads it too.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { browsers } from "./browsers.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// The catalogs hold the words of the pages too, of which the view uses a few: those that its code names.
const messages = {
  name: "messages",
  apply: "build" as const,
  enforce: "pre" as const,
  transform(code: string, id: string): string | null {
    if (!/\/messages\/(en|fr)\.json$/.test(id)) {
      return null;
    }
    const named = new Set(
      readdirSync(here("src"), { recursive: true, encoding: "utf8" })
        .filter((file) => /\.tsx?$/.test(file))
        .flatMap((file) => readFileSync(here(`src/${file}`), "utf8").match(/(?<=")page\.[a-z.-]+(?=")/g) ?? []),
    );
    const words = Object.entries(JSON.parse(code) as Record<string, string>).filter(([key]) => !key.startsWith("page.") || named.has(key));
    return JSON.stringify(Object.fromEntries(words));
  },
};

export default defineConfig({
  plugins: [messages],
  root: here("."),
  base: "/view/",
  publicDir: false,
  build: {
    outDir: here("dist/view"),
    emptyOutDir: true,
    manifest: true,
    target: browsers,
    // A data: URL would need its own word in the CSP; files are cached for good under their hashed names.
    assetsInlineLimit: 0,
    // Browsers without preloading of modules load them when they are imported; the helper for these is not needed.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { main: here("src/main.tsx"), exit: here("src/exit.ts"), swap: here("src/swap.ts"), fonts: here("styles/fonts.css") },
      // "use client" marks modules for servers that render React; there is none here.
      onLog(level, log, handler) {
        if (log.code !== "MODULE_LEVEL_DIRECTIVE") {
          handler(level, log);
        }
      },
    },
  },
  // A busy machine is no fault of what is tested.
  test: { include: ["src/**/*.test.{ts,tsx}"], environment: "node", testTimeout: 60_000 },
});
