// <film-search src="…"> round a search field: suggestions as one types. Choosing one follows its address; with `picks`
// it fills the field and the hidden one marked data-picked instead. With `shortcut` Ctrl K or ⌘ K leads to the field.
const PAUSE = 150;

class FilmSearch extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector('input[type="search"], input[type="text"]');
    if (!this.input || this.list) return;
    this.picked = this.querySelector("[data-picked]");
    this.list = document.createElement("suggestion-list");
    this.list.serve(this.input, "Suggestions");
    this.append(this.list);
    this.input.addEventListener("input", this.#onInput);
    this.addEventListener("suggestion-chosen", (event) => this.choose(event.detail.dataset));
    if (this.hasAttribute("shortcut")) document.addEventListener("keydown", this.#onShortcut);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.#onShortcut);
  }

  async suggest() {
    const query = this.input.value.trim();
    if (!query) return this.list.close();
    const url = new URL(this.getAttribute("src"), location);
    url.searchParams.set("q", query);
    this.request = new AbortController();
    try {
      const response = await fetch(url, { signal: this.request.signal });
      const found = document.createElement("template");
      found.innerHTML = response.ok ? await response.text() : "";
      this.list.show(found.content);
    } catch {
      // Typed on, or no connection: the form still sends.
    }
  }

  choose({ url, value, label }) {
    if (this.hasAttribute("picks")) {
      this.input.value = label;
      this.picked.value = value;
      this.dispatchEvent(new Event("change", { bubbles: true }));
    } else if (this.dispatchEvent(new CustomEvent("film-picked", { bubbles: true, cancelable: true, detail: { url } }))) {
      location.assign(url);
    }
  }

  #onInput = () => {
    this.request?.abort();
    if (this.picked) this.picked.value = "";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.suggest(), PAUSE);
  };

  #onShortcut = (event) => {
    if (event.key !== "k" || !(event.ctrlKey || event.metaKey) || !this.offsetParent) return;
    event.preventDefault();
    this.input.select();
  };
}

customElements.define("film-search", FilmSearch);
