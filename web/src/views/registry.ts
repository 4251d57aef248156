// The views by the name that the server writes into #app as data-view. A new view is a file here and a line below.
// Each is loaded by itself, so that a page loads what it draws and no more.
import type { ComponentType } from "react";
import type { ViewName } from "../address/links.ts";

/** Loads the component of each view, which takes nothing: its state is in the address. */
export const views: Readonly<Partial<Record<ViewName, () => Promise<ComponentType>>>> = {
  network: async () => (await import("./network.tsx")).NetworkView,
  sessions: async () => (await import("./sessions/sessions.tsx")).SessionsView,
};
