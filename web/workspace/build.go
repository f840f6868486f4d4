package workspace

import (
	"context"
	"hash/fnv"
	"slices"
	"strconv"

	"muqabala/corpus"
)

// build makes the view of the bitext as it is now. A row or finding that nothing has happened to is that of the last view; it
// is known by being the very one that it was made of, not by what the edits were. The edits behind the last view, where they
// are given, say which rows people spoke of since; without them all rows are looked at.
func (b *Bitext) build(ctx context.Context, bitext *corpus.Bitext, edits []corpus.Edit) (*View, error) {
	all, err := b.collation.Shared(ctx)
	if err != nil {
		return nil, err
	}
	old := b.View()
	if old == nil {
		old = &View{}
	}
	reading := bitext.Reading(corpus.TranslationSide)
	v := &View{Version: bitext.Version(), CanUndo: bitext.CanUndo(), CanRedo: bitext.CanRedo(), Checking: b.checked < 0, reading: reading.Paragraphs,
		Dropped: reading.Dropped, repeats: map[corpus.BlockID]corpus.BlockID{}}
	for _, d := range v.Dropped {
		v.repeats[d.At.Block] = d.Of.Block
	}
	touched := v.place(all, old, bitext)
	v.Repairs = b.repairs(v)
	rows := b.find(bitext, v, old, touched)
	v.speak(edits, touched)
	v.decide(bitext, old, touched, rows)
	return v, nil
}

// place makes the rows and enters where everything stands. It reports which rows are new.
func (v *View) place(all []*corpus.Row, old *View, bitext *corpus.Bitext) (fresh []bool) {
	fresh, v.Rows = make([]bool, len(all)), make([]*Row, len(all))
	v.originals, v.translations = newBlockRows(len(bitext.Original.Blocks)), newBlockRows(len(bitext.Translation.Blocks))
	for i, r := range all {
		v.originals.enter(r.Original, i)
		v.translations.enter(r.Translation, i)
		if v.Rows[i] = old.made(r); v.Rows[i] == nil {
			v.Rows[i], fresh[i] = newRow(r, bitext), true
		}
	}
	return fresh
}

// find gives every finding its state, and says in which row each is shown: -1 for those that none shows. Rows whose findings
// have changed are touched.
func (b *Bitext) find(bitext *corpus.Bitext, v, old *View, touched []bool) (rows []int) {
	all := b.reported()
	rows, v.Findings = make([]int, len(all)), make([]*Finding, len(all))
	for i := range all {
		n, row := v.finding(bitext, &all[i])
		if rows[i] = row; n.State == Repaired {
			rows[i] = -1
		}
		if i < len(old.Findings) && n.same(old.Findings[i]) {
			v.Findings[i] = old.Findings[i]
			continue
		}
		v.Findings[i] = &n
		if row >= 0 {
			touched[row] = true
		}
	}
	for i, f := range old.Findings { // those that are gone, or shown elsewhere now
		if was := v.Row(f.Row); was >= 0 && (i >= len(v.Findings) || v.Findings[i] != f) {
			touched[was] = true
		}
	}
	return rows
}

// speak touches the rows that the edits judge or comment on; all of them where the edits are not known.
func (v *View) speak(edits []corpus.Edit, touched []bool) {
	if edits == nil {
		for i := range touched {
			touched[i] = true
		}
	}
	for _, e := range edits {
		for _, op := range e.Ops {
			var key string
			switch op := op.(type) {
			case corpus.Judge:
				key = op.Key
			case corpus.Comment:
				key = op.Key
			case corpus.Uncomment:
				key = op.Key
			}
			v.touch(key, touched)
		}
	}
}

// touch touches the rows that have text of the pair that a key names.
func (v *View) touch(key string, touched []bool) {
	pair, ok := corpus.ParsePair(key)
	if !ok {
		return
	}
	for _, r := range pair.Original {
		for i := range v.rowsAt(corpus.OriginalSide, r.Block) {
			touched[i] = true
		}
	}
	for _, r := range pair.Translation {
		for i := range v.rowsAt(corpus.TranslationSide, r.Block) {
			touched[i] = true
		}
	}
}

// decide puts into the rows touched what people said of them and what was found in them. A row that looks as it did in the old
// view is the same row.
func (v *View) decide(bitext *corpus.Bitext, old *View, touched []bool, rows []int) {
	found := map[int][]*Finding{}
	for k, i := range rows {
		if i >= 0 && touched[i] {
			found[i] = append(found[i], v.Findings[k])
		}
	}
	for i, r := range v.Rows {
		if !touched[i] {
			continue
		}
		n := *r
		n.Verdict, n.Comments, n.Findings = bitext.Verdict(r.Key), comments(bitext, r.Key), found[i]
		n.BeadVerdict = make([]corpus.Verdict, len(r.BeadKeys))
		for k, key := range r.BeadKeys {
			n.BeadVerdict[k] = bitext.Verdict(key)
		}
		if o := old.row(r.ID); o != nil && o.same(&n) {
			v.Rows[i] = o
		} else {
			v.Rows[i] = &n
		}
	}
}

func comments(bitext *corpus.Bitext, key string) []Comment {
	var out []Comment
	for _, r := range bitext.Remarks(key) {
		out = append(out, Comment{r.Index, r.Text, r.By.Author, r.By.Time})
	}
	return out
}

func newRow(r *corpus.Row, bitext *corpus.Bitext) *Row {
	n := &Row{Row: r, ID: rowID(r), Key: r.Pair().Key(), Seen: digest(r)}
	n.Linked = bitext.Linked(n.Key)
	n.BeadKeys = make([]string, len(r.Beads))
	for i, bead := range r.Beads {
		n.BeadKeys[i] = r.BeadPair(bead).Key()
	}
	return n
}

// digest tells rows apart that look different.
func digest(r *corpus.Row) string {
	var b []byte
	for _, paragraphs := range [][]corpus.ReadingParagraph{r.Original, r.Translation} {
		for _, p := range paragraphs {
			b = strconv.AppendInt(strconv.AppendInt(b, int64(p.At.Block), 10), int64(-p.At.Offset), 10)
			b = append(append(append(append(b, p.Kind...), ' '), p.Number...), 0)
			for _, piece := range p.Pieces {
				b = append(append(b, piece.Text...), 0)
			}
		}
		b = append(b, 1)
	}
	for _, bead := range r.Beads {
		b = append(b, byte(len(bead.Original)), byte(len(bead.Translation)))
	}
	h := fnv.New64a()
	h.Write(b)
	return strconv.FormatUint(h.Sum64(), 16)
}

// same reports whether two rows look the same.
func (r *Row) same(s *Row) bool {
	return r.Row == s.Row && r.Verdict == s.Verdict && slices.Equal(r.BeadVerdict, s.BeadVerdict) && slices.Equal(r.Comments, s.Comments) &&
		slices.EqualFunc(r.Findings, s.Findings, (*Finding).looks)
}
