/** Reports whether the page stands in a frame elsewhere, which may show only addresses that say so. */
export const isEmbedded = (): boolean => new URLSearchParams(location.search).get("embed") === "1";
