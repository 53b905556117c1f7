// Whether everything is saved: seen at the top of the page, said aloud, and true when the server is
// gone. A save that did not arrive is sent again until it does; the words stay where they are.
import { announce } from "./announcing.js";
import { forget, keep, send } from "./keeping.js";
import { _ } from "./wording.js";

const AGAIN = [500, 1000, 2000, 4000, 8000];
const SAID = {
  saved: () => _("Everything is saved"),
  typing: () => _("Not saved yet – kept in this browser"),
  saving: () => _("Saving…"),
  lost: () => _("Not saved: the desk does not answer. Your words are kept in this browser"),
  nowhere: () => _("Not saved: this browser keeps nothing, and the desk does not answer. Copy your words before you leave"),
  failed: () => _("Not saved"),
  signed: () => _("Not saved: open the desk’s address again"),
  end: () => _("Saved. That was the last segment of this list"),
};
const BAD = ["lost", "nowhere", "failed", "signed"];

let tries = 0;
let retry = 0;
let again = null; // what sends the save once more
let onWay = null; // the save that was sent, until it is answered
let listeners = [];

export function show(state) {
  const place = document.getElementById("saving");
  if (!place || place.dataset.saving === state) return;
  place.dataset.saving = state;
  place.querySelector("[data-said]").textContent = SAID[state]();
  if (BAD.includes(state)) announce(SAID[state]());
}

const shown = () => document.getElementById("saving")?.dataset.saving;

// Resolves when no save is on its way: whether the last one arrived.
export function settled() {
  return onWay ? new Promise((resolve) => { listeners.push(resolve); }) : Promise.resolve(true);
}

function answered(isSaved) {
  onWay = null;
  const waiting = listeners;
  listeners = [];
  for (const one of waiting) one(isSaved);
}

const isSave = (ctx) => ctx?.sourceElement?.matches?.("form.writing");
const fieldOf = (form) => form.querySelector("textarea[name=target]");

document.addEventListener("htmx:before:request", (event) => {
  const { ctx } = event.detail;
  if (!isSave(ctx)) return;
  clearTimeout(retry);
  again = null;
  onWay = { form: ctx.sourceElement, words: fieldOf(ctx.sourceElement).value, isTypedOn: false };
  show("saving");
});

document.addEventListener("htmx:error", (event) => {
  const { ctx } = event.detail;
  if (isSave(ctx)) notSent(ctx.sourceElement, ctx.request.submitter);
  else if (ctx?.sourceElement?.matches?.("a, button, form")) away();
});

function notSent(form, button) {
  show("lost");
  again = () => {
    again = null;
    if (form.isConnected) form.requestSubmit(button);
    else show("typing");
  };
  const wait = AGAIN[Math.min(tries, AGAIN.length - 1)];
  tries += 1;
  retry = setTimeout(() => again?.(), wait);
  answered(false);
}

// Something that was asked for did not arrive: it is not asked for again by itself.
function away() {
  const place = document.getElementById("notice");
  if (place.querySelector("[data-note=away]")) return;
  const note = document.createElement("p");
  note.className = "note bad";
  note.dataset.note = "away";
  note.textContent = _("The desk does not answer. What you typed is kept; try again in a moment, or look whether l10n-flow review is still running.");
  place.append(note);
}

document.addEventListener("desk:away", () => { if (shown() === "typing") show("lost"); });

document.addEventListener("desk:here", () => {
  document.querySelector("#notice [data-note=away]")?.remove();
  if (shown() !== "lost") return;
  if (again) {
    clearTimeout(retry);
    again();
  } else if (!onWay) {
    show("typing");
    send();
  }
});

document.addEventListener("htmx:response:error", (event) => {
  const { ctx } = event.detail;
  const status = ctx.response.status;
  if (status === 401) show("signed");
  else if (isSave(ctx)) show("failed");
  if (isSave(ctx)) answered(false);
});

// Whoever typed on while the words were on their way stays where he is, with what he typed.
document.addEventListener("htmx:before:swap", (event) => {
  const { ctx, tasks } = event.detail;
  // Whoever is no longer signed in keeps what is shown, and gets no page in a part of it.
  if (ctx?.response?.status === 401) tasks.splice(0, tasks.length);
  if (!isSave(ctx) || !onWay || ctx.response.status >= 400) return;
  if (fieldOf(onWay.form).value === onWay.words) return;
  onWay.isTypedOn = true;
  const others = tasks.filter((one) => one.target?.id === "progress" || one.target === "#progress");
  tasks.splice(0, tasks.length, ...others);
});

document.addEventListener("desk:saved", (event) => {
  tries = 0;
  outdated();
  const { id, etag, next, end } = event.detail;
  if (onWay?.isTypedOn) {
    const { form, words } = onWay;
    const { value } = fieldOf(form);
    forget(id, words);
    form.dataset.saved = words;
    form.dataset.etag = etag;
    form.setAttribute("hx-headers", JSON.stringify({ "If-Match": etag }));
    form.closest(".row").dataset.etag = etag;
    if (value !== words) keep(id, value, etag, form.dataset.draft);
    show(value === words ? "saved" : "typing");
    announce(_("Saved. What you typed since then is not saved yet"));
  } else {
    forget(id, onWay?.words);
    show(end ? "end" : "saved");
    announce(end ? SAID.end() : _("Saved"));
    if (next) location.assign(next);
  }
  answered(true);
});

// What was the matter is not any more; words that are only in a note stay.
function outdated() {
  for (const note of document.querySelectorAll("#notice .note.bad")) {
    if (!note.querySelector("textarea")) note.remove();
  }
}

document.addEventListener("desk:kept", ({ detail: { status, isHere } }) => {
  if (status === 401 || status === 403) show("signed");
  else if (!status) show(isHere ? "lost" : "nowhere");
  else if (status >= 400 && !isHere) show("failed");
  else if (["lost", "nowhere"].includes(shown()) && !again && !onWay) show("typing");
});

export const typing = () => show("typing");
export const untouched = () => show("saved");
