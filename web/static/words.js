// Word links: pointing at a word of an open row marks the words that it stands for on the other side.
import { bitext } from "./page.js";

export function start() {
  if (!CSS.highlights || !document.caretPositionFromPoint) return; // an older browser shows no links
  let waiting;
  document.addEventListener("pointermove", (e) => {
    clearTimeout(waiting);
    const segment = e.target.closest?.(".segment");
    if (!segment) return clear();
    waiting = setTimeout(() => point(segment, e.clientX, e.clientY), 40);
  });
}

function clear() {
  CSS.highlights.delete("here");
  CSS.highlights.delete("there");
}

// point marks the word under the pointer and its counterparts.
async function point(segment, x, y) {
  const bead = segment.closest(".bead");
  const links = await linksOf(bead);
  const caret = document.caretPositionFromPoint(x, y);
  if (!caret || !segment.contains(caret.offsetNode)) return clear();
  const [mine, theirs] = segment.closest(".original") ? ["o", "t"] : ["t", "o"];
  const nth = segmentsOf(bead, mine).indexOf(segment);
  const at = offsetIn(segment, caret);
  const hit = links.filter((l) => l[mine][0] === nth && l[mine][1] <= at && at < l[mine][2]);
  if (hit.length === 0) return clear();
  CSS.highlights.set("here", new Highlight(...hit.map((l) => rangeOf(segment, l[mine]))));
  CSS.highlights.set("there", new Highlight(...hit.map((l) => rangeOf(segmentsOf(bead, theirs)[l[theirs][0]], l[theirs]))));
}

// linksOf are the links of a bead, fetched once.
function linksOf(bead) {
  bead.links ??= fetch(`${bitext()}/row/${bead.closest(".row").id}/words?bead=${bead.dataset.bead}`).then((a) => (a.ok ? a.json() : []), () => []);
  return bead.links;
}

const segmentsOf = (bead, side) => [...bead.querySelectorAll(side === "o" ? ".original .segment" : ".translation .segment")];

// texts are the text nodes of a sentence, without its buttons.
function texts(segment) {
  const walker = document.createTreeWalker(segment, NodeFilter.SHOW_TEXT, (n) => (n.parentElement.closest(".cuts") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
  const out = [];
  while (walker.nextNode()) out.push(walker.currentNode);
  return out;
}

// lead is how much white space of the page's own stands before the sentence.
const lead = (nodes) => nodes.map((n) => n.data).join("").match(/^\s*/)[0].length;

// offsetIn is where in the text of a sentence a caret stands, in UTF-16 units; -1 for elsewhere.
export function offsetIn(segment, caret) {
  const nodes = texts(segment);
  let at = -lead(nodes);
  for (const n of nodes) {
    if (n === caret.offsetNode) return at + caret.offset;
    at += n.length;
  }
  return -1;
}

function rangeOf(segment, [, start, end]) {
  const range = new Range(), nodes = texts(segment);
  let at = -lead(nodes);
  for (const n of nodes) {
    if (at <= start && start <= at + n.length) range.setStart(n, start - at);
    if (at < end && end <= at + n.length) range.setEnd(n, end - at);
    at += n.length;
  }
  return range;
}
