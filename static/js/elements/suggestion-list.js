// <suggestion-list> is the popup of a field that completes: the listbox half of an ARIA combobox.
// It fires "suggestion-chosen" with the option; what is offered and what choosing means is its owner's business.
let made = 0;

class SuggestionList extends HTMLElement {
  serve(input, label) {
    this.input = input;
    this.id = `suggestions-${++made}`;
    this.className = "suggestions";
    this.hidden = true;
    this.setAttribute("role", "listbox");
    this.setAttribute("aria-label", label);
    for (const [name, value] of [["role", "combobox"], ["autocomplete", "off"], ["aria-autocomplete", "list"]]) {
      input.setAttribute(name, value);
    }
    input.setAttribute("aria-controls", this.id);
    input.setAttribute("aria-expanded", "false");
    input.addEventListener("keydown", this.#onKey);
    input.addEventListener("blur", () => this.close());
    this.addEventListener("mousedown", (event) => event.preventDefault());
    this.addEventListener("click", (event) => this.#choose(event.target.closest("[role=option]")));
  }

  show(...content) {
    this.replaceChildren(...content);
    this.options = [...this.querySelectorAll("[role=option]")];
    this.options.forEach((option, place) => (option.id = `${this.id}-${place}`));
    this.#open(this.options.length > 0 && document.activeElement === this.input);
  }

  close() {
    this.#open(false);
  }

  #open(isOpen) {
    this.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
    this.#select(null);
  }

  #select(option) {
    this.selected?.removeAttribute("aria-selected");
    this.selected = option;
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  #choose(option) {
    if (!option) return;
    this.close();
    this.dispatchEvent(new CustomEvent("suggestion-chosen", { bubbles: true, detail: option }));
  }

  #onKey = (event) => {
    if (this.hidden) return;
    const place = this.options.indexOf(this.selected);
    if (event.key === "ArrowDown") this.#select(this.options[(place + 1) % this.options.length]);
    else if (event.key === "ArrowUp") this.#select(this.options.at(place > 0 ? place - 1 : -1));
    else if ((event.key === "Enter" || event.key === "Tab") && this.selected) this.#choose(this.selected);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

customElements.define("suggestion-list", SuggestionList);
