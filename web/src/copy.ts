// Copies the text before a button that says so, and tells it once; and keeps how to share a view true where a script has changed
// the address since the server wrote it.
if (typeof document !== "undefined") {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>("button[data-copy]") : null;
    const text = button?.previousElementSibling?.textContent.trim();
    if (!button || text === undefined) {
      return;
    }
    void navigator.clipboard.writeText(text).then(() => {
      button.textContent = button.dataset["copy"] ?? "";
    });
  });
  let written = location.search;
  document.addEventListener(
    "toggle",
    (event) => {
      const share = event.target instanceof HTMLDetailsElement && event.target.matches(".share") ? event.target : null;
      if (!share?.open || written === location.search || !document.getElementById("app")) {
        return;
      }
      written = location.search;
      void fetch(location.href)
        .then((response) => response.text())
        .then((text) => {
          const now = new DOMParser().parseFromString(text, "text/html").querySelector(".share dl");
          if (now) {
            share.querySelector("dl")?.replaceWith(now);
          }
        });
    },
    { capture: true },
  );
}
