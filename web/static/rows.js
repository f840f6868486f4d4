// The rows: the current one, opening and closing, fetching those that come near, and letting go of those far away.
import { bitext, fetchText, frame } from "./page.js";

const lineHeight = 30; // of a line of text, in pixels, for rows that nobody has seen yet
const near = 1500, far = 12000; // pixels from the screen

let watcher, current = "";

export function start() {
  if (!frame()) return;
  watch();
  document.addEventListener("click", onClick);
  document.addEventListener("focusin", (e) => {
    const row = e.target.closest?.(".row");
    if (row) setCurrent(row, false);
  });
  addEventListener("scroll", throttled(letGo), { passive: true });
  const asked = new URLSearchParams(location.search).get("row") || location.hash.slice(1);
  const row = (asked && document.getElementById(asked)) || document.querySelector(".row");
  if (row) setCurrent(row, Boolean(asked));
  document.addEventListener("htmx:afterSettle", watch); // the rows were filtered
}

// watch makes room for the chunks that are not filled, and fills them when they come near.
export function watch() {
  watcher?.disconnect();
  watcher = new IntersectionObserver((seen) => seen.filter((s) => s.isIntersecting).forEach((s) => fill(s.target)), { rootMargin: near + "px 0px" });
  for (const chunk of document.querySelectorAll('.chunk[data-filled="false"]')) {
    makeRoom(chunk, Number(chunk.dataset.lines) * lineHeight);
    watcher.observe(chunk);
  }
}

function makeRoom(chunk, pixels) {
  chunk.style.blockSize = pixels + "px";
}

// asking is the address of a part of the rows that the page's filter lets through.
function asking(fields) {
  const query = new URLSearchParams(frame().dataset.query);
  for (const [name, value] of Object.entries(fields)) query.set(name, value);
  return `${bitext()}/rows?${query}`;
}

// fill fetches the rows of a chunk: those from its first on, up to the first of the next chunk.
export async function fill(chunk) {
  if (chunk.dataset.filled !== "false") return chunk.filling;
  chunk.dataset.filled = "filling";
  watcher.unobserve(chunk);
  chunk.filling = fetchText(asking({ at: chunk.dataset.at, before: chunk.nextElementSibling?.dataset.at || "" })).then(({ ok, status, text }) => {
    if (!ok || !chunk.isConnected) {
      chunk.dataset.filled = "false";
      if (status === 404) reload(); // the row that it begins with is gone
      return;
    }
    const anchor = anchored();
    chunk.innerHTML = text;
    chunk.dataset.filled = "true";
    chunk.style.blockSize = "";
    htmx.process(chunk);
    anchor();
    document.getElementById(current)?.classList.add("current");
    document.dispatchEvent(new CustomEvent("muqabala:rows"));
  });
  return chunk.filling;
}

// anchored remembers what stands at the top of the screen; called, it puts that there again.
function anchored() {
  const top = [...document.querySelectorAll(".row")].find((r) => r.getBoundingClientRect().bottom > 100);
  const was = top?.getBoundingClientRect().top;
  return () => {
    if (top?.isConnected) scrollBy(0, top.getBoundingClientRect().top - was);
  };
}

// letGo empties chunks that are far away, so that a long text does not fill the page's memory. Rows that are open stay.
function letGo() {
  for (const chunk of document.querySelectorAll('.chunk[data-filled="true"]')) {
    const box = chunk.getBoundingClientRect();
    if ((box.bottom > -far && box.top < innerHeight + far) || chunk.querySelector(".row.open, :focus, :checked")) continue;
    makeRoom(chunk, box.height);
    chunk.replaceChildren();
    chunk.dataset.filled = "false";
    watcher.observe(chunk);
  }
}

function throttled(f) {
  let waiting;
  return () => {
    waiting ??= setTimeout(() => { waiting = undefined; f(); }, 400);
  };
}

// currentRow is the row that keys and buttons are about.
export function currentRow() {
  return document.getElementById(current) || document.querySelector(".row");
}

