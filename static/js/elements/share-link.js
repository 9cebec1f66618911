// <share-link> round a link to a page with an address to copy: shares by the device's own means, else copies.
// Where neither works, the link leads on as it does without this.
const STAYS_FOR = 4_000;

class ShareLink extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this.#onClick);
  }

  async share(url) {
    if (!navigator.share) return this.copy(url);
    try {
      await navigator.share({ title: document.title, url });
    } catch (problem) {
      if (problem.name !== "AbortError") await this.copy(url); // whoever closes the dialog wants nothing more
    }
  }

  async copy(url) {
    await navigator.clipboard.writeText(url);
    this.#say("Address copied");
  }

  #onClick = async (event) => {
    const link = event.target.closest("a");
    const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
    if (!link || !isPlain || !(navigator.share || navigator.clipboard)) return;
    event.preventDefault();
    try {
      await this.share(new URL("..", link.href).href);
    } catch {
      location.assign(link.href);
    }
  };

  #say(words) {
    this.note ??= this.appendChild(Object.assign(document.createElement("span"), { role: "status" }));
    this.note.textContent = words;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.note.textContent = ""), STAYS_FOR);
  }
}

customElements.define("share-link", ShareLink);
