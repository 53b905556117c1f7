// The segment in which somebody writes: its field is drawn, kept at each stroke, and found again.
import { announce } from "./announcing.js";
import { forget, keep, kept } from "./keeping.js";
import { mirror } from "./mirror.js";
import { openRow, remember, show } from "./moving.js";
import { typing, untouched } from "./saving.js";
import { _ } from "./wording.js";

const LIMIT = 1_000_000;
const utf8 = new TextEncoder();

export function begin(row, { focus = true } = {}) {
  const form = row.querySelector("form.writing");
  const field = form?.querySelector("textarea[name=target]");
  if (!field || field.dataset.begun) return;
  field.dataset.begun = "yes";
  const { id } = row.dataset;
  const found = field.readOnly || row.matches(".is-conflict") ? null : kept(id);
  if (found && found.words !== field.value && found.words !== form.dataset.saved) {
    field.value = found.words;
    // They were typed over another version: saving them tells, if that is gone.
    form.setAttribute("hx-headers", JSON.stringify({ "If-Match": found.etag }));
    form.dataset.etag = found.etag;
    announce(_("The words that you typed before are here again"));
  }
  const draw = mirror(field, form.querySelector(".mirror"));
  field.addEventListener("turned", draw);
  field.addEventListener("input", () => typed(form, field, id));
  if (field.value !== form.dataset.saved) {
    typing();
    offer(form, true);
  }
  if (focus) {
    field.focus({ preventScroll: true });
    field.setSelectionRange(field.value.length, field.value.length);
    show(row);
    remember(row);
  }
  document.dispatchEvent(new CustomEvent("desk:opened", { detail: { row, field } }));
}

function typed(form, field, id) {
  const changed = field.value !== form.dataset.saved;
  offer(form, changed);
  const long = field.value.length > LIMIT / 4 && utf8.encode(field.value).length > LIMIT;
  tooLong(form, long);
  if (!changed) {
    forget(id, form.dataset.draft);
    untouched();
  } else {
    if (!long) keep(id, field.value, form.dataset.etag, form.dataset.draft);
    typing();
  }
  if (!long) document.dispatchEvent(new CustomEvent("desk:typed", { detail: { id, words: field.value } }));
}

function tooLong(form, long) {
  form.classList.toggle("is-too-long", long);
  for (const button of form.querySelectorAll("[data-confirm], [data-approve]")) button.disabled = long;
  const place = document.getElementById("notice");
  const told = place.querySelector("[data-note=too-long-here]");
  if (!long) {
    told?.remove();
  } else if (!told) {
    const note = document.createElement("p");
    note.className = "note bad";
    note.dataset.note = "too-long-here";
    note.textContent = _("Too long to be saved: a segment may have 1,000,000 bytes");
    place.append(note);
  }
}

function offer(form, changed) {
  const button = form.querySelector("[data-discard]");
  if (button) button.hidden = !changed;
}

export function discard(form) {
  const field = form.querySelector("textarea[name=target]");
  field.value = form.dataset.saved;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

function found() {
  const row = openRow();
  if (row) begin(row);
}

// Called when everybody listens; what htmx puts into the page before that would not be heard.
export function start() {
  document.addEventListener("htmx:after:swap", found);
  found();
}

// What is too long is not sent anywhere, not even to be checked.
document.addEventListener("htmx:config:request", (event) => {
  if (event.target.closest?.("form.is-too-long")) event.preventDefault();
});