// setCurrent makes a row the current one, and shows it where asked.
export function setCurrent(row, show) {
  if (!row) return;
  if (row.id !== current) {
    document.querySelectorAll(".row.current, .bead.current, .segment.current").forEach((r) => r.classList.remove("current"));
    current = row.id;
    document.dispatchEvent(new CustomEvent("muqabala:current", { detail: { row: current } }));
  }
  row.classList.add("current");
  document.querySelectorAll(".strip a.here").forEach((a) => a.classList.remove("here"));
  cellOf(row)?.classList.add("here");
  if (show) {
    row.scrollIntoView({ block: "nearest" });
    const box = row.getBoundingClientRect();
    const top = 140;
    if (box.top < top || box.height > innerHeight - top) scrollBy(0, box.top - top);
    row.focus({ preventScroll: true });
  }
}

// cellOf is the cell of the strip for a row: the last one that begins at or before it.
function cellOf(row) {
  const exact = document.querySelector(`.strip a[data-go="${CSS.escape(row.id)}"]`);
  if (exact) return exact;
  const cells = document.querySelectorAll(".strip a");
  const total = document.querySelectorAll(".chunk").length && [...document.querySelectorAll(".chunk")].reduce((n, c) => n + Number(c.dataset.count), 0);
  return cells[Math.floor((Number(row.dataset.index) * cells.length) / Math.max(1, total))];
}

// step goes to the next row, or the one before; through the sentences where the row is open.
export async function step(by) {
  const row = currentRow();
  if (!row) return;
  if (row.classList.contains("open") && stepBead(row, by)) return;
  let next = by > 0 ? row.nextElementSibling : row.previousElementSibling;
  if (!next?.classList.contains("row")) {
    const chunk = by > 0 ? row.closest(".chunk")?.nextElementSibling : row.closest(".chunk")?.previousElementSibling;
    if (!chunk) return;
    await fill(chunk);
    next = by > 0 ? chunk.querySelector(".row") : [...chunk.querySelectorAll(".row")].at(-1);
  }
  setCurrent(next, true);
}

function stepBead(row, by) {
  const beads = [...row.querySelectorAll(".bead")];
  const at = beads.findIndex((b) => b.classList.contains("current"));
  const next = beads[at < 0 ? (by > 0 ? 0 : -1) : at + by];
  leave(row);
  if (!next) return false;
  enter(next);
  return true;
}

// stepSegment goes to the sentence beside the current one, as they stand on the screen: through one text, then the other.
export function stepSegment(row, by) {
  const bead = row.querySelector(".bead.current") || row.querySelector(".bead");
  if (!bead) return;
  const left = (e) => e.getBoundingClientRect().left;
  const cells = [...bead.querySelectorAll(".cell")].sort((a, b) => left(a) - left(b));
  const all = cells.flatMap((c) => [...c.querySelectorAll(".segment")]);
  const at = all.findIndex((s) => s.classList.contains("current"));
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
  if (next) enter(bead, next);
}

// enter makes a bead, and maybe a sentence of it, the current one of its row.
function enter(bead, segment) {
  leave(bead.closest(".row"));
  for (const e of [bead, segment]) e?.classList.add("current");
  const to = segment || bead;
  to.scrollIntoView({ block: "nearest" });
  to.focus({ preventScroll: true });
}

// leave goes up a level: from a sentence to its bead, from a bead to the row. It reports whether there was one to leave.
export function leave(row, level = ".bead.current, .segment.current") {
  const all = row.querySelectorAll(level);
  all.forEach((e) => e.classList.remove("current"));
  return all.length > 0;
}

// keepPlace makes the bead and the sentence current in a row that were so in the one whose place it takes.
export function keepPlace(old, fresh) {
  const bead = old.querySelector(".bead.current")?.dataset.bead;
  const segment = old.querySelector(".segment.current")?.dataset.segment;
  fresh.querySelector(`.bead[data-bead="${bead}"]`)?.classList.add("current");
  fresh.querySelector(`.segment[data-segment="${segment}"]`)?.classList.add("current");
}

