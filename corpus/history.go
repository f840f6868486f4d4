package corpus

import "slices"

// history is what the log says about itself, kept so that undo, redo and the history of a row need no search of it. Entries
// are named by their IDs; an entry of its own is one that takes nothing back.
type history struct {
	entries   []entry // of ID i+1
	done      []int   // entries of their own that are in force, ascending
	taken     []int   // entries that took one of these back and can be taken back in turn, the last one last
	bySubject map[subject][]int
}

type entry struct {
	undoes int
	root   int // the entry of its own that this one takes back, brings back …; itself for an entry of its own
	stands bool
	last   int    // of an entry of its own: the last that took it back or brought it back; itself where there is none
	turns  []turn // of an entry of its own: all of these, ascending
}

// turn is an entry that took another back or brought it back, and whether that is in force since.
type turn struct {
	id     int
	stands bool
}

// enter takes in the next entry of the log.
func (h *history) enter(e Edit) {
	n := entry{undoes: e.Undoes, root: e.ID, stands: true, last: e.ID}
	if e.Undoes > 0 {
		n.root = h.at(e.Undoes).root
	}
	h.entries = append(h.entries, n)
	h.at(n.root).last = e.ID
	for id, stands := e.Undoes, false; id > 0; id, stands = h.at(id).undoes, !stands {
		h.at(id).stands = stands
	}
	if root := h.at(n.root); n.root != e.ID {
		root.turns = append(root.turns, turn{e.ID, root.stands})
	}
	h.stack(e, n.root)
	if h.bySubject == nil {
		h.bySubject = map[subject][]int{}
	}
	for _, op := range e.Ops {
		for _, s := range op.about() {
			if ids := h.bySubject[s]; len(ids) == 0 || ids[len(ids)-1] != e.ID {
				h.bySubject[s] = append(ids, e.ID)
			}
		}
	}
}

func (h *history) at(id int) *entry { return &h.entries[id-1] }

// stoodAt reports whether an entry of its own was in force once entry n had been entered.
func (h *history) stoodAt(id, n int) bool {
	for _, t := range slices.Backward(h.at(id).turns) {
		if t.id <= n {
			return t.stands
		}
	}
	return id <= n
}

// stack keeps what undo and redo take next.
func (h *history) stack(e Edit, root int) {
	at, in := slices.BinarySearch(h.done, root)
	if in {
		h.done = slices.Delete(h.done, at, at+1)
	}
	switch {
	case e.Undoes == 0:
		h.done, h.taken = append(h.done, root), nil
	case h.at(root).stands:
		h.done = slices.Insert(h.done, at, root)
		h.taken = slices.DeleteFunc(h.taken, func(id int) bool { return id == e.Undoes })
	default:
		h.taken = append(h.taken, e.ID)
	}
}

// CanUndo reports whether there is an edit that [Bitext.Undo] would take back, CanRedo the same of [Bitext.Redo].
func (b *Bitext) CanUndo() bool { return len(b.history.done) > 0 }

// CanRedo reports whether there is an undo that [Bitext.Redo] would take back.
func (b *Bitext) CanRedo() bool { return len(b.history.taken) > 0 }

// LastMove is the last edit in force that has moved the paragraph that begins in a block, and whether there is one.
func (b *Bitext) LastMove(side Side, id BlockID) (Edit, bool) {
	for _, e := range slices.Backward(b.made(subject{aspect: inOrder, side: side, block: id})) {
		for _, op := range e.Ops {
			if m, ok := op.(Move); ok && m.Side == side && m.At.Block == id {
				return e, true
			}
		}
	}
	return Edit{}, false
}

// InForce reports whether the edit is neither taken back nor never made.
func (b *Bitext) InForce(id int) bool {
	return id >= 1 && id <= len(b.log) && b.history.at(id).stands
}

// History is every edit of a row or bead, undos included, the oldest first: of the words, order, kinds and segments of what
// the pair names, and of its links, verdicts and comments.
func (b *Bitext) History(pair LinkedPair) []Edit {
	about := keySubjects(pair.Key())
	for side, refs := range map[Side][]Ref{OriginalSide: pair.Original, TranslationSide: pair.Translation} {
		for _, r := range refs {
			for _, a := range blockAspects {
				about = append(about, subject{aspect: a, side: side, block: r.Block})
			}
		}
	}
	return b.edits(about)
}

// HistoryOf is every edit under the key of a finding likewise.
func (b *Bitext) HistoryOf(key string) []Edit { return b.edits(keySubjects(key)) }

func keySubjects(key string) []subject {
	return []subject{{aspect: inLinks, key: key}, {aspect: inVerdict, key: key}, {aspect: inComments, key: key}}
}

func (b *Bitext) edits(about []subject) []Edit {
	var ids []int
	for _, s := range about {
		ids = append(ids, b.history.bySubject[s]...)
	}
	slices.Sort(ids)
	var out []Edit
	for _, id := range slices.Compact(ids) {
		out = append(out, b.log[id-1])
	}
	return out
}

// made are the entries of their own in force about a subject, in the order in which they came into force.
func (b *Bitext) made(s subject) []Edit {
	var out []Edit
	for _, id := range b.history.bySubject[s] {
		if n := b.history.at(id); n.root == id && n.stands {
			out = append(out, b.log[id-1])
		}
	}
	slices.SortStableFunc(out, func(x, y Edit) int { return b.history.at(x.ID).last - b.history.at(y.ID).last })
	return out
}
