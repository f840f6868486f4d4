// Actions: every form with data-act is sent without leaving the page, and what has changed is put in its place.
import { bitext, closeDialog, frame, openDialog, page, say, showTab } from "./page.js";
import { currentRow, go, patch, reload, rowsIn, setCurrent } from "./rows.js";

export let version = 0; // the last version of the log that this page has seen

export function start() {
  version = Number(document.getElementById("status")?.dataset.version || 0);
  document.addEventListener("submit", onSubmit);
  document.addEventListener("click", onClick);
  document.addEventListener("change", countTicked);
  document.addEventListener("dragstart", onDrag);
  document.addEventListener("dragover", onDragOver);
  document.addEventListener("drop", onDrop);
}

function onSubmit(e) {
  const form = e.target;
  if (!form.matches("[data-act]")) return;
  e.preventDefault();
  const values = new FormData(form, e.submitter);
  send(values, form);
}

// perform does an action on the current row, or on those that are ticked.
export function perform(name, fields = {}) {
  const values = new FormData();
  values.set("do", name);
  for (const [k, v] of Object.entries(fields)) values.set(k, v);
  for (const box of document.querySelectorAll('.row input[name="rows"]:checked, .row input[name="segments"]:checked')) values.append(box.name, box.value);
  return send(values, null);
}

const aboutRows = ["confirm", "reject", "reopen", "link", "unlink", "merge-beads", "split-bead"];

// target names the current row in an action that names none, unless rows are ticked.
function target(values) {
  const does = String(values.get("do"));
  const row = currentRow();
  if (/ (row|filter)=/.test(does) || !aboutRows.includes(does.split(" ")[0]) || values.getAll("rows").length > 0 || !row) return;
  values.set("do", `${does} row=${row.dataset.row} seen=${row.dataset.seen}`);
}

// sending ends when the last action is answered: what others are told of it until then is no news here.
export let sending = Promise.resolve();

// send does an action. It reports whether it was done.
export function send(values, form) {
  const done = answered(values, form);
  sending = done.catch(() => false);
  return done;
}

async function answered(values, form) {
  target(values);
  values.set("open", [...document.querySelectorAll(".row.open")].map((r) => r.id).join(","));
  values.set("page", page);
  const answer = await fetch(`${bitext()}/act`, { method: "POST", body: new URLSearchParams(values), headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer) {
    say(document.body.dataset.lost, 6000);
    return false;
  }
  const text = await answer.text();
  if (answer.status === 409 && answer.headers.get("HX-Retarget")) {
    openDialog(text);
    return false;
  }
  if (!answer.ok) {
    say(text, 7000);
    if (answer.status === 409) reload();
    return false;
  }
  closeDialog();
  if (form) form.dispatchEvent(new CustomEvent("muqabala:sent", { bubbles: true }));
  await show(text, JSON.parse(answer.headers.get("HX-Trigger") || "{}")["muqabala:changed"] || {});
  return true;
}

// show puts what an action has changed in its place.
async function show(html, event) {
  version = Math.max(version, event.version || 0);
  const template = document.createElement("template");
  template.innerHTML = html;
  const word = template.content.querySelector('[hx-swap-oob^="innerHTML:"]')?.textContent;
  if (word) say(word);
  showStatus(template.content);
  const queue = document.getElementById("queue") || document.getElementById("causes");
  if (queue) {
    await refresh(queue);
    return;
  }
  if (!frame()) return;
  if (event.whole) await reload();
  else await patch(event.splices || [], rowsIn(html), { ticks: false });
  countTicked();
}

// showStatus puts the progress and the counts of a fragment in their places.
export function showStatus(fragment) {
  for (const id of ["status", "counts"]) {
    const fresh = fragment.getElementById(id);
    if (fresh) document.getElementById(id)?.replaceWith(fresh);
  }
}

// refresh fetches a part of the page anew. What was opened stays open, and the focus where it was, or near.
async function refresh(part) {
  const here = new URL(location.href);
  const decision = part.querySelector(".decision");
  if (decision) here.searchParams.set("at", decision.dataset.skip); // the queue goes on behind what was decided
  const answer = await fetch(here);
  const whole = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = whole.getElementById(part.id);
  const unfold = (within) => [...within.querySelectorAll("section[id] details, details.settled")];
  const nameOf = (details) => details.closest("section").id + details.className;
  const opened = new Set(unfold(part).filter((d) => d.open).map(nameOf));
  for (const d of unfold(fresh)) d.open ||= opened.has(nameOf(d));
  const focus = document.activeElement;
  const section = focus?.closest?.("#causes section")?.id;
  part.replaceWith(fresh);
  const nav = whole.querySelector(".topbar nav");
  if (nav) document.querySelector(".topbar nav")?.replaceWith(nav);
  showTab();
  const again = fresh.querySelector(".decision") || [...fresh.querySelectorAll("button")].find((b) => focus?.value && b.value === focus.value)
    || (section && document.querySelector(`#${CSS.escape(section)} button`));
  again?.focus({ preventScroll: true });
}

function onClick(e) {
  const link = e.target.closest("a[data-do]");
  if (link) {
    e.preventDefault();
    next(link.dataset.do === "next-finding" ? "finding" : "unconfirmed");
  }
  if (e.target.closest("[data-dismiss]")) {
    e.preventDefault();
    closeDialog();
    reload();
  }
}

// next goes to the next row of a sort.
export async function next(what) {
  const answer = await fetch(`${bitext()}/next?what=${what}&after=${currentRow()?.id || ""}`, { headers: { "HX-Request": "true" } });
  const { row } = await answer.json();
  if (row) await go(row);
  else say(document.body.dataset.nothing);
}

function countTicked() {
  const n = document.querySelectorAll('.row input[name="rows"]:checked').length;
  const label = document.getElementById("selected");
  if (!label) return;
  label.hidden = n === 0;
  label.textContent = n ? `✓ ${n.toLocaleString(document.documentElement.lang === "ar" ? "ar-EG" : "en")}` : "";
}

// Dragging a row by its handle or number moves its translation before that of the row it is dropped on.
let dragged = null;

function onDrag(e) {
  const row = e.target.closest?.(".number, .grip") && e.target.closest(".row");
  if (!row) return;
  dragged = row;
  e.dataTransfer.effectAllowed = "move";
  e.dataTransfer.setData("text/plain", row.id);
  row.classList.add("dragging");
  addEventListener("dragend", () => {
    document.querySelectorAll(".dragging, .drop-before").forEach((r) => r.classList.remove("dragging", "drop-before"));
    dragged = null;
  }, { once: true });
}

function onDragOver(e) {
  const row = dragged && e.target.closest?.(".row");
  if (!row) return;
  e.preventDefault();
  document.querySelectorAll(".drop-before").forEach((r) => r.classList.remove("drop-before"));
  row.classList.add("drop-before");
}

function onDrop(e) {
  const row = dragged && e.target.closest?.(".row");
  if (!row || row === dragged) return;
  e.preventDefault();
  const at = translationOf(dragged), to = translationOf(row);
  if (at && to) perform(`move side=translation at=${at} to=${to} row=${dragged.id} seen=${dragged.dataset.seen}`);
  setCurrent(dragged, false);
}

// translationOf is the place of the first paragraph of a row's translation.
export function translationOf(row) {
  return row.querySelector(".translation .text[data-at]")?.dataset.at || row.querySelector('.editor[data-side="translation"] textarea')?.dataset.draft.split(":")[1];
}
