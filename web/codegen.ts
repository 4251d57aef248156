// Makes src/api/documents.ts, the typed documents, of the questions in src and the schema: "npm run generate".
// The result is committed; "npm run check" fails when it is not what this makes.
import type { CodegenConfig } from "@graphql-codegen/cli";

export default {
  schema: "../schema/*.graphqls",
  documents: "src/**/*.graphql",
  generates: {
    "src/api/documents.ts": {
      plugins: ["typescript-operations", "typed-document-node"],
      config: {
        // The page sends text and never parses it; a syntax tree would be four times as large.
        documentMode: "string",
        enumType: "string-literal",
        scalars: { ID: "string", GraphologyGraph: "unknown" },
        defaultScalarType: "never",
        strictScalars: true,
        immutableTypes: true,
        useTypeImports: true,
        avoidOptionals: { field: false, inputValue: false, object: true, defaultValue: false },
        skipTypename: true,
        mergeFragmentTypes: true,
        inlineFragmentTypes: "combine",
      },
    },
  },
} satisfies CodegenConfig;
