// What the other scripts share: the page's bitext, a word for the reader, dialogs.

export const page = Math.random().toString(36).slice(2, 12); // tells this page from the reader's others

export const frame = () => document.getElementById("rows");

// bitext is the address of the page's bitext, "" where it is about none.
export function bitext() {
  const m = location.pathname.match(/^\/b\/\d+/);
  return m ? m[0] : "";
}

let hide;

// say shows a word for a moment; screen readers read it.
export function say(text, ms = 2500) {
  const toast = document.getElementById("toast");
  toast.textContent = text;
  clearTimeout(hide);
  hide = setTimeout(() => { toast.textContent = ""; }, ms);
}

// fetchText gets a part of a page.
export async function fetchText(href, options = {}) {
  const answer = await fetch(href, { ...options, headers: { "HX-Request": "true", ...options.headers } });
  return { ok: answer.ok, status: answer.status, text: await answer.text(), answer };
}

// openDialog shows HTML of this server in the page's dialog.
export function openDialog(html) {
  const dialog = document.getElementById("dialog");
  dialog.innerHTML = html;
  htmx.process(dialog);
  if (!dialog.open) dialog.showModal();
  return dialog;
}

export function closeDialog() {
  const dialog = document.getElementById("dialog");
  if (dialog.open) dialog.close();
  dialog.innerHTML = "";
}

// typing reports whether keys go into a field.
export function typing(element) {
  return element instanceof Element && element.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]") !== null;
}

// showTab brings the tab of this page into the row of tabs, where that is wider than the screen.
export function showTab() {
  document.querySelector('.topbar nav [aria-current="page"]')?.scrollIntoView({ inline: "center", block: "nearest" });
}
