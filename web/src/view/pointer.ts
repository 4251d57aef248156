// Tells what the pointer does to the picture: what it points at, selects and focuses.
// Fingers and the mouse are one to sigma; the keyboard has the navigator beside the picture.
import type Sigma from "sigma";
import type { EdgeData, NodeData } from "./data.ts";

/** What the picture tells of what is done to it; node and edge are keys of the graph, null for neither. */
export interface Events {
  hover(key: string | null): void;
  select(key: string | null): void;
  focus(node: string): void;
  lost(): void;
}

/** Calls events until sigma is killed. */
export function listen(sigma: Sigma<NodeData, EdgeData>, container: HTMLElement, events: Events): void {
  let pressed: string | null = null;
  // Sigma tells of the node that is entered before it tells of the edge that is left.
  let pointed: string | null = null;
  const enter = (key: string): void => {
    pointed = key;
    events.hover(key);
  };
  const leave = (key: string): void => {
    if (pointed === key) {
      pointed = null;
      events.hover(null);
    }
  };
  sigma.on("enterNode", ({ node }) => {
    enter(node);
  });
  sigma.on("leaveNode", ({ node }) => {
    leave(node);
  });
  sigma.on("enterEdge", ({ edge }) => {
    enter(edge);
  });
  sigma.on("leaveEdge", ({ edge }) => {
    leave(edge);
  });
  sigma.on("clickNode", ({ node }) => {
    pressed = node;
    events.select(node);
  });
  sigma.on("clickEdge", ({ edge }) => {
    pressed = null;
    events.select(edge);
  });
  sigma.on("clickStage", () => {
    pressed = null;
    events.select(null);
  });
  sigma.on("doubleClickNode", (event) => {
    event.preventSigmaDefault();
    events.focus(event.node);
  });
  sigma.on("doubleClickStage", (event) => {
    event.preventSigmaDefault();
    // The first click may have moved the node from under the second.
    if (pressed !== null) {
      events.focus(pressed);
    }
  });
  const lost = (event: Event): void => {
    event.preventDefault();
    events.lost();
  };
  for (const canvas of container.querySelectorAll("canvas")) {
    canvas.addEventListener("webglcontextlost", lost);
  }
}
