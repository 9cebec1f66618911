// <list-order> round the films of a list in its editor: moves them by drag and by keys. Each move is one small request
// that says what goes where; the answer is the films as they are then, and focus stays on the one that moved.
const STEPS = { ArrowUp: -1, ArrowDown: 1 };
const ENDS = ["pointerup", "pointercancel"];
const EDGE = 80, SCROLL = 14; // pixels: how near to the edge of the window a drag scrolls it, and by how much

class ListOrder extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", this.#onKey);
    this.addEventListener("pointerdown", this.#onDown);
    this.addEventListener("htmx:afterSettle", this.#onSettled);
    this.addEventListener("htmx:afterRequest", this.#onAnswered);
    this.addEventListener("change", this.#onPicked);
  }

  // Keys pressed while a move is on its way are added up and sent as one.
  async step(film, by) {
    this.steps = (this.film === film ? (this.steps ?? 0) : 0) + by;
    this.film = film;
    if (this.isSending) return;
    this.isSending = true;
    while (this.steps) {
      const sent = this.steps;
      this.steps = 0;
      await this.move(this.#row(this.film), { by: sent });
    }
    this.isSending = false;
  }

  move(row, where) {
    if (!row) return Promise.resolve();
    const values = { ...where, from: this.querySelector("[data-start]").dataset.start };
    const target = this.querySelector(".list-editor__films");
    return window.htmx.ajax("POST", row.dataset.move, { source: row, target, swap: "outerHTML show:none", values });
  }

  #row(film) {
    return this.querySelector(`[data-film="${CSS.escape(film)}"]`);
  }

  #onKey = (event) => {
    const row = event.target.closest("[data-film]");
    if (!row || !event.altKey || !STEPS[event.key]) return;
    event.preventDefault();
    if (!event.target.id) row.querySelector(`[id^="${STEPS[event.key] < 0 ? "up" : "down"}-"]`).focus();
    this.step(row.dataset.film, STEPS[event.key]);
  };

  #onDown = (event) => {
    const row = event.target.closest(".editor-row__grip")?.closest("[data-film]");
    if (!row || event.button) return;
    event.preventDefault();
    this.dragged = row;
    this.stood = row.nextElementSibling;
    row.classList.add("is-dragged");
    // Of the window: a row that changes its place in the page loses the pointer.
    addEventListener("pointermove", this.#onMove);
    for (const end of ENDS) addEventListener(end, this.#onDrop);
  };

  #onMove = ({ clientY }) => {
    const { dragged } = this;
    scrollBy(0, clientY < EDGE ? -SCROLL : clientY > innerHeight - EDGE ? SCROLL : 0);
    const others = [...dragged.parentElement.children].filter((row) => row !== dragged);
    const next = others.find((row) => {
      const { top, height } = row.getBoundingClientRect();
      return clientY < top + height / 2;
    });
    if (dragged.nextElementSibling !== (next ?? null)) dragged.parentElement.insertBefore(dragged, next ?? null);
  };

  #onDrop = ({ type }) => {
    const { dragged, stood } = this;
    removeEventListener("pointermove", this.#onMove);
    for (const end of ENDS) removeEventListener(end, this.#onDrop);
    dragged.classList.remove("is-dragged");
    const next = dragged.nextElementSibling;
    if (next === stood) return;
    if (type === "pointercancel") return dragged.parentElement.insertBefore(dragged, stood);
    this.move(dragged, next ? { before: next.dataset.film } : { behind: dragged.previousElementSibling.dataset.film });
  };

  // What was focused may have left the page with its film: then what is said of it is next.
  #onSettled = () => {
    if (document.activeElement === document.body) this.querySelector("#list-said").focus();
  };

  // A film chosen among the suggestions is added at once, and the field is free for the next one.
  #onPicked = ({ target }) => {
    if (target.localName === "film-search") target.querySelector("form").requestSubmit();
  };

  #onAnswered = ({ target, detail }) => {
    if (target.id !== "add-film" || !detail.successful) return;
    if (target.elements.film.value) target.elements.q.value = "";
    target.elements.film.value = "";
  };
}

customElements.define("list-order", ListOrder);
