// Drafts: what is typed into an editor is kept in the browser until it is saved or given up, over reloads too. Each tab has
// drafts of its own; those of a tab that is gone are taken over. A draft knows the row as it was when it was begun, so that
// saving it over what somebody has changed since asks first.
import { bitext } from "./page.js";

const tab = ownName();
const fieldOf = (area) => `muqabala.draft ${bitext()} ${area.dataset.draft} `;

export function start() {
  document.addEventListener("input", (e) => {
    if (e.target.matches?.("textarea[data-draft]")) keep(e.target);
  });
  document.addEventListener("muqabala:sent", (e) => {
    const area = e.target.querySelector?.("textarea[data-draft]");
    if (area) forget(area);
  });
  document.addEventListener("reset", (e) => {
    const area = e.target.querySelector("textarea[data-draft]");
    if (!area) return;
    forget(area);
    e.target.closest("details").open = false;
  });
  document.addEventListener("muqabala:rows", restore);
  addEventListener("pagehide", () => sessionStorage.setItem("muqabala.left", "1"));
  addEventListener("pageshow", () => sessionStorage.removeItem("muqabala.left"));
  navigator.locks?.request(lockOf(tab), () => new Promise(() => {})); // says to the other tabs that this one is there
  restore();
}

// ownName is a name for this tab that stays over reloads: a page that is left says so. A tab that was duplicated from one whose
// page is still there has that one's name as well, and takes another.
function ownName() {
  const name = sessionStorage.getItem("muqabala.left") && sessionStorage.getItem("muqabala.tab");
  sessionStorage.removeItem("muqabala.left");
  const mine = name || Math.random().toString(36).slice(2, 12);
  sessionStorage.setItem("muqabala.tab", mine);
  return mine;
}

function lockOf(name) {
  return `muqabala.tab ${name}`;
}

const doing = (area) => area.form?.querySelector('input[name="do"]');
const seenOf = (area) => doing(area)?.value.match(/ seen=(\S+)/)?.[1] || "";

function keep(area) {
  if (area.value === area.defaultValue) return forget(area);
  localStorage.setItem(fieldOf(area) + tab, JSON.stringify({ text: area.value, seen: seenOf(area) }));
}

function forget(area) {
  localStorage.removeItem(fieldOf(area) + tab);
  showDraft(area, false);
}

// restore puts drafts back into the editors that the page shows.
async function restore() {
  const areas = [...document.querySelectorAll("textarea[data-draft]")].filter((a) => a.value === a.defaultValue);
  const names = Object.keys(localStorage).filter((n) => n.startsWith("muqabala.draft "));
  if (areas.length === 0 || names.length === 0) return;
  const held = navigator.locks ? (await navigator.locks.query()).held.map((l) => l.name) : [];
  for (const area of areas) {
    const field = fieldOf(area), own = field + tab;
    const left = names.includes(own) ? own : names.find((n) => n.startsWith(field) && !held.includes(lockOf(n.slice(field.length))));
    if (left) takeOver(area, left);
  }
}

// takeOver puts a draft into its editor. The row is the one that the draft was begun on: if it has changed since, saving asks.
function takeOver(area, name) {
  if (!area.isConnected) return; // the row was shown anew meanwhile, and its own turn comes
  const { text, seen } = JSON.parse(localStorage.getItem(name)) || {};
  localStorage.removeItem(name);
  if (text === undefined || text === area.defaultValue) return;
  area.value = text;
  area.closest("details").open = true;
  if (seen && doing(area)) doing(area).value = doing(area).value.replace(/ seen=\S+/, ` seen=${seen}`);
  showDraft(area, true);
  keep(area);
}

function showDraft(area, is) {
  const mark = area.closest("form").querySelector(".draft");
  if (mark) mark.hidden = !is;
}
