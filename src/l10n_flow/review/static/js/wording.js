// What the scripts say, in the language of the page: the server has put it there.
const words = JSON.parse(document.getElementById("wording").textContent);

// A name in the other direction is a unit of its own: its full stop stays behind it.
const FROM_THE_RIGHT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;

function isolated(value) {
  if (typeof value !== "string") return value;
  const isForeign = FROM_THE_RIGHT.test(value) !== (document.documentElement.dir === "rtl");
  return isForeign ? `\u2068${value}\u2069` : value;
}

export function _(message, values = {}) {
  const said = words[message] || message;
  return said.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? isolated(values[name]) : whole));
}
