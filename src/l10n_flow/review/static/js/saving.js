// Whether everything is saved: seen at the top of the page, said aloud, and true when the server is
// gone. A save that did not arrive is sent again until it does; the words stay where they are.
import { announce } from "./announcing.js";
import { forget } from "./keeping.js";
import { _ } from "./wording.js";

const AGAIN = [500, 1000, 2000, 4000, 8000];
const SAID = {
  saved: () => _("Everything is saved"),
  typing: () => _("Not saved yet – kept in this browser"),
  saving: () => _("Saving…"),
  lost: () => _("Not saved: the desk does not answer. Your words are kept in this browser"),
  failed: () => _("Not saved"),
  signed: () => _("Not saved: open the desk’s address again"),
  end: () => _("Saved. That was the last segment of this list"),
};

let tries = 0;
let retry = 0;

export function show(state) {
  const place = document.getElementById("saving");
  if (!place || place.dataset.saving === state) return;
  place.dataset.saving = state;
  place.querySelector("[data-said]").textContent = SAID[state]();
  if (state === "lost" || state === "failed" || state === "signed") announce(SAID[state]());
}

const isSave = (ctx) => ctx?.sourceElement?.matches?.("form.writing");

document.addEventListener("htmx:before:request", (event) => {
  if (!isSave(event.detail.ctx)) return;
  clearTimeout(retry);
  show("saving");
});

document.addEventListener("htmx:error", (event) => {
  const { ctx } = event.detail;
  if (!ctx) return;
  if (!isSave(ctx)) return;
  show("lost");
  const form = ctx.sourceElement;
  const button = ctx.request.submitter;
  const wait = AGAIN[Math.min(tries, AGAIN.length - 1)];
  tries += 1;
  retry = setTimeout(() => { if (form.isConnected) form.requestSubmit(button); }, wait);
});

document.addEventListener("htmx:response:error", (event) => {
  const { ctx } = event.detail;
  const status = ctx.response.status;
  if (status === 401) show("signed");
  else if (isSave(ctx)) show("failed");
});

document.addEventListener("desk:saved", (event) => {
  tries = 0;
  const { id, next, end } = event.detail;
  forget(id);
  show(end ? "end" : "saved");
  announce(end ? SAID.end() : _("Saved"));
  if (next) location.assign(next);
});

document.addEventListener("desk:kept", (event) => {
  if (!event.detail) show("lost");
});

export const typing = () => show("typing");
export const untouched = () => show("saved");
