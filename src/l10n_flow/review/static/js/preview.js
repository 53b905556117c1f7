// The edition as it will read, beside the text: it follows the cursor, shows what is being typed, and
// opens the segment that is clicked. The frame runs no script; this one reaches into it.
import { open } from "./moving.js";

const SOON = 350;
const work = document.getElementById("work");
const aside = document.getElementById("preview");
const frame = aside?.querySelector("iframe");
const button = document.querySelector("[data-toggle-preview]");
const wide = matchMedia("(min-width: 70rem)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let timer = 0;
let current = "";
let asked = 0;
let loaded = false;
let failed = false;
let typed = null;

const inside = () => frame?.contentDocument?.body;

function load() {
  if (!frame || frame.src || aside.hidden) return;
  frame.src = frame.dataset.src;
}

function ready() {
  failed = !inside(); // the desk did not answer: the browser shows a page of its own there
  loaded = !failed;
  if (failed) return;
  inside().addEventListener("click", clicked);
  follow(current);
  if (typed) draw(typed.id, typed.words);
}

function clicked(event) {
  event.preventDefault();
  const id = event.target.closest("[data-segment]")?.dataset.segment;
  if (!id) return;
  const row = document.getElementById(`s-${id}`);
  if (row) {
    if (!wide.matches) show(false);
    open(row);
    row.scrollIntoView({ block: "center" });
  } else {
    const address = new URL(location.href);
    address.search = new URLSearchParams({ at: id });
    location.assign(address);
  }
}

function follow(id) {
  current = id;
  const body = inside();
  if (!body || !id) return;
  for (const one of body.querySelectorAll(".here")) one.classList.remove("here");
  for (const one of body.querySelectorAll(`[data-segment="${CSS.escape(id)}"]`)) {
    one.classList.add("here");
    const box = one.getBoundingClientRect();
    const height = frame.clientHeight;
    if (box.top < 0 || box.bottom > height) {
      frame.contentWindow.scrollTo({
        top: frame.contentWindow.scrollY + box.top - height / 3,
        behavior: calm.matches ? "auto" : "smooth",
      });
    }
  }
}

async function draw(id, words) {
  typed = { id, words };
  if (failed) frame.src = frame.dataset.src;
  if (!loaded) return;
  asked += 1;
  const mine = asked;
  try {
    const answer = await fetch(work.dataset.preview, {
      method: "POST",
      headers: { "HX-Request": "true" },
      body: new URLSearchParams(id ? { id, target: words } : {}),
    });
    if (!answer.ok || mine !== asked) return;
    const { scrollY } = frame.contentWindow;
    inside().innerHTML = await answer.text();
    frame.contentWindow.scrollTo(0, scrollY);
    follow(current);
  } catch {
    // It is drawn with the next stroke.
  }
}

function show(on) {
  aside.hidden = !on;
  button.setAttribute("aria-expanded", String(on));
  document.body.classList.toggle("with-preview", on);
  if (on) load();
}

if (frame) {
  frame.addEventListener("load", ready);
  show(wide.matches && work.dataset.many !== "yes");
  button.addEventListener("click", () => show(aside.hidden));
  document.addEventListener("desk:opened", ({ detail }) => follow(detail.row.dataset.id));
  document.addEventListener("desk:typed", ({ detail }) => {
    clearTimeout(timer);
    timer = setTimeout(() => draw(detail.id, detail.words), SOON);
  });
  for (const event of ["desk:renewed", "desk:saved"]) {
    document.addEventListener(event, () => draw("", ""));
  }
}
