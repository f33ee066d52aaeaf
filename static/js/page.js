// htmx and forms everywhere: the CSRF token, 422 answers, no double submit, no submit while composing a character.
const token = document.querySelector("meta[name=csrf-token]")?.content;

document.addEventListener("htmx:configRequest", (event) => {
  if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token;
});

// A form that did not validate comes back as 422 and is shown like any other answer.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 422) Object.assign(event.detail, { shouldSwap: true, isError: false });
});

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (event.defaultPrevented || !button) return;
  if (button.getAttribute("aria-busy") === "true") return event.preventDefault();
  if (event.target.method === "post") button.setAttribute("aria-busy", "true");
});
addEventListener("pageshow", () => document.querySelectorAll("button[aria-busy]").forEach((button) => button.removeAttribute("aria-busy")));

// Enter that accepts a Chinese candidate must never send the form (Safari reports it as key code 229).
document.addEventListener("keydown", (event) => {
  const accepts = event.key === "Enter" && (event.isComposing || event.keyCode === 229);
  if (accepts && event.target instanceof HTMLInputElement) event.preventDefault();
});

// "Load more" replaces itself by rows: the keyboard goes on at the first new one.
let before;
document.addEventListener("htmx:beforeSwap", (event) => {
  before = event.detail.target.id === "more" ? event.detail.target.previousElementSibling : undefined;
});
document.addEventListener("htmx:afterSettle", () => {
  const first = before?.nextElementSibling;
  if (first) Object.assign(first, { tabIndex: -1 }).focus({ preventScroll: true });
  before = undefined;
});
