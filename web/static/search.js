// The keys of the search page: / goes to the field, the arrows through the results. Enter opens what has the focus by itself.
const field = document.querySelector("[data-search]");

document.addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing || document.getElementById("dialog").open) return;
  if (e.code === "Slash" && !e.shiftKey && document.activeElement !== field && !localStorage.getItem("muqabala.keys.off")) {
    e.preventDefault();
    field.focus();
    field.select();
    return;
  }
  if (e.key === "ArrowDown" || e.key === "ArrowUp") move(e);
}, true);

// move puts the focus on the next result, or the one before it, which for the first is the field.
function move(e) {
  const results = [...document.querySelectorAll("#found .go")];
  const at = results.indexOf(document.activeElement);
  if (results.length === 0 || (at < 0 && document.activeElement !== field && document.activeElement !== document.body)) return;
  e.preventDefault();
  e.stopPropagation();
  const to = at + (e.key === "ArrowDown" ? 1 : -1);
  if (to < 0) field.focus();
  else results[Math.min(to, results.length - 1)].focus();
}

// The caret stands behind what was searched for, also where the field gets the focus only after this.
const toEnd = () => field.setSelectionRange(field.value.length, field.value.length);
if (document.activeElement === field) toEnd();
else field.addEventListener("focus", toEnd, { once: true });
