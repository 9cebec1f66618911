// <star-rating> round the rating radios: digits choose (1 to 9 half-stars, 0 for ten), Delete clears,
// and with `autosave` a choice sends its form at once.
const PAUSE_AFTER_A_KEY = 400;

class StarRating extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", this.#onKey);
    this.addEventListener("pointerdown", this.#onPointer);
    this.addEventListener("change", this.#onChange);
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  choose(value) {
    const radio = this.querySelector(`input[type="radio"][value="${value}"]`);
    if (!radio || radio.checked) return;
    radio.checked = true;
    radio.focus();
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  }

  clear() {
    const button = this.querySelector("button.star-rating__clear");
    if (!button) this.choose("");
    else if (this.querySelector(":checked")) button.click();
  }

  #onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.type !== "radio") return;
    this.byKey = true;
    if (/^[0-9]$/.test(event.key)) this.choose(event.key === "0" ? "10" : event.key);
    else if (event.key === "Delete" || event.key === "Backspace") this.clear();
    else return;
    event.preventDefault();
  };

  #onPointer = () => {
    this.byKey = false;
  };

  #onChange = (event) => {
    if (!this.hasAttribute("autosave") || event.target.type !== "radio") return;
    clearTimeout(this.timer);
    // With arrow keys one passes over the values in between: only the one that is stayed on is saved.
    this.timer = setTimeout(() => event.target.form?.requestSubmit(), this.byKey ? PAUSE_AFTER_A_KEY : 0);
  };
}

customElements.define("star-rating", StarRating);