// keepTicks ticks in a row what is ticked in the one whose place it takes, where both have the same to tick.
function keepTicks(old, fresh) {
  const was = old.querySelectorAll('input[type="checkbox"]'), is = fresh.querySelectorAll('input[type="checkbox"]');
  if (was.length === is.length) is.forEach((box, i) => { box.checked = was[i].checked; });
}

// focusPlace puts the focus where the reader is in a row.
export function focusPlace(row) {
  (row.querySelector(".segment.current") || row.querySelector(".bead.current") || row).focus({ preventScroll: true });
}

// go shows a row wherever it stands.
export async function go(id) {
  let row = document.getElementById(id);
  if (!row) {
    await reload(id);
    row = document.getElementById(id);
  }
  setCurrent(row, true);
}

// toggle opens or closes a row.
export async function toggle(row, open = !row.classList.contains("open")) {
  const { ok, text } = await fetchText(`${bitext()}/row/${row.id}${open ? "?open=1" : ""}`);
  if (!open && document.activeElement.matches("textarea") && row.contains(document.activeElement)) return null; // somebody writes there by now
  const fresh = ok && put(row, text);
  if (fresh && open && fresh.id === current) setCurrent(fresh, true);
  return fresh || null;
}

// rowsIn are the rows of HTML, by their IDs.
export function rowsIn(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return new Map([...template.content.querySelectorAll(".row")].map((r) => [r.id, r]));
}

// put puts a row in the place of one.
export function put(row, html) {
  const [fresh] = rowsIn(html).values();
  if (!fresh) return null;
  patch([{ gone: [row.id], rows: [fresh.id] }], new Map([[fresh.id, fresh]]));
  return fresh;
}

// patch does splices: rows that are gone are taken out of the page, and those that have come put in their places. fresh has rows by
// their IDs; those that the page needs beside them are fetched. Rows that keep leaves as they are stay; ticks says whether what is ticked
// stays so.
export async function patch(splices, fresh = new Map(), { keep = () => false, ticks = true } = {}) {
  const shown = (id) => document.getElementById(id)?.closest("#rows");
  const wanted = new Set(), coming = new Set();
  for (const s of splices) {
    const row = (s.gone || []).find(shown);
    if (row ? !keep(document.getElementById(row)) : s.after === "" || shown(s.after) || coming.has(s.after)) for (const id of s.rows || []) wanted.add(id), coming.add(id);
  }
  const missing = [...wanted].filter((id) => !fresh.has(id));
  if (missing.length > 0) {
    const open = [...document.querySelectorAll(".row.open")].map((r) => r.id).join(",");
    const { ok, text } = await fetchText(`${bitext()}/rows?rows=${missing.join(",")}&open=${open}`);
    if (!ok) return reload();
    for (const [id, row] of rowsIn(text)) fresh.set(id, row);
  }
  if (!fits(splices)) return reload();
  const focused = document.activeElement?.closest?.(".row")?.id;
  const was = new Map(splices.flatMap((s) => s.gone || []).map((id) => [id, document.getElementById(id)]));
  for (const [id, row] of was) if (row && fresh.has(id)) keepPlace(row, fresh.get(id)), ticks && keepTicks(row, fresh.get(id));
  for (const s of splices) splice(s, was, wanted, fresh);
  for (const row of was.values()) if (row && !keep(row)) row.remove();
  begin();
  const now = document.getElementById(current);
  if (now) now.classList.add("current");
  else if (was.has(current)) setCurrent(document.getElementById(beside(splices, current)) || document.querySelector(".row"), false);
  if (focused && !document.activeElement?.closest?.(".row")) focusPlace(document.getElementById(focused) || currentRow());
  document.dispatchEvent(new CustomEvent("muqabala:rows"));
  document.dispatchEvent(new CustomEvent("muqabala:patched"));
}

