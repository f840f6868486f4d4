// The strip and the alignment map follow what happens to the rows, a moment later: they are looked at, not waited for.
import { bitext, fetchText, frame } from "./page.js";
import { currentRow, setCurrent } from "./rows.js";

const rest = 1500; // milliseconds between two looks

export function start() {
  const strip = document.querySelector("nav.strip"), map = document.getElementById("map");
  if (!strip || !frame()) return;
  let waiting, stale = false;
  document.addEventListener("muqabala:patched", () => {
    stale = true;
    waiting ??= setTimeout(async () => {
      waiting = undefined;
      if (await into(strip, "/pictures") && currentRow()) setCurrent(currentRow(), false);
      if (map.open) refreshMap();
    }, rest);
  });
  map.addEventListener("toggle", () => map.open && refreshMap());

  function refreshMap() {
    if (stale) into(map.querySelector("figure"), "/pictures?map=1");
    stale = false;
  }
}

// into puts a picture in the place of the one that stands in, or as, an element.
async function into(place, path) {
  const { ok, text } = await fetchText(bitext() + path);
  if (!ok || !place.isConnected) return false;
  if (place.matches("figure")) place.outerHTML = text;
  else place.innerHTML = text;
  return true;
}
