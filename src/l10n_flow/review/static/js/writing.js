// The segment in which somebody writes: its field is drawn, kept at each stroke, and found again.
import { announce } from "./announcing.js";
import { comment, discard as throwAway, drop, forget, keep, keepComment, versions } from "./keeping.js";
import { mirror } from "./mirror.js";
import { openRow, remember, show } from "./moving.js";
import { typing, untouched } from "./saving.js";
import { tab } from "./tab.js";
import { _ } from "./wording.js";

const LIMIT = 1_000_000;
const utf8 = new TextEncoder();

export function begin(row, { focus = true } = {}) {
  const form = row.querySelector("form.writing");
  const field = form?.querySelector("textarea[name=target]");
  if (!field || field.dataset.begun) return;
  field.dataset.begun = "yes";
  const { id } = row.dataset;
  if (!field.readOnly) find(row, form, field);
  form.elements.tab.value = tab;
  commented(row.querySelector("form.saying textarea"), id);
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

// Words that were typed before and not saved: this tab's own come back into the field; the others,
// of another tab or from another day, stand beside it until they are taken or thrown away.
function find(row, form, field) {
  const { id } = row.dataset;
  const { keptBy, keptAt, etag, saved } = form.dataset;
  const there = keptAt && { words: field.value, etag, time: Date.parse(keptAt), tab: keptBy };
  const found = [];
  for (const one of versions(id, there)) {
    if (one.words !== saved) found.push(one);
    else throwAway(one.key);
  }
  const [first] = found;
  if (first && first.words !== field.value) {
    field.value = first.words;
    const quoted = row.querySelector("[data-conflict] .mine");
    if (quoted) mine(quoted, first.words);
    else over(form, first.etag);
    announce(_("The words that you typed before are here again"));
  }
  for (const one of found.slice(1)) if (one.words !== field.value) beside(form, field, one);
}

// They were typed over another version: saving them tells, if that is gone.
function over(form, etag) {
  form.setAttribute("hx-headers", JSON.stringify({ "If-Match": etag }));
  form.dataset.etag = etag;
}

// Somebody typed on while the save was refused.
function mine(quoted, words) {
  quoted.textContent = words;
  quoted.parentElement.querySelector("[data-take]").dataset.take = words;
}

function beside(form, field, { key, words }) {
  const { draft } = form.dataset;
  const note = document.createElement("div");
  note.className = "note";
  note.dataset.note = "beside";
  const said = document.createElement("p");
  said.textContent = _("You typed this in another window, and it is not saved:");
  const quoted = document.createElement("p");
  quoted.className = "mine";
  quoted.lang = field.lang;
  quoted.dir = field.dir;
  quoted.textContent = words;
  const take = document.createElement("button");
  take.type = "button";
  take.dataset.take = words;
  take.textContent = _("Take this text");
  const away = document.createElement("button");
  away.type = "button";
  away.className = "quiet";
  away.dataset.dismiss = "";
  away.textContent = _("Throw these words away");
  away.addEventListener("click", () => { throwAway(key); drop(draft, words); });
  note.append(said, quoted, take, away);
  form.prepend(note);
}

// A comment that is not in the catalog yet is here again, too.
function commented(field, id) {
  if (!field) return;
  field.value ||= comment(id);
  if (field.value) field.closest("details").open = true;
  field.addEventListener("input", () => keepComment(id, field.value));
}

document.addEventListener("htmx:after:request", (event) => {
  const { sourceElement, response } = event.detail.ctx;
  const row = sourceElement?.closest?.("form.saying")?.closest(".row");
  if (row && response.status < 400) keepComment(row.dataset.id, "");
});

function typed(form, field, id) {
  const changed = field.value !== form.dataset.saved;
  offer(form, changed);
  const long = field.value.length > LIMIT / 4 && utf8.encode(field.value).length > LIMIT;
  tooLong(form, long);
  if (!changed) {
    forget(id, field.value, form.dataset.draft);
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
  if (row) begin(row, { focus: !document.activeElement?.closest(".filters, .topside") });
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