// splice puts the rows of a splice where the first of those gone stands, or behind the row before them. The rows gone stay for now, so
// that places can still be found by them.
function splice({ after, gone = [], rows = [] }, was, wanted, fresh) {
  const old = gone.map((id) => was.get(id)).find((r) => r?.isConnected);
  const before = after ? [...document.querySelectorAll(`.row[id="${CSS.escape(after)}"]`)] : [];
  const last = before.find((r) => was.get(after) !== r) || before[0];
  const first = !after && document.querySelector('.chunk[data-at=""][data-filled="true"]');
  const come = rows.filter((id) => wanted.has(id) && fresh.has(id)).map((id) => fresh.get(id));
  if (old) old.before(...come);
  else if (last) last.after(...come);
  else if (first) first.prepend(...come);
  for (const row of come) htmx.process(row);
}

// fits reports whether the splices can be done to the page as it is. A chunk that is not filled is known by the row that it begins
// with; where that is gone, and on the page of a single row where others come or go, all must be fetched.
function fits(splices) {
  const gone = new Set(splices.flatMap((s) => (s.gone || []).filter((id) => !(s.rows || []).includes(id))));
  if (frame().hasAttribute("data-single")) return ![...gone].some((id) => document.getElementById(id));
  return gone.size === 0 || ![...document.querySelectorAll('.chunk:not([data-filled="true"])')].some((c) => gone.has(c.dataset.at));
}

// begin lets every filled chunk but the first be known by the row that it begins with now; one without rows goes.
function begin() {
  const chunks = [...document.querySelectorAll('.chunk[data-filled="true"]')];
  for (const chunk of chunks) {
    const row = chunk.querySelector(".row");
    if (row && chunk.dataset.at) chunk.dataset.at = row.id;
    else if (!row && chunk.dataset.at) chunk.remove();
  }
}

// beside is the row that stands where one has gone: what has come in its place, or what stands before it.
function beside(splices, id) {
  const s = splices.find((x) => x.gone?.includes(id));
  return s?.rows?.[0] || s?.after || "";
}

// reload fetches all rows anew, and keeps the current one where it is on the screen.
export async function reload(id = current) {
  const rows = frame();
  if (!rows || rows.hasAttribute("data-single")) {
    location.reload();
    return;
  }
  const old = document.getElementById(id);
  const focused = document.activeElement === document.body || rows.contains(document.activeElement);
  const was = old?.getBoundingClientRect().top;
  const { ok, text } = await fetchText(asking({ frame: 1, row: id, open: old?.classList.contains("open") ? id : "" }));
  if (!ok) return;
  rows.innerHTML = text;
  htmx.process(rows);
  watch();
  const row = document.getElementById(id) || document.querySelector(".row");
  if (!row) return;
  if (old) keepPlace(old, row);
  if (was !== undefined) scrollBy(0, row.getBoundingClientRect().top - was);
  setCurrent(row, was === undefined);
  if (focused) focusPlace(row);
  document.dispatchEvent(new CustomEvent("muqabala:rows"));
  document.dispatchEvent(new CustomEvent("muqabala:patched"));
}

function onClick(e) {
  if (e.ctrlKey || e.metaKey || e.shiftKey) return;
  const opener = e.target.closest("[data-open], [data-close]");
  if (opener) {
    e.preventDefault();
    toggle(opener.closest(".row"));
    return;
  }
  const mark = e.target.closest("[data-go]");
  if (mark && mark.dataset.go) {
    e.preventDefault();
    go(mark.dataset.go);
    return;
  }
  const row = e.target.closest(".row");
  if (!row) return;
  setCurrent(row, false);
  const bead = e.target.closest(".bead");
  if (bead && !e.target.closest("button, a, input, label")) {
    leave(row);
    for (const part of [bead, e.target.closest(".segment")]) part?.classList.add("current");
  }
  if (e.target.closest("mark[data-finding]") && !row.classList.contains("open")) toggle(row, true);
}
