// The search box: Pagefind's index of the language of the page, asked while somebody types.
const form = document.querySelector("form.site-search");
const list = document.querySelector("ol.site-found");
const said = document.querySelector("p.site-said");
const root = form.dataset.root;
let engine;

// Pagefind marks the words that were found; nothing else of it is taken for markup.
function excerpt(html) {
  const line = document.createElement("p");
  for (const one of new DOMParser().parseFromString(html, "text/html").body.childNodes) {
    const piece = one.nodeName === "MARK" ? document.createElement("mark") : new Text();
    piece.textContent = one.textContent;
    line.append(piece);
  }
  return line;
}

function item(page) {
  const link = document.createElement("a");
  link.href = root + page.raw_url.replace(/^\//, "");
  link.textContent = page.meta.title;
  const line = document.createElement("li");
  line.append(link, excerpt(page.excerpt));
  return line;
}

async function look() {
  const words = form.q.value.trim();
  engine ??= await import("../pagefind/pagefind.js");
  const found = words ? await engine.debouncedSearch(words) : { results: [] };
  if (found === null) return; // somebody has typed on
  const pages = await Promise.all(found.results.slice(0, 30).map((one) => one.data()));
  list.replaceChildren(...pages.map(item));
  said.textContent = words && !pages.length ? form.dataset.none : "";
}

form.hidden = false;
form.q.value = new URLSearchParams(location.search).get("q") ?? "";
form.addEventListener("submit", (event) => event.preventDefault());
form.q.addEventListener("input", look);
form.q.focus();
if (form.q.value) look();
