// When an htmx request fails, the page says so in the place of the messages.
const WORDS = {
  0: "We could not reach the site. Check your connection and try again.",
  401: "You are signed out. Load the page again to sign in.",
  403: "That was refused. Load the page again; you may have been signed out.",
  404: "That is gone, or it is not open to you.",
  429: "That was a little too often. Wait a moment and try again.",
  503: "The site is busy. Wait a few seconds and try again.",
};

function say(words) {
  const place = document.getElementById("messages");
  if (!place) return;
  const message = document.createElement("p");
  message.className = "message message--error";
  message.textContent = words;
  place.replaceChildren(message);
  place.scrollIntoView({ block: "nearest" });
}

document.addEventListener("htmx:responseError", (event) => {
  say(WORDS[event.detail.xhr.status] ?? "That did not work, and the fault is on our side. Try again in a little while.");
});
for (const failure of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, () => say(WORDS[0]));
}
