// <copy-text> round a field to copy from: a button that copies all of it, where the browser lets it.
class CopyText extends HTMLElement {
  connectedCallback() {
    if (!navigator.clipboard || this.button) return;
    this.button = Object.assign(document.createElement("button"), { type: "button", className: "button" });
    this.button.textContent = this.getAttribute("label");
    this.note = Object.assign(document.createElement("span"), { className: "small muted" });
    this.note.setAttribute("role", "status");
    this.append(this.button, this.note);
    this.button.addEventListener("click", this.copy);
  }

  copy = async () => {
    const field = this.querySelector("input, textarea");
    try {
      await navigator.clipboard.writeText(field.value);
      this.note.textContent = "Copied";
    } catch {
      field.select();
      this.note.textContent = "Now copy what is selected";
    }
  };
}

customElements.define("copy-text", CopyText);
