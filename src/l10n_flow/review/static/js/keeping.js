// Words that are not saved are kept: at once in this browser, a moment later at the server. Both can
// be gone (a private window, a server that was killed), never both at the same stroke.
import { tab } from "./tab.js";

const SOON = 700;
const AGAIN = 3000;
const PREFIX = "l10n-flow:";
const KEEPALIVE = 60_000; // bytes that the browser sends for a page that is gone (Fetch: 64 KiB)

const work = document.getElementById("work");
const place = (id) => `${PREFIX}${work.dataset.locale}:${work.dataset.article}:${id}#`;
let timer = 0;
let waiting = null; // what the server has to hear
let last = null; // what it heard last, or is just told
let running = 0;
let sent = Promise.resolve(); // one after the other: the server keeps what it hears last
let isHere = true; // whether this browser keeps anything

// All unsaved words of a segment: this tab's, then the newest of the others. `there` are those of
// the server, which may come from another browser.
export function versions(id, there = null) {
  const own = place(id) + tab;
  const found = keys().filter((key) => key.startsWith(place(id))).flatMap(read);
  if (there && there.tab !== tab && found.every((one) => one.words !== there.words)) {
    found.push({ ...there, key: "" });
  }
  return found.sort((a, b) => (b.key === own) - (a.key === own) || b.time - a.time);
}

function keys() {
  try {
    return Object.keys(localStorage);
  } catch {
    return []; // nothing is kept here
  }
}

function read(key) {
  try {
    return [{ ...JSON.parse(localStorage.getItem(key)), key }];
  } catch {
    return []; // it is damaged; the others are not
  }
}

export function keep(id, words, etag, address) {
  try {
    localStorage.setItem(place(id) + tab, JSON.stringify({ words, etag, time: Date.now() }));
    isHere = true;
  } catch {
    isHere = false; // full, or forbidden: then the server is the one place
  }
  waiting = { id, words, etag, address };
  clearTimeout(timer);
  timer = setTimeout(send, SOON);
}

// The words are saved, or thrown away; the different words of other tabs stay.
export function forget(id, words, address = "") {
  if (waiting?.id === id) {
    clearTimeout(timer);
    waiting = null;
  }
  const late = last?.id === id && running > 0 ? last.address : "";
  if (last?.id === id) last = null;
  for (const one of versions(id)) {
    if (one.key === place(id) + tab || one.words === words) discard(one.key);
  }
  // What is still on its way would be there after the save.
  if (address || late) drop(address || late, words);
}

// The server, too, has these words no more.
export function drop(address, words) {
  sent = sent.then(() => post(`${address}?drop=1`, words, ""));
}

export function discard(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept there.
  }
}

// A comment is kept in the browser, until it is in the catalog.
const remark = (id) => `${PREFIX}${work.dataset.locale}:${work.dataset.article}:${id}!comment`;

export function comment(id) {
  try {
    return localStorage.getItem(remark(id)) ?? "";
  } catch {
    return "";
  }
}

export function keepComment(id, text) {
  try {
    if (text) localStorage.setItem(remark(id), text);
    else localStorage.removeItem(remark(id));
  } catch {
    // It stays where it is written.
  }
}

// Resolves when the server has all words, or cannot have them.
export function send() {
  clearTimeout(timer);
  if (waiting) {
    const now = waiting;
    last = now;
    waiting = null;
    sent = sent.then(() => post(now.address, now.words, now.etag)).then((status) => {
      if (status || waiting || last !== now) return;
      waiting = now; // nobody heard it
      timer = setTimeout(send, AGAIN);
    });
  }
  return sent;
}

// When the page goes away, what was typed last goes with the request that outlives it, at once.
addEventListener("pagehide", () => {
  clearTimeout(timer);
  if (waiting) post(waiting.address, waiting.words, waiting.etag);
  waiting = null;
});

// Only where words are nowhere but on this page does the browser ask whether to leave it.
addEventListener("beforeunload", (event) => {
  if (waiting && !isHere) event.preventDefault();
});

function post(address, words, etag) {
  const body = new URLSearchParams({ target: words, tab }).toString();
  running += 1;
  return fetch(address, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-www-form-urlencoded",
      "HX-Request": "true",
      "If-Match": `"${etag}"`,
    },
    body,
    keepalive: body.length < KEEPALIVE,
  }).then((answer) => answer.status, () => 0).then((status) => {
    running -= 1;
    document.dispatchEvent(new CustomEvent("desk:kept", { detail: { status, isHere } }));
    return status;
  });
}
