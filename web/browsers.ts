// The oldest browsers that the pages are right in: those of the end of 2022, with the Firefox ESR of then. The builds lower
// syntax to what these know, and the linter holds style sheets to the features that all browsers had by then (Baseline 2022).
export const browsers = ["chrome108", "edge108", "firefox102", "safari16"];
