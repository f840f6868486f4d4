// The keys. Each can be changed or all be switched off (WCAG 2.1.4); both are kept in the browser.
import { bitext, closeDialog, fetchText, openDialog, say, typing } from "./page.js";
import { currentRow, leave, step, stepSegment, toggle } from "./rows.js";
import { next, perform, translationOf } from "./act.js";
import { offsetIn } from "./words.js";

// What each action has before anybody changes it. views/help.templ shows the same.
const own = {
  down: ["j", "d", "ArrowDown"], up: ["k", "u", "ArrowUp"], left: ["ArrowLeft"], right: ["ArrowRight"], open: ["Enter"],
  "next-unconfirmed": ["n"], "next-finding": ["f"],
  confirm: ["a"], "confirm-next": ["c"], reject: ["r"], select: ["x"], edit: ["e"], "edit-original": ["Shift+E"], set: ["i"],
  split: ["s"], merge: ["m"], link: ["l"], unlink: ["Shift+L"], "split-paragraph": ["p"], join: ["Shift+J"], "carry-next": ["Shift+ArrowDown"], "carry-previous": ["Shift+ArrowUp"],
  "move-up": ["Alt+ArrowUp"], "move-down": ["Alt+ArrowDown"], "move-here": ["v"], drop: ["Delete"], restore: ["Shift+Delete"],
  accept: ["1", "2", "3", "4", "5"], dismiss: ["0"], series: ["g"], "dismiss-all": ["Shift+G"], together: ["b"], comment: ["t"], realign: ["Shift+A"],
  undo: ["z"], redo: ["Shift+Z"], search: ["/"], help: ["?"],
};

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

// plainKey is the key as a keyboard of Latin letters has it: on an Arabic one the place of the key counts, and its digits are
// digits.
function plainKey(e) {
  if (e.key.length > 1 || e.key.charCodeAt(0) <= 0x7f) return e.key;
  const [, letter, digit] = e.code.match(/^(?:Key([A-Z])|(?:Digit|Numpad)([0-9]))$/) || [];
  if (letter) return e.shiftKey ? letter : letter.toLowerCase();
  if (e.code === "Slash") return e.shiftKey ? "?" : "/";
  return digit ?? e.key;
}

// nameOf is a key with what is held down, as the table has it.
function nameOf(e) {
  const key = plainKey(e), letter = /^[a-zA-Z]$/.test(key);
  return (e.altKey ? "Alt+" : "") + (e.shiftKey && (letter || key.length > 1) ? "Shift+" : "") + (letter ? (e.shiftKey ? key.toUpperCase() : key.toLowerCase()) : key);
}

// onControl are Ctrl+Enter, which sends what is typed, and Ctrl+Z and Ctrl+Y wherever nobody types; with ⌘ as well.
function onControl(e) {
  if (e.key === "Enter" && e.target.matches?.("form[data-act] textarea")) {
    e.preventDefault();
    e.target.form.requestSubmit(e.target.form.querySelector("button"));
    return;
  }
  const key = plainKey(e).toLowerCase();
  if (e.altKey || !["z", "y"].includes(key) || typing(e.target) || !bitext() || document.getElementById("dialog").open) return;
  e.preventDefault();
  perform(key === "y" || e.shiftKey ? "redo" : "undo");
}

