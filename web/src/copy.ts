// Copies the text before a button that says so, and tells it once.
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
}
