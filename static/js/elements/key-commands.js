// <key-commands> stands once in a page: single keys lead through it, and ask <quick-acts> to like, watch and rate.
// With `off` they do nothing; <key-switch> keeps that choice of a visitor on the device.
const PLACES =
  ".review, .poster-grid .poster__frame, .poster-strip .poster__frame, .diary tbody tr, .member-row, .result, .paging [rel], [data-place]";
const LINKS = "h3 a, .review__when, .member-row__name, .result__title";
const TYPING = "input:not([type=radio]), textarea, select, [contenteditable]";
const STORED = "single-keys";

const ask = (name, id) => () => document.dispatchEvent(new CustomEvent("quick-act", { detail: { name, id, place: placeNow() } }));
const placeNow = () => document.activeElement.closest(PLACES);
const press = (selector) => document.querySelector(selector)?.click();

function find() {
  const field = [...document.querySelectorAll("input[type=search]")].find((one) => one.offsetParent);
  if (field) field.select();
  else press(".masthead__search-link");
}

function go(step) {
  const places = [...document.querySelectorAll(PLACES)].filter((one) => one.checkVisibility());
  const from = places.indexOf(placeNow());
  const below = places.findIndex((one) => one.getBoundingClientRect().top >= 0);
  const place = places[from < 0 ? below - (step < 0) : from + step];
  if (!place) return;
  if (place.tabIndex < 0) place.tabIndex = -1;
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "nearest" });
}

const FOR_ALL = {
  "/": find,
  "?": () => press(".footer [data-dialog]"),
  j: () => go(1),
  k: () => go(-1),
};
const FOR_MEMBERS = { n: ask("log"), a: ask("lists"), l: ask("like", "panel-like"), w: ask("watch", "panel-watch") };
for (let rating = 1; rating <= 10; rating++) FOR_MEMBERS[rating % 10] = ask("rate", `panel-rating-${rating}`);

class KeyCommands extends HTMLElement {
  connectedCallback() {
    this.commands = { __proto__: null, ...FOR_ALL, ...(this.isOfMember && FOR_MEMBERS) };
    if (!this.isOfMember) this.toggleAttribute("off", isStored());
    document.addEventListener("keydown", this.#onKey);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.#onKey);
  }

  get isOfMember() {
    return Boolean(document.querySelector("quick-acts"));
  }

  #onKey = (event) => {
    const { key, target } = event;
    if (this.hasAttribute("off") || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    if (target.closest(TYPING) || document.querySelector("dialog[open]")) return;
    if (key === "Enter" && target === placeNow()) return target.querySelector(LINKS)?.click();
    if (!this.commands[key] || (event.repeat && !"jk".includes(key))) return;
    event.preventDefault();
    this.commands[key]();
  };
}

class KeySwitch extends HTMLElement {
  connectedCallback() {
    const box = this.querySelector("input");
    box.checked = !isStored();
    box.addEventListener("change", () => {
      store(!box.checked);
      document.querySelector("key-commands").toggleAttribute("off", !box.checked);
    });
  }
}

// Storage may be switched off: then the choice holds for the page alone.
function isStored() {
  try {
    return Boolean(localStorage.getItem(STORED));
  } catch {
    return false;
  }
}

function store(isOff) {
  try {
    if (isOff) localStorage.setItem(STORED, "off");
    else localStorage.removeItem(STORED);
  } catch {}
}

customElements.define("key-commands", KeyCommands);
customElements.define("key-switch", KeySwitch);
