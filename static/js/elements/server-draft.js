// <server-draft url="…" version="…"> in a form sends what is typed to the site, and says so in a quiet line. When another
// window has sent something else meanwhile, it asks whose words stay. What the site did not get, <draft-text> keeps here.
const PAUSE = 1500;
const PAUSE_AFTER_A_FIELD = 400; // long enough that pressing "Save" comes first
const LONGEST_PAUSE = 60_000;
const PATIENCE = 20_000;
const MOST_ON_LEAVING = 15_000; // characters; browsers send at most 64 KB for a page that is left
const NOT_SENT = "Not saved on the site yet; your text is kept on this device.";

const plain = (value) => String([value ?? ""].flat()[0] ?? "").replaceAll("\r\n", "\n");
const clock = (moment) => new Date(moment).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

class ServerDraft extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.known = this.typed;
    this.unanswered = [];
    this.pause = PAUSE;
    const { signal } = (this.life = new AbortController());
    this.form.addEventListener("input", this.#onInput, { signal });
    this.form.addEventListener("change", () => this.later(PAUSE_AFTER_A_FIELD), { signal });
    this.form.addEventListener("submit", this.#onSubmit, { signal });
    for (const event of ["online", "blur", "pagehide"]) addEventListener(event, () => this.save(), { signal });
  }

  disconnectedCallback() {
    this.life.abort();
    this.save();
  }

  get fields() {
    return [...this.form.elements].filter((field) => field.name && !["hidden", "submit", "button"].includes(field.type));
  }

  get typed() {
    const given = new FormData(this.form);
    return Object.fromEntries(this.fields.map(({ name }) => [name, plain(given.get(name))]));
  }

  later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  async save() {
    clearTimeout(this.timer);
    const { typed } = this;
    if (this.isLeft || this.isSending || this.isAsking || this.#isSame(typed, this.known)) return;
    this.isSending = true;
    if (!this.unanswered.some((sent) => this.#isSame(sent, typed))) this.unanswered.push(typed);
    try {
      await this.#send(typed);
    } catch {
      if (!this.isLeft) this.#onUnreached();
    }
    this.isSending = false;
  }

  take(theirs) {
    for (const field of this.fields) {
      const value = plain(theirs[field.name]);
      if (field.type === "checkbox") field.checked = Boolean(value);
      else if (field.type === "radio") field.checked = field.value === value;
      else field.value = value;
    }
    this.form.dispatchEvent(new Event("input", { bubbles: true }));
  }

  async #send(typed) {
    const body = new FormData(this.form);
    body.set("version", this.getAttribute("version"));
    const keepalive = JSON.stringify(typed).length < MOST_ON_LEAVING;
    const request = (this.request = new AbortController());
    setTimeout(() => request.abort(), PATIENCE);
    const how = { method: "POST", body, keepalive, signal: request.signal, redirect: "manual" };
    const response = await fetch(this.getAttribute("url"), how);
    if (response.status >= 500 || response.status === 429) throw new Error(response.statusText);
    this.pause = PAUSE;
    if (response.status === 409) this.#onOthers(await response.json(), typed);
    else if (response.ok) this.#onSaved(await response.json(), typed);
    else this.#onRefused(typed, await response.json().catch(() => ({})));
    this.unanswered = [];
    if (this.isConnected && !this.#isSame(this.typed, this.known)) this.later(PAUSE);
  }

  // What is sent in the end says which draft it was, so that this one ends with it.
  #onSaved({ version, saved_at }, typed) {
    this.setAttribute("version", version);
    if (this.form.elements.version) this.form.elements.version.value = version;
    this.known = typed;
    this.#say(`Draft saved ${clock(saved_at)}`);
    this.form.dispatchEvent(new CustomEvent("draft-kept", { detail: typed }));
  }

  // An answer may have been lost on its way: then the words of "another window" are our own.
  #onOthers({ version, saved_at, theirs }, typed) {
    const isOurs = this.unanswered.some((sent) => this.#isSame(sent, theirs));
    this.setAttribute("version", version);
    this.known = theirs;
    if (this.#isSame(typed, theirs)) this.#onSaved({ version, saved_at }, typed);
    else if (!isOurs) this.#ask(theirs, saved_at);
  }

  // Signed out, too long or gone: only another text is worth another try.
  #onRefused(typed, { refusal }) {
    this.known = typed;
    const why = refusal ?? "The site did not take this draft; you may be signed out.";
    this.#say(`${why} Your text is kept on this device.`);
  }

  #ask(theirs, savedAt) {
    this.isAsking = true;
    this.#say(`Another window changed this draft at ${clock(savedAt)}.`, "alert");
    this.firstElementChild.append(
      this.#button("Keep mine", () => this.save()),
      this.#button("Take the other", () => {
        this.take(theirs);
        this.#onSaved({ version: this.getAttribute("version"), saved_at: savedAt }, this.typed);
      }),
    );
  }

  #button(words, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words;
    button.addEventListener("click", () => {
      this.isAsking = false;
      this.replaceChildren();
      this.form.querySelector("textarea")?.focus();
      act();
    });
    return button;
  }

  #say(words, role = "") {
    const line = document.createElement("p");
    line.className = "draft-notice";
    line.append(words);
    if (role) line.setAttribute("role", role);
    this.replaceChildren(line);
  }

  #isSame(one, other) {
    return this.fields.every(({ name }) => plain(one[name]) === plain(other[name]));
  }

  #onUnreached() {
    this.#say(NOT_SENT);
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
    if (this.isConnected) this.later(this.pause);
  }

  #onInput = () => {
    this.isLeft = false;
    this.later(PAUSE);
  };

  // What is sent whole is a draft no longer.
  #onSubmit = () => {
    this.isLeft = true;
    clearTimeout(this.timer);
    this.request?.abort();
  };
}

customElements.define("server-draft", ServerDraft);
