// Whether the catalog changed on disk, and who else is in it: a short question every few seconds,
// while somebody looks. A row that changed is shown as it is; the one that is being written in keeps
// its words, and says that there are others.
import { announce } from "./announcing.js";
import { openField, openRow } from "./moving.js";
import { settled } from "./saving.js";
import { tab } from "./tab.js";
import { _ } from "./wording.js";

const EVERY = 2500;
const work = document.getElementById("work");
let etag = "";
let asking = false;

async function ask() {
  if (document.hidden || asking) return;
  asking = true;
  try {
    const address = new URL(work.dataset.watch, location.href);
    address.search = new URLSearchParams({
      version: work.dataset.version, tab, at: openRow()?.dataset.id ?? "",
    });
    const answer = await fetch(address, { headers: { "HX-Request": "true", "If-None-Match": etag } });
    document.dispatchEvent(new Event("desk:here"));
    if (answer.status !== 200) return;
    etag = answer.headers.get("ETag") ?? "";
    const said = await answer.json();
    present(said.others);
    if (said.changed) await renew();
  } catch {
    document.dispatchEvent(new Event("desk:away")); // saving.js tells when it matters
  } finally {
    asking = false;
  }
}

function present(others) {
  for (const place of document.querySelectorAll("[data-others]")) place.textContent = "";
  for (const [segment, who] of others) {
    const place = document.querySelector(`#s-${CSS.escape(segment)} [data-others]`);
    if (place) place.textContent = who ? _("{name} is here", { name: who }) : _("open in another window of yours");
  }
}

export async function renew() {
  await settled(); // or our own save would be somebody's change
  const address = new URL(work.dataset.rows, location.href);
  const here = new URL(document.querySelector("[data-address]").dataset.address, location.href);
  address.search = here.search;
  const answer = await fetch(address, { headers: { "HX-Request": "true" } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  work.dataset.version = page.querySelector("[data-version]").dataset.version;
  const { count: all } = page.querySelector("[data-version]").dataset;
  if (Number(all) > Number(work.dataset.count)) added();
  work.dataset.count = all;
  let count = 0;
  const now = new Map([...page.querySelectorAll("li.row")].map((row) => [row.id, row]));
  for (const row of document.querySelectorAll("#rows > .row")) {
    const fresh = now.get(row.id);
    if (!fresh) count += gone(row);
    else if (fresh.dataset.etag !== row.dataset.etag) count += replaced(row, fresh);
  }
  if (count) {
    announce(_("Changed on disk: {number}", { number: count }));
    document.dispatchEvent(new CustomEvent("desk:renewed"));
  }
}

// As `same_words` of the server: the rest of the tag is about other lines of the entry, which a
// program may have wrapped anew, and no conflict.
const sameWords = (one, other) => one.slice(12) === other.slice(12);

function replaced(row, fresh) {
  if (row.matches(".is-open")) {
    const form = row.querySelector("form.writing");
    row.dataset.etag = fresh.dataset.etag;
    if (openField().value === form.dataset.saved) reopen(row);
    else if (sameWords(fresh.dataset.etag, form.dataset.etag)) row.querySelector("[data-changed]")?.remove();
    else mark(row, _("This segment was changed on disk. Save, and you see both texts."));
    return 1;
  }
  row.replaceWith(fresh);
  htmx.process(fresh);
  return 1;
}

function reopen(row) {
  htmx.ajax("GET", row.dataset.address ?? addressOf(row), {
    source: row, target: `#${row.id}`, swap: "outerHTML",
  });
}

function addressOf(row) {
  const save = row.querySelector("form.writing").getAttribute("hx-post");
  return save.replace(/^\/save\//, "/open/");
}

// The list stays as it is while somebody works through it.
function added() {
  const place = document.getElementById("notice");
  place.querySelector("[data-note=added]")?.remove();
  const note = document.createElement("p");
  note.className = "note";
  note.dataset.note = "added";
  note.textContent = _("The article has new text. “Refresh the list” shows it.");
  place.append(note);
}

function gone(row) {
  if (row.dataset.gone) return 0;
  row.dataset.gone = "yes";
  row.classList.add("is-gone");
  mark(row, _("The author has deleted this text. Your words stay here until you leave the page."));
  return 1;
}

function mark(row, text) {
  row.querySelector("[data-changed]")?.remove();
  const note = document.createElement("p");
  note.className = "note bad";
  note.dataset.changed = "yes";
  note.textContent = text;
  row.prepend(note);
}

if (work) {
  setInterval(ask, EVERY);
  document.addEventListener("visibilitychange", ask);
  for (const event of ["online", "offline", "pageshow"]) addEventListener(event, ask);
  document.addEventListener("desk:opened", ask);
  document.addEventListener("desk:saved", () => { etag = ""; });
}
