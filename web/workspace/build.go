package workspace

import (
	"context"
	"fmt"
	"hash/fnv"
	"slices"

	"muqabala/corpus"
)

// build makes the view of the bitext as it is. Where edits are given, they are what has happened since the last view, and
// only what they touch is worked out again.
func (b *Bitext) build(ctx context.Context, bitext *corpus.Bitext, edits []corpus.Edit) (*View, error) {
	old, log := b.View(), bitext.Log()
	v := &View{Version: len(log)}
	v.CanUndo, v.CanRedo = undoable(log)
	s := scopeOf(edits)
	if old == nil || edits == nil || s.structure || !old.alone(s.blocks) {
		if err := b.buildAll(ctx, v, bitext, old); err != nil {
			return nil, err
		}
		return v, nil
	}
	v.takeOver(old)
	touched, err := b.rewritten(ctx, v, bitext, s.blocks)
	if err != nil {
		return nil, err
	}
	v.Findings = slices.Clone(old.Findings)
	for i, f := range v.Findings {
		if s.keys[f.Key] || s.blocks[f.Block] {
			v.Findings[i] = b.finding(bitext, v, b.found[i])
			touched[v.Row(f.Row)] = true
		}
	}
	for i, r := range v.Rows {
		if s.keys[r.Key] || len(s.keys) > 0 && slices.ContainsFunc(r.BeadKeys, func(key string) bool { return s.keys[key] }) {
			touched[i] = true
		}
	}
	delete(touched, -1)
	v.decide(bitext, old, touched)
	return v, nil
}

// buildAll works everything out. Rows that nothing has happened to stay the ones of the old view, which may be nil.
func (b *Bitext) buildAll(ctx context.Context, v *View, bitext *corpus.Bitext, old *View) error {
	all, err := b.collation.Rows(ctx)
	if err != nil {
		return err
	}
	linked := linkedKeys(bitext)
	v.Rows = make([]*Row, len(all))
	everything := make(map[int]bool, len(all))
	for i, r := range all {
		everything[i] = true
		if o := old.row(rowID(r)); o != nil && sameTexts(o.Row, r) && o.Linked == linked[o.Key] {
			v.Rows[i] = o
		} else {
			v.Rows[i] = newRow(r, linked)
		}
	}
	reading := bitext.Reading(corpus.TranslationSide)
	v.index(reading)
	v.Repairs, v.facts = b.repairs(v), newFacts(reading, inForce(bitext.Log()))
	v.Findings = make([]*Finding, len(b.found))
	for i, f := range b.found {
		v.Findings[i] = b.finding(bitext, v, f)
	}
	v.decide(bitext, old, everything)
	return nil
}

// takeOver makes v what the old view is, but for its version.
func (v *View) takeOver(old *View) {
	v.Rows = slices.Clone(old.Rows)
	v.at, v.originals, v.translations, v.several = old.at, old.originals, old.translations, old.several
	v.reading, v.Dropped, v.Repairs, v.facts = old.reading, old.Dropped, old.Repairs, old.facts
}

// rewritten puts new rows in the place of those whose texts have changed, and says which these are.
func (b *Bitext) rewritten(ctx context.Context, v *View, bitext *corpus.Bitext, blocks map[corpus.BlockID]bool) (map[int]bool, error) {
	touched := map[int]bool{}
	if len(blocks) == 0 {
		return touched, nil
	}
	original, translation := bitext.Reading(corpus.OriginalSide), bitext.Reading(corpus.TranslationSide)
	v.reading, v.Dropped = translation.Paragraphs, translation.Dropped
	linked := linkedKeys(bitext)
	for id := range blocks {
		for _, rows := range []map[corpus.BlockID]int{v.originals, v.translations} {
			if i, ok := rows[id]; ok {
				touched[i] = true
			}
		}
	}
	for i := range touched {
		r := v.Rows[i].Row
		r.Original, r.Translation = again(r.Original, original), again(r.Translation, translation)
		r, err := b.collation.Row(ctx, r)
		if err != nil {
			return nil, err
		}
		v.Rows[i] = newRow(r, linked)
	}
	return touched, nil
}

// again are the same paragraphs as a reading has them now.
func again(paragraphs []corpus.ReadingParagraph, reading *corpus.Reading) []corpus.ReadingParagraph {
	out := slices.Clone(paragraphs)
	for i, p := range out {
		if j := slices.IndexFunc(reading.Paragraphs, func(q corpus.ReadingParagraph) bool { return q.At == p.At }); j >= 0 {
			out[i] = reading.Paragraphs[j]
		}
	}
	return out
}

