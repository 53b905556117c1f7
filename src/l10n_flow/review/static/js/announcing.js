// What happens without a change of focus is said aloud: a live region in the page.
const place = () => document.getElementById("announced");

export function announce(text) {
  const region = place();
  if (!region) return;
  // The same words twice are said twice only when the region was empty in between.
  region.textContent = "";
  requestAnimationFrame(() => { region.textContent = text; });
}
