// What the scripts say, in the language of the page: the server has put it there.
const words = JSON.parse(document.getElementById("wording").textContent);

export function _(message, values = {}) {
  const said = words[message] || message;
  return said.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}
