// The scripts of the pages. Everything can be read and done without them; they add keys, live updates and drafts.
import { start as rows } from "./rows.js";
import { start as act } from "./act.js";
import { start as keys } from "./keys.js";
import { start as live } from "./live.js";
import { start as drafts } from "./drafts.js";
import { start as words } from "./words.js";
import { start as imports } from "./import.js";
import { start as pictures } from "./pictures.js";
import { showTab } from "./page.js";

document.documentElement.classList.add("js");
for (const start of [rows, act, drafts, keys, words, live, pictures, imports, showTab]) start();
