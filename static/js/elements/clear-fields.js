// <clear-fields> round some fields and a button named "clear_how": empties them in place, without sending the form.
class ClearFields extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this.#onClick);
  }

  disconnectedCallback() {
    this.removeEventListener("click", this.#onClick);
  }

  #onClick = (event) => {
    const button = event.target.closest("button[name='clear_how']");
    if (!button) return;
    event.preventDefault();
    const fields = this.querySelectorAll("input, select");
    for (const field of fields) field.value = "";
    fields[0].dispatchEvent(new Event("input", { bubbles: true }));
    fields[0].focus();
    button.parentElement.remove();
  };
}

customElements.define("clear-fields", ClearFields);
