// The page's scripts, one idea a file. The order is the one in which they need each other.
import "./wording.js";
import "./buttons.js";
if (document.getElementById("work")) {
  await import("./saving.js");
  await import("./writing.js");
  await import("./keys.js");
  await import("./watching.js");
  await import("./preview.js");
}
