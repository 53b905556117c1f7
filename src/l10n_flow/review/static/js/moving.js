// From segment to segment: what opens, closes what was open, and is seen.
import { send } from "./keeping.js";
import { settled } from "./saving.js";

export const openRow = () => document.querySelector(".row.is-open");
export const openField = () => openRow()?.querySelector("textarea[name=target]");

const calm = matchMedia("(prefers-reduced-motion: reduce)");

export function show(row) {
  row.scrollIntoView({ block: "nearest", behavior: calm.matches ? "auto" : "smooth" });
}

// The row that closes shows its words, so the server has to have them before it is asked; a server
// that is slow to keep them does not hold anybody up. A save that is on its way opens a row of its
// own, so whoever goes elsewhere goes there from it; where it is refused, he stays and sees why.
const PATIENCE = 1000;
let asked = 0;

export function open(row) {
  if (!row?.querySelector("a.number")) return false;
  asked += 1;
  const mine = asked;
  const patience = new Promise((resolve) => { setTimeout(resolve, PATIENCE); });
  Promise.all([settled(), Promise.race([send(), patience])]).then(([isSaved]) => {
    const now = document.getElementById(row.id);
    const link = now?.querySelector("a.number");
    if (!isSaved || mine !== asked || !link) return;
    const address = new URL(link.getAttribute("hx-get"), location.href);
    address.searchParams.set("before", openRow()?.dataset.id ?? "");
    htmx.ajax("GET", address.pathname + address.search, {
      source: link, target: `#${row.id}`, swap: "outerHTML",
    });
  });
  return true;
}

export function step(by) {
  const rows = [...document.querySelectorAll("#rows > .row")];
  const at = rows.indexOf(openRow());
  const next = at < 0 ? rows[0] : rows[at + by];
  if (next) return open(next);
  document.querySelector(by > 0 ? ".pager a[rel=next]" : ".pager a[rel=prev]")?.click();
  return false;
}

// The address follows the open segment, so that a reload and a link find it again.
export function remember(row) {
  const listed = document.querySelector("[data-address]");
  if (!listed) return;
  const address = new URL(listed.dataset.address, location.href);
  if (row) address.searchParams.set("at", row.dataset.id);
  history.replaceState(null, "", address.pathname + address.search);
}
