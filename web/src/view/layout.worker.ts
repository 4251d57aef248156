// Arranges what is drawn off the main thread. It is a file of our own, since the page's CSP lets no worker come from a blob,
// as those of the layout packages do.
import { arrange } from "../graph/arrange.ts";
import type { LayoutAnswer, LayoutRequest } from "./layout.ts";

self.addEventListener("message", ({ data }: MessageEvent<LayoutRequest>) => {
  const answer: LayoutAnswer = { ticket: data.ticket, ...arrange(data) };
  self.postMessage(answer);
});
