// The keyboard: what translators know from other editors, and nothing that a browser needs itself.
import { announce } from "./announcing.js";
import { copySource } from "./buttons.js";
import { insert, insertMissing, surround } from "./inserting.js";
import { openField, openRow, step } from "./moving.js";
import { _ } from "./wording.js";

const press = (selector) => openRow()?.querySelector(selector);
const marks = () => [...openRow().querySelectorAll("[data-place]")].map((one) => one.dataset.insert);

function missing(field) {
  if (!insertMissing(field, marks())) announce(_("All marks of the original are there"));
}

function submit(button) {
  if (button && !button.disabled) button.form.requestSubmit(button);
}

// By the key's place, so that a Persian or a Spanish layout does not matter.
const IN_FIELD = {
  "ctrl Enter": () => submit(press("[data-confirm]")),
  "ctrl NumpadEnter": () => submit(press("[data-confirm]")),
  "ctrl shift Enter": () => submit(press("[data-approve]")),
  "ctrl KeyB": () => copySource(),
  "ctrl KeyU": () => press("[data-needs-work]")?.click(),
  "ctrl Period": (field) => missing(field),
  "ctrl shift Digit2": (field) => insert(field, "\u200c"),
  "ctrl shift Digit9": (field) => surround(field, "«", "»"),
  "ctrl shift Digit8": (field) => surround(field, "\u2068", "\u2069"),
  "ctrl shift Digit7": () => press("[data-reveal]")?.click(),
  "ctrl shift KeyX": () => press("[data-turn]")?.click(),
  Escape: (field) => field.blur(),
};
for (let number = 1; number <= 9; number += 1) {
  IN_FIELD[`alt shift Digit${number}`] = () => press(`[data-place="${number}"]`)?.click();
}
for (let number = 1; number <= 3; number += 1) {
  IN_FIELD[`ctrl Digit${number}`] = () => press(`[data-suggestion="${number}"]`)?.click();
}
const ANYWHERE = {
  "alt ArrowDown": () => step(1),
  "alt ArrowUp": () => step(-1),
};

function name(event) {
  const held = [];
  if (event.ctrlKey || event.metaKey) held.push("ctrl");
  if (event.altKey) held.push("alt");
  if (event.shiftKey) held.push("shift");
  return [...held, event.code].join(" ");
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || document.getElementById("keys")?.open) return;
  const field = event.target.closest?.(".row.is-open textarea[name=target]");
  const act = (field && IN_FIELD[name(event)]) || ANYWHERE[name(event)];
  if (act) {
    event.preventDefault();
    act(field);
  } else if (event.key === "?" && !event.target.closest?.("textarea, input, select")) {
    event.preventDefault();
    document.getElementById("keys")?.showModal();
  }
});
