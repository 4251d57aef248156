// What the linter asks of the code in web/ and of the published schema in schema/.
// It is run from the root of the repository, "npm run lint": ESLint reads no file above its folder.
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
    // The runner of Node awaits its tests itself.
    files: ["web/test/*.test.js"],
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