// scope is what edits touch.
type scope struct {
	structure bool                    // order, kinds, links: anything
	blocks    map[corpus.BlockID]bool // of either side, whose texts have changed
	keys      map[string]bool         // of rows, beads and findings that were judged or commented on
}

func scopeOf(edits []corpus.Edit) scope {
	s := scope{blocks: map[corpus.BlockID]bool{}, keys: map[string]bool{}}
	for _, e := range edits {
		for _, op := range e.Ops {
			switch op := op.(type) {
			case corpus.Judge:
				s.keys[op.Key] = true
			case corpus.Comment:
				s.keys[op.Key] = true
			case corpus.Uncomment:
				s.keys[op.Key] = true
			case corpus.Replace:
				s.blocks[op.Block] = true
			default:
				s.structure = true
			}
		}
	}
	return s
}

func linkedKeys(bitext *corpus.Bitext) map[string]bool {
	out := map[string]bool{}
	for _, pair := range bitext.Links() {
		out[pair.Key()] = true
	}
	return out
}

// sameTexts reports whether two rows are one that nothing has happened to: [collate.Collation.Rows] then gives the very
// sentences that it gave before.
func sameTexts(a, b corpus.Row) bool {
	return a.Confidence == b.Confidence && a.Moved == b.Moved && sameSlice(a.Beads, b.Beads) &&
		sameSlice(a.OriginalSegments, b.OriginalSegments) && sameSlice(a.TranslationSegments, b.TranslationSegments) &&
		slices.EqualFunc(a.Original, b.Original, sameHead) && slices.EqualFunc(a.Translation, b.Translation, sameHead)
}

// sameSlice reports whether two slices are one and the same, not only alike.
func sameSlice[E any](a, b []E) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

func sameHead(p, q corpus.ReadingParagraph) bool {
	return p.At == q.At && p.Kind == q.Kind && p.Number == q.Number && len(p.Pieces) == len(q.Pieces)
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
func (v *View) index(reading *corpus.Reading) {
	v.at = make(map[string]int, len(v.Rows))
	v.originals, v.translations, v.several = map[corpus.BlockID]int{}, map[corpus.BlockID]int{}, map[corpus.BlockID]bool{}
	for i, r := range v.Rows {
		v.at[r.ID] = i
		v.enter(v.originals, r.Original, i)
		v.enter(v.translations, r.Translation, i)
	}
	v.reading, v.Dropped = reading.Paragraphs, reading.Dropped
}

func (v *View) enter(rows map[corpus.BlockID]int, paragraphs []corpus.ReadingParagraph, row int) {
	for _, p := range paragraphs {
		for _, id := range p.Blocks() {
			if first, ok := rows[id]; !ok {
				rows[id] = row
			} else if first != row {
				v.several[id] = true
			}
		}
	}
}

// alone reports whether each of the blocks stands in one row of its side, or in none.
func (v *View) alone(blocks map[corpus.BlockID]bool) bool {
	for id := range blocks {
		if v.several[id] {
			return false
		}
	}
	return true
}

// decide puts into rows what people said of them and what was found in them. A row that looks as it did in the old view is
// the same row.
func (v *View) decide(bitext *corpus.Bitext, old *View, touched map[int]bool) {
	found := make(map[string][]*Finding, len(touched))
	for _, f := range v.Findings {
		if touched[v.Row(f.Row)] {
			found[f.Row] = append(found[f.Row], f)
		}
	}
	var verdicts []corpus.Verdict
	for i := range touched {
		r := v.Rows[i]
		n := *r
		n.Verdict, n.Comments, n.Findings = bitext.Verdict(r.Key), comments(bitext, r.Key), found[r.ID]
		verdicts = verdicts[:0]
		for _, key := range r.BeadKeys {
			verdicts = append(verdicts, bitext.Verdict(key))
		}
		n.BeadVerdict = verdicts
		if o := old.row(r.ID); o != nil && o.same(&n) {
			v.Rows[i] = o
		} else {
			n.BeadVerdict = slices.Clone(verdicts)
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
	return r.Seen == s.Seen && r.Key == s.Key && r.Verdict == s.Verdict && r.Linked == s.Linked && sameTexts(r.Row, s.Row) &&
		slices.Equal(r.BeadKeys, s.BeadKeys) && slices.Equal(r.BeadVerdict, s.BeadVerdict) && slices.Equal(r.Comments, s.Comments) &&
		slices.EqualFunc(r.Findings, s.Findings, func(f, g *Finding) bool { return f.Key == g.Key && f.State == g.State && f.Fixes == g.Fixes })
}
