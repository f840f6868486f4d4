// Drafts: what is typed into an editor is kept in the browser until it is saved or given up, over reloads too.
import { bitext } from "./page.js";

const nameOf = (area) => `muqabala.draft ${bitext()} ${area.dataset.draft}`;

export function start() {
  document.addEventListener("input", (e) => {
    if (e.target.matches?.("textarea[data-draft]")) keep(e.target);
  });
  document.addEventListener("muqabala:sent", (e) => {
    const area = e.target.querySelector?.("textarea[data-draft]");
    if (area) localStorage.removeItem(nameOf(area));
  });
  document.addEventListener("reset", (e) => {
    const area = e.target.querySelector("textarea[data-draft]");
    if (!area) return;
    localStorage.removeItem(nameOf(area));
    showDraft(area, false);
    e.target.closest("details").open = false;
  });
  document.addEventListener("muqabala:rows", restore);
  restore();
}

function keep(area) {
  if (area.value === area.defaultValue) localStorage.removeItem(nameOf(area));
  else localStorage.setItem(nameOf(area), area.value);
}

// restore puts drafts back into the editors that the page shows.
function restore() {
  for (const area of document.querySelectorAll("textarea[data-draft]")) {
    const text = localStorage.getItem(nameOf(area));
    if (text === null || text === area.value) continue;
    area.value = text;
    area.closest("details").open = true;
    showDraft(area, true);
  }
}

function showDraft(area, is) {
  const mark = area.closest("form").querySelector(".draft");
  if (mark) mark.hidden = !is;
}
