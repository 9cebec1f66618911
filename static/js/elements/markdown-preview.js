// <markdown-preview src="/preview/"> round a textarea and a button named "preview": shows the text as it will stand.
class MarkdownPreview extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector('button[name="preview"]');
    this.textarea = this.querySelector("textarea");
    this.output = this.querySelector(".preview");
    this.button?.addEventListener("click", this.#onClick);
  }

  async show() {
    const body = new FormData();
    body.set("text", this.textarea.value);
    body.set("csrfmiddlewaretoken", this.textarea.form.elements.csrfmiddlewaretoken?.value ?? "");
    const response = await fetch(this.getAttribute("src"), { method: "POST", body, headers: { "HX-Request": "true" } });
    if (!response.ok) throw new Error(response.statusText);
    this.output.innerHTML = await response.text();
    this.#turn(true);
  }

  write() {
    this.#turn(false);
    this.textarea.focus();
  }

  #onClick = async (event) => {
    event.preventDefault();
    if (this.textarea.hidden) return this.write();
    try {
      await this.show();
    } catch {
      this.output.textContent = "The preview could not be made just now. Your text is safe.";
      this.output.hidden = false;
    }
  };

  #turn(isShown) {
    this.output.hidden = !isShown;
    this.textarea.hidden = isShown;
    this.button.textContent = isShown ? "Write on" : "Preview";
  }
}

customElements.define("markdown-preview", MarkdownPreview);
