package workspace

import (
	"context"
	"log/slog"
	"slices"
	"time"

	"muqabala/align/check"
	"muqabala/align/collate"
	"muqabala/corpus"
)

// partial is what is known of the rows that were touched since the whole text was checked. They are checked alone and at once, by what
// was learnt of the whole: whoever edits a word of a long text need not wait for the rest of it.
type partial struct {
	whole   *View             // the text that was checked last as a whole; nil where that is not known
	alone   map[string]string // rows that were checked alone since, by ID: [Row.Seen] when that was last
	habits  *check.Habits     // what was learnt of a text; nil where nothing was yet
	learnt  *View             // that text
	running bool              // somebody checks parts, or is about to
}

// together is how long it is waited for more edits, so that those made at once are checked at once; mostRows is how many rows are
// checked before the rest of the text: of more it would take no less.
const (
	together = 150 * time.Millisecond
	mostRows = 100
)

// checked notes that the whole text was checked as it stood in a view. What has changed since is still known from being checked alone.
func (p *partial) checked(at, now *View, habits *check.Habits) {
	p.whole, p.learnt, p.habits = at, at, habits
	for id := range p.alone {
		if r, is := at.row(id), now.row(id); r != nil && is != nil && r.Seen == is.Seen {
			delete(p.alone, id)
		}
	}
}

// rows are the rows of a view that were not checked as they are.
func (p *partial) rows(v *View) (out []*Row) {
	if p.whole == nil {
		return nil
	}
	for _, r := range v.Rows {
		seen, alone := p.alone[r.ID]
		if was := p.whole.row(r.ID); !alone && was != nil {
			seen = was.Seen
		}
		if seen != r.Seen {
			out = append(out, r)
		}
	}
	return out
}

// touched are the blocks of the translation that stand in rows which are not as they were in an older view.
func (v *View) touched(old *View) map[corpus.BlockID]bool {
	out := map[corpus.BlockID]bool{}
	enter := func(r *Row) {
		for _, p := range r.Translation {
			for _, id := range p.Blocks() {
				out[id] = true
			}
		}
	}
	for _, r := range v.Rows {
		was := old.row(r.ID)
		if was != nil && was.Seen == r.Seen {
			continue
		}
		enter(r)
		if was != nil {
			enter(was)
		}
	}
	return out
}

// checkParts has the rows checked soon that were not checked as they are. b.mu is held.
func (b *Bitext) checkParts() {
	if b.parts.running || b.parts.whole == nil {
		return
	}
	b.parts.running = true
	go func() {
		took := time.Duration(0)
		for more := true; more; {
			time.Sleep(max(together, rest*took)) // where the machine is busy, people go first
			start := time.Now()
			var err error
			if more, err = b.checkPart(context.Background()); err != nil {
				slog.Warn("what was edited could not be checked alone", "bitext", b.ID, "error", err)
			}
			took = time.Since(start)
		}
	}()
}

// checkPart checks the rows that were not checked as they are, and shows what is found in them. It reports whether there may be more of
// them; where not, nobody checks parts any more.
func (b *Bitext) checkPart(ctx context.Context) (more bool, err error) {
	b.mu.Lock()
	v := b.View()
	rows := b.parts.rows(v)
	if len(rows) == 0 || len(rows) > mostRows {
		b.parts.running = false
		b.mu.Unlock()
		return false, nil
	}
	if b.parts.habits == nil {
		b.mu.Unlock()
		return b.learn(ctx)
	}
	options, habits, learnt := b.options, b.parts.habits, b.parts.learnt
	options.Threads = 1
	var p *collate.Present
	err = b.session.Read(func(*corpus.Bitext) (err error) {
		p, err = b.collation.Part(ctx, inner(rows))
		return err
	})
	b.mu.Unlock()
	if err != nil {
		return b.stopParts(err)
	}
	reported, err := p.CheckPart(ctx, options, habits.Without(learnt.texts(rows)))
	if err != nil {
		return b.stopParts(err)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.takePart(reported, v, rows)
	return true, b.tell(ctx)
}

// stopParts says that nobody checks parts any more.
func (b *Bitext) stopParts(err error) (bool, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.parts.running = false
	return false, err
}

// learn learns what must be known of the whole text before parts of it are checked: once, where it was not checked since it was opened.
func (b *Bitext) learn(ctx context.Context) (bool, error) {
	b.mu.Lock()
	at, options := b.View(), b.options
	p, err := b.present(ctx)
	b.mu.Unlock()
	options.Threads = 1
	var habits *check.Habits
	if err == nil {
		habits, err = p.Habits(ctx, options)
	}
	if err != nil {
		return b.stopParts(err)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.parts.habits == nil {
		b.parts.habits, b.parts.learnt = habits, at
	}
	return true, nil
}

// takePart takes in what was found in rows of a view; in those that have changed meanwhile it is looked for again. b.mu is held.
func (b *Bitext) takePart(reported []collate.Found, at *View, rows []*Row) {
	own := map[corpus.BlockID]bool{}
	if b.parts.alone == nil {
		b.parts.alone = map[string]string{}
	}
	for _, r := range rows {
		if now := b.View().row(r.ID); now == nil || now.Seen != r.Seen {
			continue
		}
		b.parts.alone[r.ID] = r.Seen
		for _, p := range r.Translation {
			for _, id := range p.Blocks() {
				own[id] = true
			}
		}
	}
	names := map[string]bool{}
	for _, c := range check.Part() {
		names[c.Name] = true
	}
	b.take(reported, at, func(f *collate.Found) bool { return own[f.Block] && names[f.Check] })
}

// texts are the texts of the paragraphs of the translation that had, in this view, what rows of another have.
func (v *View) texts(rows []*Row) (out []string) {
	var at []int
	for _, r := range rows {
		for _, p := range r.Translation {
			for _, id := range p.Blocks() {
				at = slices.AppendSeq(at, v.rowsAt(corpus.TranslationSide, id))
			}
		}
	}
	slices.Sort(at)
	for _, i := range slices.Compact(at) {
		for _, p := range v.Rows[i].Translation {
			out = append(out, p.Text())
		}
	}
	return out
}

// inner are the rows as the collation has them.
func inner(rows []*Row) []*corpus.Row {
	out := make([]*corpus.Row, len(rows))
	for i, r := range rows {
		out[i] = r.Row
	}
	return out
}
