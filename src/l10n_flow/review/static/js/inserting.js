// Putting text into the field as if it had been typed: the browser's own undo takes it back.

export function insert(field, text) {
  if (field.readOnly) return;
  field.focus();
  // execCommand is the one way that keeps the undo history; where it is gone, setRangeText is not.
  if (!document.execCommand("insertText", false, text)) {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

export function replaceAll(field, text) {
  field.focus();
  field.setSelectionRange(0, field.value.length);
  if (text) insert(field, text);
  else if (field.value) document.execCommand("delete");
}

// Around the chosen words; without any the caret stands between the two signs.
export function surround(field, before, after) {
  const { selectionStart: start, selectionEnd: end } = field;
  const chosen = field.value.slice(start, end);
  insert(field, before + chosen + after);
  if (!chosen) field.setSelectionRange(start + before.length, start + before.length);
}

// The first mark of the original that the translation has fewer times than asked for.
export function insertMissing(field, marks) {
  const missing = marks.find((mark) => !field.value.includes(mark));
  if (missing === undefined) return false;
  insert(field, missing);
  return true;
}
