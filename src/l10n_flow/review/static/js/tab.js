// Which tab this is: two tabs on one article keep their words apart. A reload is the same tab; a
// duplicate, which starts with a copy of what the first one holds, is another.
const NAME = "l10n-flow:tab";
const USED = "l10n-flow:tab-is-used";

const fresh = () => (crypto.randomUUID?.() ?? String(Math.random())).slice(-12);

function known() {
  try {
    const held = sessionStorage.getItem(USED) ? null : sessionStorage.getItem(NAME);
    const name = held ?? fresh();
    sessionStorage.setItem(NAME, name);
    sessionStorage.setItem(USED, "yes");
    addEventListener("pagehide", () => sessionStorage.removeItem(USED));
    addEventListener("pageshow", () => sessionStorage.setItem(USED, "yes"));
    return name;
  } catch {
    return fresh(); // a private window that holds nothing
  }
}

export const tab = known();
