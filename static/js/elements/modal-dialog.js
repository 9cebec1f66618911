// <modal-dialog> stands once in a page and opens links marked `data-dialog` in place. Forms inside are ordinary ones;
// links inside marked `data-dialog-close` close it instead of leading away.
class ModalDialog extends HTMLElement {
  connectedCallback() {
    document.addEventListener("click", this.#onClick);
    this.addEventListener("film-picked", this.#onPicked);
  }

  disconnectedCallback() {
    document.removeEventListener("click", this.#onClick);
  }

  async open(url) {
    try {
      this.#show(await this.#contentOf(url));
    } catch {
      location.assign(url);
    }
  }

  async #contentOf(url) {
    const response = await fetch(url, { headers: { Accept: "text/html" } });
    // A refusal, or the sign-in page, is for the whole window.
    if (!response.ok || new URL(response.url).pathname !== new URL(url, location).pathname) throw new Error(url);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const content = page.querySelector("[data-dialog-content]") ?? page.querySelector("main .wrap");
    content.querySelector("#messages")?.remove();
    return document.importNode(content, true);
  }

  #show(content) {
    this.dialog ??= this.#make();
    const body = this.dialog.lastElementChild;
    body.replaceChildren(...content.childNodes);
    this.dialog.setAttribute("aria-label", body.querySelector("h1")?.textContent.trim() ?? "");
    window.htmx?.process(body);
    if (!this.dialog.open) this.dialog.showModal();
    this.dialog.scrollTop = 0;
    (body.querySelector("[autofocus]") ?? body.querySelector("input:not([type=hidden]), select, textarea"))?.focus();
  }

  #make() {
    const dialog = document.createElement("dialog");
    dialog.className = "dialog";
    dialog.innerHTML =
      '<form method="dialog"><button class="dialog__close button button--quiet button--icon" aria-label="Close">✕</button></form><div class="dialog__body"></div>';
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog && !this.#holdsText()) dialog.close();
    });
    dialog.addEventListener("close", () => dialog.lastElementChild.replaceChildren());
    this.append(dialog);
    return dialog;
  }

  #holdsText() {
    return [...this.dialog.querySelectorAll("textarea")].some((textarea) => textarea.value);
  }

  #onClick = (event) => {
    const link = event.target.closest?.("a[data-dialog], dialog a[data-dialog-close]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (link.hasAttribute("data-dialog-close")) this.dialog.close();
    else this.open(link.href);
  };

  #onPicked = (event) => {
    event.preventDefault();
    this.open(event.detail.url);
  };
}

customElements.define("modal-dialog", ModalDialog);
