// <draft-text key="…"> round a textarea keeps what was typed until it is saved.
// <draft-saved key="…"> on the page after a save says that it arrived. Sending alone forgets nothing: a send may fail.
const PREFIX = "draft:";
const TIME_TO_ARRIVE = 2 * 60 * 1000;

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key));
  } catch {
    return null;
  }
}

function write(key, draft) {
  try {
    if (draft) localStorage.setItem(PREFIX + key, JSON.stringify(draft));
    else localStorage.removeItem(PREFIX + key);
  } catch {
    // Storage is full or switched off: the text stands in the page all the same.
  }
}

class DraftText extends HTMLElement {
  connectedCallback() {
    this.textarea = this.querySelector("textarea");
    if (!this.textarea) return;
    this.given = this.textarea.value;
    this.textarea.addEventListener("input", () => this.keep());
    this.textarea.form?.addEventListener("submit", this.#onSubmit);
    this.textarea.form?.addEventListener("draft-kept", this.#onKept);
    this.restore();
  }

  get key() {
    return this.getAttribute("key");
  }

  keep() {
    const { value } = this.textarea;
    write(this.key, value && value !== this.given ? { text: value } : null);
  }

  restore() {
    const draft = read(this.key);
    if (!draft?.text) return;
    // We are back at the form, so whatever was sent has not arrived.
    write(this.key, { text: draft.text });
    if (draft.text === this.given) return;
    this.textarea.value = draft.text;
    this.#offerToDiscard();
  }

  discard() {
    write(this.key, null);
    this.textarea.value = this.given;
    this.querySelector(".draft-notice")?.remove();
    this.textarea.focus();
  }

  #onSubmit = () => {
    if (this.textarea.value !== this.given) write(this.key, { text: this.textarea.value, sentAt: Date.now() });
  };

  // The site has it now (<server-draft>): a copy here would stand in the way of newer words from elsewhere.
  #onKept = ({ detail }) => {
    this.given = detail[this.textarea.name];
    if (this.textarea.value !== this.given) return;
    write(this.key, null);
    this.querySelector(".draft-notice")?.remove();
  };

  #offerToDiscard() {
    const notice = document.createElement("p");
    notice.className = "draft-notice";
    notice.setAttribute("role", "status");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Discard it";
    button.addEventListener("click", () => this.discard());
    notice.append("We kept what you typed.", button);
    this.append(notice);
  }
}

class DraftSaved extends HTMLElement {
  connectedCallback() {
    const key = this.getAttribute("key");
    if (Date.now() - (read(key)?.sentAt ?? 0) < TIME_TO_ARRIVE) write(key, null);
  }
}

// In this order: where both stand on one page, what has arrived is forgotten before anything is restored.
customElements.define("draft-saved", DraftSaved);
customElements.define("draft-text", DraftText);
