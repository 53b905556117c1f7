// A layer behind the field that colours marks and shows what cannot be seen. The field itself stays
// a plain textarea: its caret is the browser's, which right-to-left writers can rely on.
//
// The layer holds one text node, and ranges of it are coloured (CSS Custom Highlight API): no element
// stands between two letters, so Persian joins and widths are exactly the field's.

const KINDS = [
  ["tag", /\{\d+\}|<[^<>\n]+>|\[\^[^\]\s]+\]/g],
  ["code", /`[^`\n]+`/g],
  ["mark", /\*\*|__|\*|\]\((?=[^)]*\))|\[(?=[^\]]*\]\()/g],
];
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\u00a0\u00ad\ufeff\u202f]/g;
const NAMES = {
  "\u200c": "ZWNJ", "\u200d": "ZWJ", "\u200b": "ZWSP", "\u200e": "LRM", "\u200f": "RLM",
  "\u00a0": "NBSP", "\u202f": "NNBSP", "\u00ad": "SHY", "\u2060": "WJ", "\ufeff": "BOM",
  "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI",
  "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO",
};

const highlights = new Map();
if (globalThis.CSS?.highlights) {
  for (const [kind] of KINDS) {
    const made = new Highlight();
    CSS.highlights.set(`words-${kind}`, made);
    highlights.set(kind, made);
  }
}

export function mirror(field, layer) {
  const text = document.createTextNode("");
  const shown = document.createElement("div");
  shown.className = "invisibles";
  layer.replaceChildren(text, shown);

  function draw() {
    // A last line that is empty has no height of its own without something on it.
    text.data = field.value + (field.value.endsWith("\n") ? "\u200b" : "");
    layer.dir = field.dir;
    for (const [kind, pattern] of KINDS) {
      const found = highlights.get(kind);
      if (!found) continue;
      found.clear();
      for (const match of field.value.matchAll(pattern)) found.add(span(match));
    }
    grow();
    reveal();
  }

  function span(match) {
    const range = new Range();
    range.setStart(text, match.index);
    range.setEnd(text, match.index + match[0].length);
    return range;
  }

  function grow() {
    field.style.blockSize = "auto";
    field.style.blockSize = `${field.scrollHeight + 2}px`;
  }

  function reveal() {
    shown.replaceChildren();
    if (!layer.hasAttribute("data-revealed")) return;
    const origin = layer.getBoundingClientRect();
    for (const match of field.value.matchAll(INVISIBLE)) {
      const [box] = span(match).getClientRects();
      if (!box) continue;
      const sign = document.createElement("span");
      sign.textContent = NAMES[match[0]] ?? "?";
      sign.style.left = `${box.left - origin.left}px`;
      sign.style.top = `${box.top - origin.top}px`;
      sign.style.height = `${box.height}px`;
      shown.append(sign);
    }
  }

  field.addEventListener("input", draw);
  field.addEventListener("scroll", () => { layer.scrollTop = field.scrollTop; });
  new ResizeObserver(() => { grow(); reveal(); }).observe(layer);
  draw();
  return draw;
}
