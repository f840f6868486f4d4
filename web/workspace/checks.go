package workspace

import (
	"cmp"
	"context"
	"log/slog"
	"slices"
	"time"

	"muqabala/align/check"
	"muqabala/align/collate"
	"muqabala/corpus"
)

// found is a finding that was reported, with what is known of it since.
type found struct {
	collate.Found
	key       string
	structure bool // of a check of structure: about the order of the text as it was read
	first     bool // of the first check: once it is resolved, it counts as such
	// refuted says that its words stood in the text when it was checked last, and were found right.
	refuted bool
}

// structures are the findings about how the text was read.
func structures(ctx context.Context, c *collate.Collation) ([]found, error) {
	p := &check.Pass{Original: c.Bitext.Original, Translation: c.Bitext.Translation, Layout: c.Layout}
	all, err := check.Run(ctx, check.Structure(), p)
	out := make([]found, len(all))
	for i, f := range all {
		out[i] = found{Found: collate.Found{Finding: f}, key: f.Key(), structure: true, first: true}
	}
	return out, err
}

// The text is checked again once nobody has changed it for a while; a long text, whose checks take long, more seldom.
const (
	quiet   = 250 * time.Millisecond
	longest = 20 // times as long is it waited for
	rest    = 4  // times as long as a check took the next one waits
)

// recheck has the text checked again after edits that have changed it, behind what people do: the rows that they touch first. b.mu is
// held.
func (b *Bitext) recheck(edits []corpus.Edit) {
	if !slices.ContainsFunc(edits, checkable) {
		return
	}
	b.changed = b.View().Version
	b.checkParts()
	b.check()
}

// check has the text checked soon. b.mu is held.
func (b *Bitext) check() {
	b.wanted = b.now()
	if b.checking {
		return
	}
	b.checking = true
	go b.checkUntilQuiet()
}

// checkable reports whether an edit may change what checks find.
func checkable(e corpus.Edit) bool { return slices.ContainsFunc(e.Ops, changesText) }

// changesText reports whether an operation may change what checks find: all but what people say.
func changesText(op corpus.Op) bool {
	switch op.(type) {
	case corpus.Judge, corpus.Comment, corpus.Uncomment:
		return false
	}
	return true
}

// checkUntilQuiet checks the text until it is as it was checked.
func (b *Bitext) checkUntilQuiet() {
	took := time.Duration(0)
	for {
		time.Sleep(max(quiet, rest*took))
		for n := 0; n < longest && b.busy(); n++ {
			time.Sleep(quiet)
		}
		start := b.now()
		err := b.checkOn(context.Background(), 1) // the others are for people
		if err != nil {
			slog.Warn("the text could not be checked again", "bitext", b.ID, "error", err)
		}
		b.keep(context.Background())
		took = b.now().Sub(start)
		b.mu.Lock()
		if err != nil || b.checked >= b.changed && b.asked == b.rules.digest { // after an error the next edit asks again
			b.checking = false
			b.mu.Unlock()
			return
		}
		b.mu.Unlock()
	}
}

// busy reports whether the text was changed a moment ago.
func (b *Bitext) busy() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.now().Sub(b.wanted) < quiet
}

// Check runs the checks of words over the text as it stands, and shows what they find. People may go on meanwhile.
func (b *Bitext) Check(ctx context.Context) error { return b.checkOn(ctx, 0) }

// checkOn is Check on so many processors, 0 for all.
func (b *Bitext) checkOn(ctx context.Context, processors int) error {
	b.checks.Lock()
	defer b.checks.Unlock()
	b.mu.Lock()
	at, options, asked := b.View(), b.options, b.rules.digest
	p, err := b.present(ctx)
	b.mu.Unlock()
	if err != nil {
		return err
	}
	options.Threads = processors
	reported, habits, err := p.Check(ctx, options)
	if err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	since := b.View().touched(at) // is checked alone
	b.take(reported, at, func(f *collate.Found) bool { return !since[f.Block] })
	b.checked, b.asked = at.Version, asked
	b.parts.checked(at, b.View(), habits)
	return b.tell(ctx)
}

// present is the text as it stands. b.mu is held.
func (b *Bitext) present(ctx context.Context) (p *collate.Present, err error) {
	err = b.session.Read(func(*corpus.Bitext) (err error) {
		p, err = b.collation.Present(ctx)
		return err
	})
	return p, err
}

// tell shows what was found, and tells those who are there. b.mu is held.
func (b *Bitext) tell(ctx context.Context) error {
	old := b.View()
	if err := b.look(ctx, []corpus.Edit{}); err != nil {
		return err
	}
	if c := difference(old, b.View()); len(c.Splices) > 0 {
		b.Hub.changed(c)
		if b.foundAgain != nil {
			b.foundAgain(b.ID)
		}
	}
	return nil
}

// take puts what was found in a view in the place of what was found before; sought says of a finding whether it was looked for. Of
// what was found before, what was found first is kept, for it counts as resolved.
func (b *Bitext) take(reported []collate.Found, at *View, sought func(*collate.Found) bool) {
	reported = slices.DeleteFunc(reported, func(f collate.Found) bool { return !sought(&f) })
	type place struct {
		check string
		block corpus.BlockID
	}
	places := map[place][]corpus.Span{}
	for _, f := range reported {
		places[place{f.Check, f.Block}] = append(places[place{f.Check, f.Block}], f.Span)
	}
	again := map[string]bool{}
	var out []found
	for _, f := range b.found {
		if f.structure || !sought(&f.Found) {
			out = append(out, f)
			continue
		}
		if !f.first {
			continue
		}
		if slices.ContainsFunc(places[place{f.Check, f.Block}], f.Span.Overlaps) {
			again[f.key] = true
			continue
		}
		_, f.refuted = at.stand(&f.Found)
		out = append(out, f)
	}
	for _, f := range reported {
		key := f.Key()
		out = append(out, found{Found: f, key: key, first: b.checked < 0 || again[key]})
	}
	sortFound(out)
	b.found, b.left = out, nil
}

// sortFound puts findings in the order of the file.
func sortFound(all []found) {
	slices.SortStableFunc(all, func(f, g found) int {
		return cmp.Or(cmp.Compare(lastIfNone(f.Block), lastIfNone(g.Block)), cmp.Compare(f.Span.Start, g.Span.Start))
	})
}

// lastIfNone puts what has no block behind what has one.
func lastIfNone(id corpus.BlockID) corpus.BlockID {
	if id == 0 {
		return 1 << 40
	}
	return id
}

// words is where the words of a finding stand.
type words struct {
	row  int          // place of the row, -1 where the words are left out
	at   corpus.Place // of the paragraph
	span corpus.Span  // bytes of its text
}

// stand finds where the words of a finding stand in the view; false where others stand there now, or none.
func (v *View) stand(f *collate.Found) (words, bool) {
	if f.Block == 0 {
		return words{row: v.RowOf(corpus.OriginalSide, f.Original)}, true
	}
	for row := range v.rowsAt(corpus.TranslationSide, f.Block) {
		for k := range v.Rows[row].Translation {
			p := &v.Rows[row].Translation[k]
			at := 0 // where the piece begins in the paragraph's text
			for i := range p.Pieces {
				if i > 0 && p.Pieces[i-1].Block != p.Pieces[i].Block {
					at++ // the space between torn pieces
				}
				if p.Pieces[i].Block == f.Block && p.Pieces[i].Span.Contains(f.Span) {
					span, ok := f.In(&p.Pieces[i])
					return words{row, p.At, span.Shift(at)}, ok
				}
				at += len(p.Pieces[i].Text)
			}
		}
	}
	return words{row: -1}, false
}
