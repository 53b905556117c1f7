// The page's scripts, one idea a file.
import "./buttons.js";
import { start } from "./writing.js";

if (document.getElementById("work")) {
  await Promise.all([import("./keys.js"), import("./watching.js"), import("./preview.js")]);
  start();
}
document.documentElement.dataset.ready = "yes";
