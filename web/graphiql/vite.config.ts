// Builds the GraphQL explorer, the page at /graphiql, into dist/graphiql; web/embed.go puts it into the program.
// Everything it needs is bundled: the page loads nothing from another host and keeps to the site's strict CSP.
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { browsers } from "../browsers.ts";
import { file, readQuestions } from "./read-questions.js";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// questions serves the questions of QUESTIONS.md as a module, without their answers.
function questions(): Plugin {
  const name = "virtual:questions";
  return {
    name,
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    async load(id) {
      if (id !== `\0${name}`) {
        return undefined;
      }
      this.addWatchFile(fileURLToPath(file));
      return `export default ${JSON.stringify(await readQuestions())};`;
    },
  };
}

export default defineConfig({
  root: here("."),
  base: "/graphiql/",
  plugins: [questions()],
  resolve: {
    // The library writes <style> elements, which the CSP forbids; ours does the same with constructed style sheets.
    alias: { "react-style-singleton": here("style-singleton.ts") },
  },
  css: {
    postcss: {
      plugins: [
        {
          // GraphiQL's style sheet carries 350 kB of fonts as data: URLs; graphiql.css names the reader's own instead.
          postcssPlugin: "without-fonts",
          AtRule: { "font-face": (rule) => void rule.remove() },
        },
      ],
    },
  },
  build: {
    outDir: here("../dist/graphiql"),
    emptyOutDir: true,
    target: browsers,
    // A data: URL would need its own word in the CSP; files are cached for good under their hashed names.
    assetsInlineLimit: 0,
    // The one large chunk is the page; it is loaded from the reader's own machine or once.
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      // "use client" marks modules for servers that render React; there is none here.
      onLog(level, log, handler) {
        if (log.code !== "MODULE_LEVEL_DIRECTIVE") {
          handler(level, log);
        }
      },
    },
  },
});
