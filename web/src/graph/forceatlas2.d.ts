// The part of graphology-layout-forceatlas2 that has no types of its own.
// It is one round over two matrices, which it changes.
declare module "graphology-layout-forceatlas2/iterate.js" {
  export default function iterate(settings: Readonly<Record<string, number | boolean>>, nodes: Float32Array, edges: Float32Array): object;
}
