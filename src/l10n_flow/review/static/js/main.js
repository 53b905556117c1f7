// The page's scripts, one idea a file. They begin when the page has been painted: whoever opens an
// article sees it sooner, and has nothing to press yet.
const painted = new Promise((resolve) => {
  requestAnimationFrame(() => setTimeout(resolve));
  setTimeout(resolve, 150); // a tab that nobody sees is never painted
});

function script(address) {
  return new Promise((resolve, reject) => {
    const made = document.createElement("script");
    made.src = new URL(address, import.meta.url).href;
    made.onload = resolve;
    made.onerror = reject;
    document.head.append(made);
  });
}

await painted;
await script("../vendor/htmx-4.0.1.min.js");
const [{ start }] = await Promise.all([import("./writing.js"), import("./buttons.js")]);
if (document.getElementById("work")) {
  await Promise.all([import("./keys.js"), import("./watching.js"), import("./preview.js")]);
  start();
}
document.documentElement.dataset.ready = "yes";
