// Buttons that act on the open field, and clicks that open a row: one listener for all of them.
import { insert, replaceAll, surround } from "./inserting.js";
import { open, openField, openRow } from "./moving.js";
import { discard } from "./writing.js";

const DOES = {
  "[data-insert]": (button) => insert(openField(), button.dataset.insert),
  "[data-around]": (button) => surround(openField(), ...button.dataset.around.split(" ")),
  "[data-take]": (button) => replaceAll(openField(), button.dataset.take),
  "[data-copy-source]": () => copySource(),
  "[data-turn]": (button) => turn(button),
  "[data-reveal]": (button) => reveal(button),
  "[data-discard]": (button) => discard(button.form),
  "[data-open-keys]": () => document.getElementById("keys").showModal(),
  "[data-dismiss]": (button) => dismiss(button),
};

export function copySource() {
  replaceAll(openField(), openRow().querySelector(".source").textContent);
}

export function turn(button) {
  const field = openField();
  field.dir = field.dir === "rtl" ? "ltr" : "rtl";
  button.setAttribute("aria-pressed", String(field.dir !== field.dataset.dir));
  field.dispatchEvent(new Event("turned"));
}

let revealed = false;

export function reveal(button) {
  revealed = !revealed;
  shown(openRow());
  button.focus?.();
}

function shown(row) {
  row.querySelector(".mirror").toggleAttribute("data-revealed", revealed);
  row.querySelector("[data-reveal]")?.setAttribute("aria-pressed", String(revealed));
  openField().dispatchEvent(new Event("turned"));
}

document.addEventListener("desk:opened", ({ detail: { row, field } }) => {
  field.dataset.dir = field.dir;
  if (revealed) shown(row);
});

function dismiss(button) {
  const note = button.closest(".note, .welcome");
  if (note?.matches("[data-welcome]")) {
    try {
      localStorage.setItem("l10n-flow:welcomed", "yes");
    } catch {
      // Then it is shown again.
    }
    note.hidden = true;
  } else {
    note?.remove();
  }
}

document.addEventListener("click", (event) => {
  for (const [selector, act] of Object.entries(DOES)) {
    const button = event.target.closest(selector);
    if (button) act(button);
  }
  const number = event.target.closest("a.number");
  const row = event.target.closest("#rows > .row:not(.is-open)");
  if (row && !number && !event.target.closest("a, button") && !String(getSelection())) open(row);
});

// A click on a row's number is htmx's, but the row that was open has to be named.
document.addEventListener("click", (event) => {
  const number = event.target.closest("a.number");
  if (!number || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  event.stopPropagation();
  open(number.closest(".row"));
}, true);

document.addEventListener("change", (event) => {
  event.target.closest("[data-submits]")?.requestSubmit();
});

const welcome = document.querySelector("[data-welcome]");
if (welcome) {
  try {
    welcome.hidden = localStorage.getItem("l10n-flow:welcomed") === "yes";
  } catch {
    welcome.hidden = false;
  }
}
