package workspace

import (
	"context"
	"fmt"
	"hash/fnv"
	"slices"

	"muqabala/corpus"
)

// build makes the view of the bitext as it is. Where edits are given, they are what has happened since the last view, and
// what they leave alone is taken over from it.
func (b *Bitext) build(ctx context.Context, bitext *corpus.Bitext, edits []corpus.Edit) (*View, error) {
	old := b.View()
	log := bitext.Log()
	v := &View{Version: len(log)}
	v.CanUndo, v.CanRedo = undoable(log)
	rows, fresh, err := b.rows(ctx, bitext, old, edits)
	if err != nil {
		return nil, err
	}
	if fresh {
		v.index(rows, bitext.Reading(corpus.TranslationSide))
		v.Repairs = b.repairs(v)
	} else {
		v.at, v.originals, v.translations, v.order, v.reading = old.at, old.originals, old.translations, old.order, old.reading
		v.Dropped, v.Repairs = old.Dropped, old.Repairs
	}
	v.Rows = rows
	reading := &corpus.Reading{Paragraphs: v.reading, Dropped: v.Dropped}
	v.Findings = b.findings(bitext, v, newFacts(reading, inForce(log)))
	v.decide(bitext, old)
	return v, nil
}

// rows are the rows of the bitext without what people said of them; fresh unless the edits are of decisions alone.
func (b *Bitext) rows(ctx context.Context, bitext *corpus.Bitext, old *View, edits []corpus.Edit) (rows []*Row, fresh bool, err error) {
	if old != nil && edits != nil && onlyDecisions(edits) {
		return slices.Clone(old.Rows), false, nil
	}
	all, err := b.collation.Rows(ctx)
	if err != nil {
		return nil, false, err
	}
	linked := map[string]bool{}
	for _, pair := range bitext.Links() {
		linked[pair.Key()] = true
	}
	rows = make([]*Row, len(all))
	for i, r := range all {
		rows[i] = newRow(r, linked)
	}
	return rows, true, nil
}

// onlyDecisions reports whether the edits change no text, order or link.
func onlyDecisions(edits []corpus.Edit) bool {
	for _, e := range edits {
		for _, op := range e.Ops {
			switch op.(type) {
			case corpus.Judge, corpus.Comment, corpus.Uncomment:
			default:
				return false
			}
		}
	}
	return true
}

func newRow(r corpus.Row, linked map[string]bool) *Row {
	n := &Row{Row: r, ID: rowID(r), Key: r.Pair().Key(), Seen: digest(r)}
	n.Linked = linked[n.Key]
	n.BeadKeys = make([]string, len(r.Beads))
	for i, bead := range r.Beads {
		n.BeadKeys[i] = r.BeadPair(bead).Key()
	}
	return n
}

// digest tells rows apart that look different.
func digest(r corpus.Row) string {
	h := fnv.New64a()
	for _, paragraphs := range [][]corpus.ReadingParagraph{r.Original, r.Translation} {
		for _, p := range paragraphs {
			fmt.Fprintf(h, "%v %s %s\x00%s\x00", p.At, p.Kind, p.Number, p.Text())
		}
		h.Write([]byte{1})
	}
	for _, b := range r.Beads {
		fmt.Fprint(h, len(b.Original), ",", len(b.Translation), " ")
	}
	return fmt.Sprintf("%016x", h.Sum64())
}

// index enters where everything stands.
func (v *View) index(rows []*Row, reading *corpus.Reading) {
	v.at = make(map[string]int, len(rows))
	v.originals, v.translations = map[corpus.BlockID]int{}, map[corpus.BlockID]int{}
	for i, r := range rows {
		v.at[r.ID] = i
		enter(v.originals, r.Original, i)
		enter(v.translations, r.Translation, i)
	}
	v.reading, v.Dropped = reading.Paragraphs, reading.Dropped
	v.order = make(map[corpus.Place]int, len(v.reading))
	for i, p := range v.reading {
		v.order[p.At] = i
	}
}

func enter(rows map[corpus.BlockID]int, paragraphs []corpus.ReadingParagraph, row int) {
	for _, p := range paragraphs {
		for _, id := range p.Blocks() {
			if _, ok := rows[id]; !ok {
				rows[id] = row
			}
		}
	}
}

// decide puts into the rows what people said of them and what was found in them. A row that looks as it did in the old view
// is the same row.
func (v *View) decide(bitext *corpus.Bitext, old *View) {
	found := make(map[string][]*Finding, len(v.Findings))
	for _, f := range v.Findings {
		found[f.Row] = append(found[f.Row], f)
	}
	for i, r := range v.Rows {
		n := *r
		n.Verdict, n.Comments, n.Findings = bitext.Verdict(r.Key), comments(bitext, r.Key), found[r.ID]
		n.BeadVerdict = make([]corpus.Verdict, len(r.BeadKeys))
		for j, key := range r.BeadKeys {
			n.BeadVerdict[j] = bitext.Verdict(key)
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

// row is the row of that very ID, or nil.
func (v *View) row(id string) *Row {
	if v == nil {
		return nil
	}
	if i, ok := v.at[id]; ok {
		return v.Rows[i]
	}
	return nil
}

// same reports whether two rows look the same.
func (r *Row) same(s *Row) bool {
	return r.Seen == s.Seen && r.Key == s.Key && r.Verdict == s.Verdict && r.Linked == s.Linked && r.Confidence == s.Confidence &&
		slices.Equal(r.BeadKeys, s.BeadKeys) && slices.Equal(r.BeadVerdict, s.BeadVerdict) && slices.Equal(r.Comments, s.Comments) &&
		slices.EqualFunc(r.Findings, s.Findings, func(f, g *Finding) bool { return f.Key == g.Key && f.State == g.State && f.Fixes == g.Fixes })
}
