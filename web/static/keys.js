// The keys. Each can be changed or all be switched off (WCAG 2.1.4); both are kept in the browser.
import { bitext, closeDialog, fetchText, openDialog, typing } from "./page.js";
import { currentRow, step, toggle } from "./rows.js";
import { next, perform, translationOf } from "./act.js";

// What each action has before anybody changes it. views/help.templ shows the same.
const own = {
  down: ["j", "d", "ArrowDown"], up: ["k", "u", "ArrowUp"], open: ["Enter"], "next-unconfirmed": ["n"], "next-finding": ["f"],
  confirm: ["a", "c"], reject: ["r"], select: ["x"], edit: ["e"], split: ["s"], merge: ["m"],
  "move-up": ["Alt+ArrowUp"], "move-down": ["Alt+ArrowDown"], join: ["Shift+J"], drop: ["Delete"],
  accept: ["1", "2", "3"], dismiss: ["0"], comment: ["t"], undo: ["z"], redo: ["Shift+Z"], search: ["/"], help: ["?"],
};

// Arabic keyboards have other letters on these keys; the place of the key counts there.
const places = { KeyJ: "j", KeyD: "d", KeyK: "k", KeyU: "u", KeyN: "n", KeyF: "f", KeyA: "a", KeyC: "c", KeyR: "r", KeyX: "x", KeyE: "e", KeyS: "s", KeyM: "m", KeyT: "t", KeyZ: "z", Slash: "/" };

const store = { map: "muqabala.keys", off: "muqabala.keys.off" };

function mapping() {
  const changed = JSON.parse(localStorage.getItem(store.map) || "{}");
  const out = new Map();
  for (const [action, keys] of Object.entries({ ...own, ...changed })) for (const k of keys) out.set(k, action);
  return out;
}

let keys = mapping();

export function start() {
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", (e) => {
    if (e.target.closest("[data-help]") && !(e.ctrlKey || e.metaKey)) {
      e.preventDefault();
      help();
    }
    if (e.target.closest("[data-remap-reset]")) {
      localStorage.removeItem(store.map);
      keys = mapping();
      fillIn();
    }
  });
  document.addEventListener("change", onRemap);
  document.addEventListener("keydown", (e) => {
    if (e.target.matches?.("[data-remap]") && e.key !== "Tab" && e.key !== "Escape") takeKey(e);
  }, true);
  document.getElementById("dialog").addEventListener("click", (e) => {
    if (e.target.id === "dialog") closeDialog();
  });
  fillIn();
}

// nameOf is a key with what is held down, as the table has it.
function nameOf(e) {
  let key = e.key.length === 1 ? e.key : e.key;
  if (key.length === 1 && key.charCodeAt(0) > 0x7f && places[e.code]) key = e.shiftKey ? places[e.code].toUpperCase() : places[e.code];
  const letter = /^[a-zA-Z]$/.test(key);
  return (e.altKey ? "Alt+" : "") + (e.shiftKey && (letter || key.length > 1) ? "Shift+" : "") + (letter ? (e.shiftKey ? key.toUpperCase() : key.toLowerCase()) : key);
}

function onKey(e) {
  if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.isComposing) return;
  if (e.key === "Escape" && typing(e.target)) {
    e.target.closest(".row")?.focus();
    e.target.blur();
    return;
  }
  const open = document.querySelector(".row.current.open");
  if (e.key === "Escape" && open && !document.getElementById("dialog").open) {
    toggle(open, false);
    return;
  }
  if (typing(e.target) || document.getElementById("dialog").open || localStorage.getItem(store.off)) return;
  const name = nameOf(e);
  const action = keys.get(name);
  if (!action || (name === "Enter" && e.target.closest("a, button, summary, input"))) return;
  if (run(action, name)) e.preventDefault();
}

// run does what a key is for. It reports whether there was something to do.
function run(action, name) {
  if (action === "help") return help(), true;
  if (document.querySelector(".decision") && inQueue(action, name)) return true;
  if (!bitext()) return false;
  if (action === "undo" || action === "redo") return perform(action), true;
  if (!document.getElementById("rows")) return false;
  const doing = rowActions[action];
  if (doing) doing(currentRow(), name);
  return Boolean(doing);
}

