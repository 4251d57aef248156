// The writer of graphology-gexf by itself: the package's entry for browsers brings its parser along.
// The package has no types for the file; they are those of its function write.
declare module "graphology-gexf/browser/writer.js" {
  export { write as default } from "graphology-gexf";
}
