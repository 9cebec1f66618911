// <poster-lists> stands once in a page: under the mouse every poster has a link that leads to the lists its film is put
// into. Keys have a key of their own for it, and fingers the film's page.
const FILM = /^\/film\/[\w-]+\/$/;
const NARROWEST = 88; // pixels; on smaller posters the link would be most of them

class PosterLists extends HTMLElement {
  connectedCallback() {
    document.addEventListener("pointerover", this.#onOver);
  }

  disconnectedCallback() {
    document.removeEventListener("pointerover", this.#onOver);
  }

  #onOver = ({ pointerType, target }) => {
    const poster = pointerType === "mouse" && target.closest?.(".poster");
    if (poster && poster === this.link?.parentElement) return;
    this.link?.remove();
    const frame = poster && poster.querySelector("a.poster__frame");
    if (!frame || !FILM.test(frame.pathname) || frame.offsetWidth < NARROWEST) return;
    this.link ??= this.#make();
    const back = encodeURIComponent(location.pathname + location.search);
    this.link.href = `${frame.pathname}add-to-lists/?next=${back}`;
    poster.append(this.link);
  };

  #make() {
    const link = document.createElement("a");
    link.className = "poster__lists";
    link.title = "Add to lists";
    link.tabIndex = -1;
    link.dataset.dialog = "";
    const sprite = document.querySelector("use").getAttribute("href").split("#")[0];
    link.innerHTML = `<svg class="icon" role="img" aria-label="Add to lists"><use href="${sprite}#plus"/></svg>`;
    return link;
  }
}

customElements.define("poster-lists", PosterLists);