const bead = (row) => row.querySelector(".bead.current");
const rowDo = (name, row) => perform(`${name} row=${row.dataset.row} seen=${row.dataset.seen}`);
const placeDo = (name, row) => {
  const at = translationOf(row);
  if (at) perform(`${name} side=translation at=${at} row=${row.dataset.row} seen=${row.dataset.seen}`);
};
const click = (within, selector) => within?.querySelector(selector)?.click();

// judge is about the ticked rows, the current sentence, or the current row.
function judge(name, row) {
  if (document.querySelector('.row input[name="rows"]:checked')) perform(name);
  else if (bead(row)) perform(`${name} bead=${bead(row).dataset.bead} row=${row.dataset.row} seen=${row.dataset.seen}`);
  else rowDo(name, row);
}

const rowActions = {
  down: () => step(1),
  up: () => step(-1),
  open: (row) => toggle(row),
  "next-unconfirmed": () => next("unconfirmed"),
  "next-finding": () => next("finding"),
  confirm: (row) => judge("confirm", row),
  reject: (row) => judge("reject", row),
  select: (row) => click(row, 'input[name="rows"]'),
  edit: (row) => editText(row),
  split: (row) => (bead(row) ? click(bead(row), '[data-key="split"]') : rowDo("unlink", row)),
  merge: (row) => (bead(row) ? click(bead(row), '[data-key="merge"]') : document.querySelector('.row input[name="rows"]:checked') ? perform("link") : rowDo("link", row)),
  "move-up": (row) => placeDo("move-up", row),
  "move-down": (row) => placeDo("move-down", row),
  join: (row) => placeDo("merge-next", row),
  drop: (row) => placeDo("drop", row),
  accept: (row, name) => click(row, `.finding.open .buttons button[value*="choice=${Number(name) - 1}"]`),
  dismiss: (row) => click(row, '.finding.open button[value^="dismiss"]'),
  comment: async (row) => {
    const open = row.classList.contains("open") ? row : await toggle(row, true);
    const comments = open?.querySelector(".comments");
    if (!comments) return;
    comments.open = true;
    comments.querySelector("textarea").focus();
  },
  search: () => document.querySelector("[data-focus='/']")?.focus(),
};

// editText opens the editor of the row's translation, or of its original where it has none.
async function editText(row) {
  const open = row.classList.contains("open") ? row : await toggle(row, true);
  const editor = open?.querySelector('.editor[data-side="translation"]') || open?.querySelector(".editor");
  if (!editor) return;
  editor.open = true;
  const area = editor.querySelector("textarea");
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
}

// inQueue is what keys do on the page of findings: one key a decision.
function inQueue(action, name) {
  const decision = document.querySelector(".decision");
  const selector = {
    accept: `button[value*="choice=${Number(name) - 1}"]`, confirm: 'button[value*="choice=0"]', dismiss: 'button[value^="dismiss"]',
    reject: 'button[value^="dismiss"]', down: "[data-skip][href]", "next-finding": "[data-skip][href]", open: "[data-jump]", merge: 'button[value^="series"]',
  }[action];
  const control = selector && decision.querySelector(selector);
  control?.click();
  return Boolean(control);
}

async function help() {
  const { ok, text } = await fetchText("/help");
  if (!ok) return;
  openDialog(text);
  fillIn();
}

// fillIn shows the reader's own keys in the help.
function fillIn() {
  const changed = JSON.parse(localStorage.getItem(store.map) || "{}");
  document.querySelectorAll("[data-remap]").forEach((input) => { input.value = (changed[input.dataset.remap] || []).join(" "); });
  document.querySelectorAll("[data-keys-on]").forEach((box) => { box.checked = !localStorage.getItem(store.off); });
}

// takeKey enters the key that is pressed in a field for an action's own key.
function takeKey(e) {
  e.preventDefault();
  e.stopPropagation();
  e.target.value = e.key === "Backspace" ? "" : nameOf(e);
  e.target.dispatchEvent(new Event("change", { bubbles: true }));
}

function onRemap(e) {
  if (e.target.matches("[data-keys-on]")) {
    if (e.target.checked) localStorage.removeItem(store.off);
    else localStorage.setItem(store.off, "1");
  }
  if (!e.target.matches("[data-remap]")) return;
  const changed = JSON.parse(localStorage.getItem(store.map) || "{}");
  const value = e.target.value.split(/\s+/).filter(Boolean);
  if (value.length) changed[e.target.dataset.remap] = value;
  else delete changed[e.target.dataset.remap];
  localStorage.setItem(store.map, JSON.stringify(changed));
  keys = mapping();
}
