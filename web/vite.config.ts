// Builds the view into dist/view, with the manifest in which the server finds the hashed names of its files.
// Everything is bundled: the pages load nothing from another host and keep to the site's strict CSP. Vitest reads it too.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { browsers } from "./browsers.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
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
