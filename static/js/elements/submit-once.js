// <submit-once> round a form: a second click while the first is on its way does nothing.
const LONGEST_WAIT = 15_000;

class SubmitOnce extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", this.#onSubmit, { capture: true });
    addEventListener("pageshow", this.release);
  }

  disconnectedCallback() {
    removeEventListener("pageshow", this.release);
  }

  release = () => this.#mark(false);

  #onSubmit = (event) => {
    if (this.isSending) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    // Later, because another listener may still stop this one.
    setTimeout(() => {
      if (event.defaultPrevented) return;
      this.#mark(true);
      this.timer = setTimeout(this.release, LONGEST_WAIT);
    });
  };

  #mark(isSending) {
    clearTimeout(this.timer);
    this.isSending = isSending;
    for (const button of this.querySelectorAll("button:not([type=button])")) {
      if (isSending) button.setAttribute("aria-disabled", "true");
      else button.removeAttribute("aria-disabled");
    }
  }
}

customElements.define("submit-once", SubmitOnce);