function onKey(e) {
  if (e.defaultPrevented || e.isComposing) return;
  if (e.ctrlKey || e.metaKey) return onControl(e);
  if (e.key === "Escape" && typing(e.target)) {
    e.target.blur();
    e.target.closest(".row")?.focus({ preventScroll: true });
    return;
  }
  const open = document.querySelector(".row.current.open");
  if (e.key === "Escape" && open && !document.getElementById("dialog").open) {
    if (!leave(open, ".segment.current") && !leave(open)) toggle(open, false);
    return;
  }
  if (document.querySelector("dialog[open] .cut") && walkWords(e)) return;
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
const segment = (row) => row.querySelector(".segment.current");
const onRow = (name, row) => `${name} row=${row.dataset.row} seen=${row.dataset.seen}`;
const rowDo = (name, row) => perform(onRow(name, row));
const placeDo = (name, row) => {
  const at = translationOf(row);
  return at && perform(onRow(`${name} side=translation at=${at}`, row));
};
const ticked = (name, within = document) => within.querySelector(`.row input[name="${name}"]:checked, input[name="${name}"]:checked`);

// click does what a control is for, and says so where there is none.
function click(within, selector) {
  const control = within?.querySelector(selector);
  if (control) control.click();
  else say(document.body.dataset.nokey);
  return control;
}

// judge is about the ticked rows, the current bead, or the current row.
function judge(name, row) {
  if (ticked("rows")) return perform(name);
  if (bead(row)) return rowDo(`${name} bead=${bead(row).dataset.bead}`, row);
  return rowDo(name, row);
}

// judgeAndGoOn confirms and goes to the next bead, or the next row that nobody has confirmed.
async function judgeAndGoOn(row) {
  const inBead = bead(row);
  if (!(await judge("confirm", row))) return;
  if (inBead) step(1);
  else next("unconfirmed");
}

// tick ticks the current sentence, all of the current bead, or the row.
function tick(row) {
  const within = segment(row) || bead(row);
  if (!within) return click(row, 'input[name="rows"]');
  const boxes = [...within.querySelectorAll('input[name="segments"]')];
  const all = boxes.every((b) => b.checked);
  for (const box of boxes) box.checked = !all;
}

// link links what is ticked: sentences, or rows; without any, the current bead or row with the next.
function link(row) {
  if (ticked("segments", row)) return click(row, '.ticked [data-key="link"]');
  if (ticked("rows")) return perform("link");
  if (bead(row)) return click(bead(row), '.quick [data-key="merge"]');
  return rowDo("link", row);
}

// unlink says of what is ticked, or of the current sentence or bead, that it has no counterpart; or parts the row.
function unlink(row) {
  if (ticked("segments", row)) return click(row, '.ticked [data-key="unlink"]');
  if (segment(row)) return rowDo(`unlink-segments segment=${segment(row).dataset.segment}`, row);
  if (bead(row)) return click(bead(row), '.quick [data-key="unlink"]');
  return rowDo("unlink", row);
}

// split splits the current sentence, parts the current bead, or unlinks the row.
function split(row) {
  if (segment(row)) return splitSegment(row, segment(row));
  if (bead(row)) return click(bead(row), '[data-key="part"]');
  return rowDo("unlink", row);
}

// splitSegment splits a sentence before the word that was clicked, or lets its words be chosen from.
async function splitSegment(row, sentence) {
  const caret = getSelection(), text = sentence.querySelector(".text");
  if (caret.isCollapsed && text.contains(caret.anchorNode)) {
    const at = offsetIn(sentence, { offsetNode: caret.anchorNode, offset: caret.anchorOffset });
    const word = text.textContent.trimStart().slice(0, at).search(/\S*$/);
    if (word > 0) {
      caret.removeAllRanges();
      return rowDoWith(`split-segment segment=${sentence.dataset.segment}`, row, { caret: word });
    }
  }
  const { ok, text: html } = await fetchText(sentence.querySelector('[data-key="split"]').href);
  if (ok) openDialog(html).querySelector(".words button")?.focus();
}

const rowDoWith = (name, row, fields) => perform(onRow(name, row), fields);

// walkWords goes through the words of a sentence that is to be split, as they stand on the screen.
function walkWords(e) {
  const words = [...document.querySelectorAll("dialog .words button")];
  const back = e.target.closest?.("[dir]")?.dir === "rtl" ? "ArrowRight" : "ArrowLeft";
  const by = { ArrowLeft: 1, ArrowRight: 1, ArrowDown: 8, ArrowUp: -8 }[e.key];
  if (!by) return false;
  e.preventDefault();
  const to = words.indexOf(document.activeElement) + (e.key === back ? -1 : by);
  words[Math.max(0, Math.min(words.length - 1, to))]?.focus();
  return true;
}

const rowActions = {
  down: () => step(1),
  up: () => step(-1),
  left: (row) => stepSegment(row, -1),
  right: (row) => stepSegment(row, 1),
  open: (row) => toggle(row),
  "next-unconfirmed": () => next("unconfirmed"),
  "next-finding": () => next("finding"),
  confirm: (row) => judge("confirm", row),
  "confirm-next": judgeAndGoOn,
  reject: (row) => judge("reject", row),
  select: tick,
  edit: (row) => editText(row, "translation"),
  "edit-original": (row) => editText(row, "original"),
  set: async (row) => (await editor(row, "translation"))?.querySelector("select").focus(),
  split,
  merge: (row) => (segment(row) ? click(segment(row), '[data-key="merge"]') : bead(row) ? click(bead(row), '.quick [data-key="merge"]') : link(row)),
  link,
  unlink,
  "split-paragraph": (row) => click(segment(row) || bead(row), '[data-key="split-paragraph"]'),
  "carry-next": (row) => click(segment(row) || bead(row), '[data-key="carry-next"]'),
  "carry-previous": (row) => click(segment(row) || bead(row), '[data-key="carry-previous"]'),
  "move-up": (row) => placeDo("move-up", row),
  "move-down": (row) => placeDo("move-down", row),
  "move-here": (row) => perform(`move-here to=${translationOf(row) || "0.0"}`),
  join: (row) => placeDo("merge-next", row),
  drop: (row) => placeDo("drop", row),
  restore: (row) => click(row, ".dropped button"),
  accept: (row, name) => click(row, `.finding.open .buttons button[value*="choice=${Number(name) - 1} "]`),
  dismiss: (row) => click(row, '.finding.open button[value^="dismiss "]'),
  series: (row) => click(row, '.finding.open button[value^="series"]'),
  "dismiss-all": (row) => click(row, '.finding.open button[value^="dismiss-all"]'),
  realign: () => perform("realign"),
  comment: async (row) => {
    const open = row.classList.contains("open") ? row : await toggle(row, true);
    const comments = open?.querySelector(".comments");
    if (!comments) return;
    comments.open = true;
    comments.querySelector("textarea").focus();
  },
  search: () => document.querySelector("[data-focus='/']")?.focus(),
};

// editor opens the editor of a side of a row, or of the other where that has no text.
async function editor(row, side) {
  const open = row.classList.contains("open") ? row : await toggle(row, true);
  const found = open?.querySelector(`.editor[data-side="${side}"]`) || open?.querySelector(".editor");
  if (found) found.open = true;
  return found;
}

// editText puts the caret at the end of the text of a side.
async function editText(row, side) {
  const area = (await editor(row, side))?.querySelector("textarea");
  if (!area) return;
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
}

// inQueue is what keys do on the page of findings: one key a decision.
function inQueue(action, name) {
  const decision = document.querySelector(".decision");
  const selector = {
    accept: `button[value*="choice=${Number(name) - 1} "]`, confirm: 'button[value*="choice=0 "]', dismiss: 'button[value^="dismiss "]',
    reject: 'button[value^="dismiss "]', down: "[data-skip][href]", up: "[data-back][href]", "next-finding": "[data-skip][href]", open: "[data-jump]",
    series: 'button[data-key="series"]', "dismiss-all": 'button[value^="dismiss-all"]',
  }[action];
  const control = action === "together" ? document.querySelector('#bulk [data-key="together"]') : selector && decision.querySelector(selector);
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
