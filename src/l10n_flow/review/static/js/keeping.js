// Words that are not saved are kept: at once in this browser, a moment later at the server. Both can
// be gone (a private window, a server that was killed), never both at the same stroke.
const SOON = 700;
const PREFIX = "l10n-flow:";

const work = document.getElementById("work");
const place = (id) => `${PREFIX}${work.dataset.locale}:${work.dataset.article}:${id}`;
let timer = 0;
let waiting = null;
let sent = Promise.resolve(); // one after the other: the server keeps what it hears last

export function kept(id) {
  try {
    return JSON.parse(localStorage.getItem(place(id)));
  } catch {
    return null;
  }
}

export function keep(id, words, etag, address) {
  try {
    localStorage.setItem(place(id), JSON.stringify({ words, etag, time: Date.now() }));
  } catch {
    // Full, or forbidden: then the server is the one place, and sooner.
  }
  waiting = { words, etag, address };
  clearTimeout(timer);
  timer = setTimeout(send, SOON);
}

export function forget(id, address = "") {
  clearTimeout(timer);
  waiting = null;
  try {
    localStorage.removeItem(place(id));
  } catch {
    // Nothing was kept there.
  }
  if (address) sent = sent.then(() => post(`${address}?drop=1`, "", ""));
}

// Resolves when the server has all words, or cannot have them.
export function send() {
  clearTimeout(timer);
  if (waiting) {
    const { words, etag, address } = waiting;
    waiting = null;
    sent = sent.then(() => post(address, words, etag));
  }
  return sent;
}

// When the page goes away, what was typed last goes with the request that outlives it, at once.
addEventListener("pagehide", () => {
  clearTimeout(timer);
  if (waiting) post(waiting.address, waiting.words, waiting.etag);
  waiting = null;
});

function post(address, words, etag) {
  return fetch(address, {
    method: "POST",
    headers: { "HX-Request": "true", "If-Match": `"${etag}"` },
    body: new URLSearchParams({ target: words }),
    keepalive: words.length < 15000,
  }).then(
    (answer) => document.dispatchEvent(new CustomEvent("desk:kept", { detail: answer.ok })),
    () => document.dispatchEvent(new CustomEvent("desk:kept", { detail: false })),
  );
}
