// <tag-input src="/tags/"> round a text field with commas: completes the tag that is being typed.
const PAUSE = 150;

class TagInput extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    if (!this.input || this.list) return;
    this.list = document.createElement("suggestion-list");
    this.list.serve(this.input, this.getAttribute("label") ?? "Tags");
    this.append(this.list);
    this.input.addEventListener("input", this.#onInput);
    this.addEventListener("suggestion-chosen", (event) => this.complete(event.detail.textContent));
  }

  get tags() {
    return this.input.value.split(",").map((tag) => tag.trim());
  }

  async suggest() {
    const typed = this.tags.at(-1);
    if (!typed) return this.list.close();
    const url = new URL(this.getAttribute("src"), location);
    url.searchParams.set("q", typed);
    try {
      const { tags } = await (await fetch(url)).json();
      if (typed !== this.tags.at(-1)) return;
      this.list.show(...tags.filter((tag) => !this.tags.includes(tag)).map((tag) => this.#option(tag)));
    } catch {
      this.list.close();
    }
  }

  complete(tag) {
    this.input.value = `${[...this.tags.slice(0, -1), tag].join(", ")}, `;
    this.input.focus();
  }

  #option(tag) {
    const option = document.createElement("div");
    option.className = "suggestion";
    option.setAttribute("role", "option");
    option.textContent = tag;
    return option;
  }

  #onInput = () => {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.suggest(), PAUSE);
  };
}

customElements.define("tag-input", TagInput);
