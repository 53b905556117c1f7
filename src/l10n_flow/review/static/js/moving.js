// From segment to segment: what opens, closes what was open, and is seen.
import { send } from "./keeping.js";

export const openRow = () => document.querySelector(".row.is-open");
export const openField = () => openRow()?.querySelector("textarea[name=target]");

const calm = matchMedia("(prefers-reduced-motion: reduce)");

export function show(row) {
  row.scrollIntoView({ block: "nearest", behavior: calm.matches ? "auto" : "smooth" });
}

// The row that closes shows its words, so the server has to have them before it is asked; a server
// that is slow to keep them does not hold anybody up.
const PATIENCE = 1000;

export function open(row) {
  const link = row?.querySelector("a.number");
  if (!link) return false;
  const before = openRow()?.dataset.id ?? "";
  const address = new URL(link.getAttribute("hx-get"), location.href);
  address.searchParams.set("before", before);
  Promise.race([send(), new Promise((resolve) => { setTimeout(resolve, PATIENCE); })]).then(() => {
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
