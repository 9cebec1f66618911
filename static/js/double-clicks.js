// The second half of a double click would take back what the first half did: it is meant for nothing.
document.addEventListener(
  "click",
  (event) => {
    if (event.detail > 1 && event.target.closest?.("form[data-hx-post] button")) {
      event.preventDefault();
      event.stopPropagation();
    }
  },
  { capture: true },
);
