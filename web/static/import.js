// Imports: two files dropped at once are sent, and the page of an import follows how far it is.

// Stages in which nothing happens by itself.
const still = ["done", "failed", "swapped", "aligned"];

export function start() {
  const form = document.querySelector("[data-drop]");
  if (form) zone(form);
  const page = document.querySelector("[data-import]");
  if (page && !still.includes(page.dataset.stage)) follow(page);
}

// zone takes files that are dropped on the form: two are sent at once, one fills the first field that is empty.
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
    const files = e.dataTransfer.files;
    if (files.length === 2) send(form, files);
    else if (files.length === 1) fill(formOf(files[0], form), files);
  });
}

// formOf is the form that takes a file: one that has both texts is known by its ending.
function formOf(file, form) {
  const aligned = document.querySelector("[data-aligned]");
  const endings = aligned?.querySelector("input[type=file]").accept.split(",") ?? [];
  return endings.some((e) => file.name.toLowerCase().endsWith(e)) ? aligned : form;
}

function fill(form, files) {
  const fields = [...form.querySelectorAll("input[type=file]")];
  (fields.find((f) => f.files.length === 0) || fields[0]).files = files;
}

// send sends two files of which the server finds out which is which.
function send(form, files) {
  const [first, second] = form.querySelectorAll("input[type=file]");
  second.disabled = true;
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
