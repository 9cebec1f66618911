// <drop-menu> round a <details>: Escape and a click elsewhere close it.
class DropMenu extends HTMLElement {
  connectedCallback() {
    document.addEventListener("click", this.#onClick);
    this.addEventListener("keydown", this.#onKey);
  }

  disconnectedCallback() {
    document.removeEventListener("click", this.#onClick);
  }

  close() {
    this.querySelector("details").open = false;
  }

  #onClick = (event) => {
    if (!this.contains(event.target)) this.close();
  };

  #onKey = (event) => {
    if (event.key !== "Escape" || !this.querySelector("details").open) return;
    this.close();
    this.querySelector("summary").focus();
  };
}

customElements.define("drop-menu", DropMenu);
