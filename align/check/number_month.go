package check

import (
	"slices"

	"muqabala/align/quantity"
	"muqabala/corpus"
)

// months reports names of months: a pair of names that do not go together, and another month than the original has with the
// same day and year, or alone in its sentence.
func (c *comparison) months() {
	for i := range c.translate {
		if t := c.translate[i]; t.Kind == quantity.Month && t.Second != "" {
			c.pairOfNames(i)
		}
	}
	for _, alike := range []func(t, o mention) bool{sameDate, c.onlyMonth} {
		for i := range c.translate {
			t := c.translate[i]
			if t.Kind != quantity.Month || t.peer >= 0 {
				continue
			}
			o := slices.IndexFunc(c.original, func(o mention) bool {
				return o.Kind == quantity.Month && o.peer < 0 && o.Value != t.Value && alike(t, o)
			})
			if o >= 0 {
				c.pair(i, o)
				c.report(t, c.original[o], t.Quantity.Span, corpus.Error, .9, c.hereIs(c.original[o]), c.monthAs(t, c.original[o].Value))
			}
		}
	}
}

// sameDate reports whether two dates have day and year in common, or one of them where there is no other.
func sameDate(t, o mention) bool {
	return t.Day+t.Year != "" && t.Day == o.Day && t.Year == o.Year
}

// onlyMonth reports whether two months are the only ones left in their sentence.
func (c *comparison) onlyMonth(t, o mention) bool {
	if t.bead != o.bead || t.bead == noBead || c.p.beads[t.bead].confidence < surelyAligned {
		return false
	}
	left := func(mentions []mention) (n int) {
		for _, m := range mentions {
			n += int(is(m.Kind == quantity.Month && m.peer < 0 && m.bead == t.bead))
		}
		return n
	}
	return left(c.translate) == 1 && left(c.original) == 1
}

// pairOfNames reports that the two names of a month are those of two months.
func (c *comparison) pairOfNames(i int) {
	t := c.translate[i]
	o, month := mention{block: c.g.originals[0], peer: -1, faces: -1}, t.Value
	if t.peer >= 0 {
		o = c.original[t.peer]
	} else if at := slices.IndexFunc(c.original, func(o mention) bool {
		return o.Kind == quantity.Month && o.peer < 0 && o.Value == t.Second && agree(o.Day, t.Day) && agree(o.Year, t.Year)
	}); at >= 0 {
		c.pair(i, at)
		o, month = c.original[at], t.Second
	}
	f := c.finding(t, o, t.Quantity.Span, corpus.Error, .95, corpus.Say("the two names are not of one month"), quantity.MonthName(month, true, true))
	if o.Value == "" {
		f.Evidence = nil
	}
	c.found = append(c.found, f)
}

// monthAs names a month in the way in which the translation names one: with one name or both.
func (c *comparison) monthAs(t mention, month string) string {
	text := c.p.textOf(t)
	both := t.Quantity.Span.Len() > t.Name.Len()
	levant := t.Name.In(c.p.Translation.Text(t.block)) == quantity.MonthName(t.Value, true, false)
	return clitic(text, quantity.MonthName(t.Value, levant || both, both)) + quantity.MonthName(month, levant || both, both)
}

// clitic is what is written before a name that a text begins with: ب, ل or و.
func clitic(text, name string) string {
	for _, p := range []string{"ب", "ل", "و"} {
		if len(text) > len(p) && text[:len(p)] == p && len(text) > len(name) && text[len(p):len(p)+2] == name[:2] {
			return p
		}
	}
	return ""
}
