// What the linter asks of the code in web/ and of the published schema in schema/.
// It is run from the root of the repository, "npm run lint": ESLint reads no file above its folder.
import css from "@eslint/css";
import js from "@eslint/js";
import graphql from "@graphql-eslint/eslint-plugin";
import { defineConfig } from "eslint/config";
import { join } from "node:path";
import tseslint from "typescript-eslint";

const error = "error";
// The plugin's types are those of an older ESLint; this one takes it all the same.
const schemaPlugin = /** @type {import("eslint").ESLint.Plugin} */ (/** @type {unknown} */ (graphql));
const edges = { withEdgeSuffix: true, shouldImplementNode: true, listTypeCanWrapOnlyEdgeType: false };
const root = join(import.meta.dirname, "..");

export default defineConfig([
  // The documents are made by "npm run generate".
  { ignores: ["**/dist/", "**/node_modules/", "web/src/api/documents.ts"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["web/**/*.{js,ts,tsx}"],
    extends: [js.configs.recommended, tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    // The compiler knows which names there are, in Node and in the browser.
    rules: { "no-undef": "off" },
  },
  {
    // The oldest browsers of browsers.ts do not parse a module with a lookbehind; the build cannot lower it.
    files: ["web/{src,graphiql}/**/*.{ts,tsx}"],
    ignores: ["**/*.test.{ts,tsx}"],
    rules: {
      "no-restricted-syntax": ["error", { selector: "Literal[regex.pattern=/\\(\\?<[=!]/]", message: "Safari 16 knows no lookbehind; capture and put back." }],
    },
  },
  {
    // What the browsers of browsers.ts do not know all must be asked for with @supports, or be no loss where it is ignored.
    files: ["web/**/*.css"],
    plugins: { css },
    language: "css/css",
    rules: {
      "css/use-baseline": [
        "error",
        {
          available: 2022,
          allowAtRules: ["page"],
          // An outline was square, balanced lines, sizes and colors as the browser has them, printed pages broken anywhere.
          allowProperties: [
            "accent-color",
            "break-after",
            "forced-color-adjust",
            "outline",
            "page",
            "paint-order",
            "print-color-adjust",
            "text-size-adjust",
            "text-wrap",
          ],
          allowPropertyValues: { "font-family": ["ui-monospace"] },
        },
      ],
    },
  },
  {
    // The runner of Node awaits its tests itself.
    files: ["web/test/*.test.js", "web/test/smoke.js"],
    rules: {
      "@typescript-eslint/no-floating-promises": [
        "error",
        { allowForKnownSafeCalls: [{ from: "package", name: ["test", "describe"], package: "node:test" }] },
      ],
    },
  },
  {
    files: ["schema/*.graphqls"],
    plugins: { "@graphql-eslint": schemaPlugin },
    languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { schema: join(root, "schema/*.graphqls") } } },
    rules: {
      ...graphql.configs["flat/schema-recommended"].rules,
      ...graphql.configs["flat/schema-relay"].rules,
      "@graphql-eslint/no-hashtag-description": error,
      "@graphql-eslint/unique-enum-value-names": error,
      "@graphql-eslint/require-description": [
        error,
        { types: true, rootField: true, DirectiveDefinition: true, EnumValueDefinition: true, FieldDefinition: true, InputValueDefinition: true },
      ],
      // Types are described in blocks, fields in lines; the rule knows one style for both.
      "@graphql-eslint/description-style": "off",
      // Parts of a node, such as a citation, and the pages and edges of lists have no identity of their own. What has one
      // implements Node, which has an ID.
      "@graphql-eslint/strict-id-in-types": "off",
      // A connection offers its nodes beside its edges, and what is bounded by one record is a plain list.
      "@graphql-eslint/relay-edge-types": [error, edges],
    },
  },
  {
    // The pages of relationships lead to edges of the graph, which are not nodes.
    files: ["schema/relationship.graphqls"],
    rules: { "@graphql-eslint/relay-edge-types": [error, { ...edges, shouldImplementNode: false }] },
  },
]);
