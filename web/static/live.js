// Live updates: what others change appears at once, and who is there is shown.
import { bitext, fetchText, frame, page, say } from "./page.js";
import { patch, reload } from "./rows.js";
import { sending, showStatus, version } from "./act.js";

export function start() {
  const people = document.getElementById("people");
  if (!people) return;
  const source = new EventSource(`${bitext()}/events?page=${page}`);
  source.addEventListener("people", (e) => showPeople(people, JSON.parse(e.data).people));
  source.addEventListener("changed", (e) => changed(JSON.parse(e.data)));
  source.addEventListener("checked", (e) => checked(JSON.parse(e.data)));
  source.addEventListener("hello", (e) => {
    if (frame() && JSON.parse(e.data).version > version) reload(); // the connection was lost for a while
  });
  addEventListener("pagehide", () => source.close());
  let waiting;
  document.addEventListener("muqabala:current", (e) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => fetch(`${bitext()}/presence`, { method: "POST", body: new URLSearchParams({ page, row: e.detail.row }) }).catch(() => {}), 300);
  });
}

function showPeople(place, people) {
  place.replaceChildren(...people.slice(0, 6).map((p) => {
    const s = document.createElement("span");
    s.textContent = [...p.name][0] || "?";
    s.title = p.name;
    return s;
  }));
}

// changed shows what somebody else has done. A row whose text is being edited here stays as it is: saving it will ask.
async function changed({ version: theirs, who, splices, whole }) {
  await sending;
  if (theirs <= version || !frame()) return;
  await showRows(splices, whole, () => say(document.body.dataset.changed.replace("{who}", who), 6000));
}

// checked shows what was found in the text as it is now. A row that is being edited here waits for the next time.
async function checked({ splices, whole }) {
  await sending; // what was saved here stands in the page by then
  if (frame()) await showRows(splices, whole, () => {});
}

// showRows puts rows that look different now in their places; kept is called for those that somebody writes in.
async function showRows(splices, whole, kept) {
  if (whole) {
    if (!editing(document)) await reload();
  } else {
    await patch(splices || [], new Map(), { keep: (row) => editing(row) && (kept(), true) });
  }
  await status();
}

const editing = (within) => [...within.querySelectorAll(".editor textarea")].some((t) => t.value !== t.defaultValue);

async function status() {
  const { ok, text } = await fetchText(`${bitext()}/status`);
  if (!ok) return;
  const template = document.createElement("template");
  template.innerHTML = text;
  showStatus(template.content);
}
