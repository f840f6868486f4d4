// Imports: files dropped at once are sent, and the pages of imports follow how far they are.

// Stages in which nothing happens by itself.
const still = ["done", "failed", "swapped", "aligned", "shown"];

export function start() {
  document.querySelectorAll("[data-drop]").forEach(zone);
  const page = document.querySelector("[data-import]");
  if (page && !still.includes(page.dataset.stage)) follow(page);
  const opening = document.querySelector("[data-opening]");
  if (opening) followOpening(opening);
  const batch = document.querySelector("[data-batch]:not([data-over])");
  if (batch) followBatch(batch);
}

// zone takes files that are dropped on a form: several are sent at once, one fills the first field that is empty.
function zone(form) {
  form.addEventListener("dragover", (e) => {
    if (![...e.dataTransfer.types].includes("Files")) return;
    e.preventDefault();
    form.classList.add("over");
  });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (e) => {
    e.preventDefault();
    form.classList.remove("over");
    take(form, e.dataTransfer.files);
  });
}

// take does with dropped files what is meant: aligned ones are known by their endings.
function take(form, files) {
  if (files.length === 0) return;
  const aligned = document.querySelector("[data-aligned]");
  const endings = aligned?.querySelector("input[type=file]").accept.split(",") ?? [];
  const known = (file) => endings.some((e) => file.name.toLowerCase().endsWith(e));
  if (form === aligned || [...files].some(known)) fill(aligned, files);
  else if (files.length === 1) fill(form, files);
  else send(form, files);
}

function fill(form, files) {
  const fields = [...form.querySelectorAll("input[type=file]")];
  (fields.find((f) => f.files.length === 0) || fields[0]).files = files;
}

// send sends files of which the server finds out which is which.
function send(form, files) {
  const [first, second] = form.querySelectorAll("input[type=file]");
  if (second) second.disabled = true;
  first.multiple = true;
  first.name = "files";
  first.files = files;
  form.submit();
}

function follow(page) {
  const events = new EventSource(`/import/${page.dataset.import}/events`);
  events.addEventListener("stage", (e) => {
    const { stage, step, text } = JSON.parse(e.data);
    document.getElementById("stage").textContent = text;
    document.getElementById("step").value = step;
    if (!still.includes(stage)) return;
    events.close();
    location.replace(`/import/${page.dataset.import}`);
  });
}

// followOpening shows how far the opening of a text is, and then what was asked for.
function followOpening(page) {
  const events = new EventSource(`/b/${page.dataset.opening}/opening`);
  events.addEventListener("stage", (e) => {
    const { step, text, over } = JSON.parse(e.data);
    document.getElementById("step").value = step;
    if (text) document.getElementById("stage").textContent = text;
    if (!over) return;
    events.close();
    location.reload();
  });
}

// followBatch puts in the list of a batch anew whenever it has changed.
function followBatch(page) {
  const address = `/imports/${page.dataset.batch}`;
  const events = new EventSource(`${address}/events`);
  events.addEventListener("batch", async (e) => {
    if (JSON.parse(e.data).over) events.close();
    const answer = await fetch(`${address}/list`);
    if (!answer.ok) return;
    const list = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("batch");
    if (list) document.getElementById("batch").replaceWith(list);
  });
}
