// <quick-acts> does what a key asks for ("quick-act"), with the buttons that stand in the page or, for a film that is
// not the page's own, with those of the film's page; and says what came of it.
const OTHER_FILM = ".entry__aside > .poster a, .profile--small > .poster a";
const OWN_LOG = ":is(.panel, .entry__aside) [data-dialog]";
const OWN_LISTS = ".panel__lists";
const WORDS = { watch: ["watched", "no longer watched"], like: ["liked", "no longer liked"] };
const TIME_TO_READ = 5000;

const filmOf = (place) => (place?.matches(".poster__frame") ? place : place?.querySelector(".poster__frame"));
// The posters to choose from where one logs lead to the form.
const addressOf = (link) => link.pathname.replace(/\/log\/$/, "/");

class QuickActs extends HTMLElement {
  connectedCallback() {
    document.addEventListener("quick-act", this.#onAct);
  }

  disconnectedCallback() {
    document.removeEventListener("quick-act", this.#onAct);
  }

  say(words) {
    this.textContent = words;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.replaceChildren(), TIME_TO_READ);
  }

  log(place) {
    const film = filmOf(place);
    if (film) return document.querySelector("modal-dialog").open(`${addressOf(film)}log/`);
    (document.querySelector(OWN_LOG) ?? document.querySelector(".masthead__log")).click();
  }

  lists(place) {
    const film = filmOf(place);
    const back = encodeURIComponent(location.pathname + location.search);
    if (film) return document.querySelector("modal-dialog").open(`${addressOf(film)}add-to-lists/?next=${back}`);
    document.querySelector(OWN_LISTS)?.click();
  }

  like(review) {
    const button = review.querySelector("button.like__button");
    if (button) this.#press(button, `${button.lastElementChild.textContent.trim()}: ${this.#said(button, "like")}`);
  }

  async act(name, id, place) {
    const film = filmOf(place) ?? document.querySelector(OTHER_FILM);
    const page = film ? await this.#page(await fetch(addressOf(film))) : document;
    const control = page.getElementById(id);
    if (!control) return;
    const said = `${page.querySelector(".film__title").textContent}: ${this.#said(control, name)}`;
    if (film) await this.#send(control, place, said);
    else this.#press(control, said);
  }

  #onAct = async ({ detail: { name, id, place } }) => {
    const review = place ? place.closest(".review") : document.querySelector(".entry__foot");
    try {
      if (name === "log" || name === "lists") this[name](place);
      else if (name === "like" && review) this.like(review);
      else await this.act(name, id, place);
    } catch {
      this.say("That did not work. Try again in a little while.");
    }
  };

  #said(control, name) {
    return control.closest("label")?.title ?? WORDS[name][Number(control.form.action.includes("/un"))];
  }

  #press(control, said) {
    const { form } = control;
    const onAnswer = ({ detail }) => {
      if (detail.requestConfig.elt !== form) return;
      document.removeEventListener("htmx:afterSettle", onAnswer);
      if (detail.successful) this.say(said);
    };
    document.addEventListener("htmx:afterSettle", onAnswer);
    if (control.type !== "radio") return control.click();
    control.checked = true;
    control.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // The plain form, which leads back to this page: what stands at the place now is taken from there.
  async #send(control, place, said) {
    control.checked = true;
    const body = new FormData(control.form);
    body.set("next", location.pathname + location.search);
    const response = await fetch(control.form.action, { method: "POST", body });
    const page = await this.#page(response);
    if (new URL(response.url).pathname !== location.pathname) return location.assign(response.url);
    this.say(said);
    if (!place?.matches(".poster__frame")) return;
    const same = `.poster__frame[href="${place.pathname}"]`;
    const anew = page.querySelectorAll(same)[[...document.querySelectorAll(same)].indexOf(place)];
    place.nextElementSibling?.remove();
    if (anew?.nextElementSibling) place.after(anew.nextElementSibling);
  }

  async #page(response) {
    if (!response.ok) throw new Error(response.statusText);
    return new DOMParser().parseFromString(await response.text(), "text/html");
  }
}

customElements.define("quick-acts", QuickActs);
