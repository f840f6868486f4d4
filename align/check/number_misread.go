package check

import (
	"regexp"
	"slices"
	"strings"

	"muqabala/align/quantity"
	"muqabala/corpus"
)

// brokenBy are thousands parted by a full stop, which Arabic has for the end of a sentence and the original never has there.
var brokenBy = regexp.MustCompile(`^[0-9]{1,3}(?:\.[0-9]{3})+$`)

// written reports numbers of the right value that are written wrongly: a stop between thousands, groups in the wrong order,
// another currency, no sign of per cent; and numbers that are turned round at a hyphen.
func (c *comparison) written() {
	for i, t := range c.translate {
		if t.peer < 0 || t.Digits == "" {
			continue
		}
		o := c.original[t.peer]
		switch {
		case brokenBy.MatchString(t.Digits) && !strings.Contains(o.Digits, t.Digits):
			c.report(t, o, t.Quantity.Span, corpus.Warning, .9, corpus.Say("a full stop parts the thousands"), inDigitsOf(c.p.textOf(t), strings.ReplaceAll(t.Digits, ".", " ")))
		case t.Backward && o.Digits != "":
			c.backward = append(c.backward, c.finding(t, o, t.Quantity.Span, corpus.Info, .7, corpus.Say("the groups of three digits stand in the wrong order"), inDigitsOf(c.p.textOf(t), groupsOf(o.Digits))))
		case strings.Contains(t.Digits, " "):
			c.grouped++
		}
		c.units(t, o)
		c.ranges(i, t, o)
	}
}

// units compares what two equal numbers count.
func (c *comparison) units(t, o mention) {
	switch {
	case t.Unit == o.Unit || o.Unit == "" || t.Unit == "":
	case t.Unit == "%" || o.Unit == "%":
		c.report(t, o, t.UnitSpan, corpus.Warning, .8, c.countsOther(o), c.unitWord(t, o)...)
	default:
		c.report(t, o, t.UnitSpan, corpus.Warning, .8, corpus.Say("the original has another currency here"), c.unitWord(t, o)...)
	}
}

func (c *comparison) countsOther(o mention) corpus.Message {
	if o.Unit == "%" {
		return corpus.Say("the original has per cent here")
	}
	return corpus.Say("the original has a sum of money here")
}

// unitWord is the unit of the original in Arabic, where a word stands for a word.
func (c *comparison) unitWord(t, o mention) []string {
	switch word := quantity.CurrencyName(o.Unit); {
	case o.Unit == "%":
		return []string{"في المائة"}
	case word != "" && len(t.UnitSpan.In(c.p.Translation.Text(t.block))) > len("٪"):
		return []string{word}
	}
	return nil
}

// ranges notes ranges whose ends stand the other way round.
func (c *comparison) ranges(i int, t, o mention) {
	if !t.Range || i+1 >= len(c.translate) || c.translate[i+1].peer < 0 {
		return
	}
	end := c.translate[i+1]
	begin := c.original[end.peer]
	switch {
	case o.Range && t.peer+1 == end.peer:
		c.straight++
	case begin.Range && end.peer+1 == t.peer && begin.block == o.block:
		span := corpus.Span{Start: t.Quantity.Span.Start, End: end.Quantity.Span.End}
		text := c.p.Translation.Text(t.block)
		to := c.p.textOf(end) + text[t.Quantity.Span.End:end.Quantity.Span.Start] + c.p.textOf(t)
		f := c.finding(t, begin, span, corpus.Info, .8, corpus.Say("the range is turned round"), to)
		c.turned = append(c.turned, f)
	}
}

// matchScaled pairs numbers that differ in the word behind them only, and reports it: million for billion. Where one has none it may
// be that of a number next to it.
func (c *comparison) matchScaled() {
	for i := range c.translate {
		t := c.translate[i]
		if c.loneScale(i) || t.peer >= 0 || t.Digits == "" {
			continue
		}
		o := slices.IndexFunc(c.original, func(o mention) bool {
			return o.peer < 0 && o.Digits != "" && t.Scale != o.Scale && mantissa(t.Quantity) == mantissa(o.Quantity)
		})
		if o < 0 {
			continue
		}
		c.pair(i, o)
		if t.Scale*c.original[o].Scale > 0 {
			c.report(t, c.original[o], t.ScaleSpan, corpus.Error, .85, c.hereIs(c.original[o]), quantity.ScaleName(c.original[o].Scale))
		}
	}
}

// loneScale pairs a word like million that has no number before it with one million or billion of the original in its sentence, and
// reports it where they are not the same.
func (c *comparison) loneScale(i int) bool {
	t := c.translate[i]
	if t.peer >= 0 || t.Digits != "" || !scaleAlone(t) {
		return false
	}
	o := slices.IndexFunc(c.original, func(o mention) bool { return o.peer < 0 && o.bead == t.bead && t.bead != noBead && scaleAlone(o) })
	if o < 0 {
		return false
	}
	c.pair(i, o)
	c.report(t, c.original[o], t.Quantity.Span, corpus.Error, .85, c.hereIs(c.original[o]), quantity.ScaleName(len(c.original[o].Value)-1))
	return true
}

// scaleAlone reports whether a mention is one thousand, million or billion.
func scaleAlone(m mention) bool {
	return len(m.Value) > 3 && strings.TrimRight(m.Value, "0") == "1" && quantity.ScaleName(len(m.Value)-1) != "" && (m.Digits == "" || m.Scale > 0)
}

// mantissa is the value without its scale.
func mantissa(q quantity.Quantity) string {
	return strings.TrimRight(strings.TrimSuffix(q.Value, strings.Repeat("0", q.Scale)), "0")
}

// misread explains numbers as misread ones of the original: those of the same sentence first.
func (c *comparison) misread() {
	for _, near := range []bool{true, false} {
		for i := range c.translate {
			t := c.translate[i]
			if t.peer >= 0 || t.Digits == "" || t.Kind == quantity.Time {
				continue
			}
			o := slices.IndexFunc(c.original, func(o mention) bool {
				return o.peer < 0 && o.Digits != "" && o.Kind == t.Kind && (!near || o.bead == t.bead) &&
					(misreadNumber(plainDigits(t.Quantity), plainDigits(o.Quantity)) || len(t.Digits) > 2 && reversed(t.Digits) == o.Digits)
			})
			if o < 0 {
				continue
			}
			c.pair(i, o)
			c.explainMisread(t, c.original[o])
		}
	}
}

func (c *comparison) explainMisread(t, o mention) {
	to := inDigitsOf(c.p.textOf(t), groupsOf(o.Digits))
	if t.Kind != quantity.Symbol && turned(t.Digits) == o.Digits {
		c.turned = append(c.turned, c.finding(t, o, t.Quantity.Span, corpus.Info, .9, c.hereIs(o), to))
		return
	}
	c.report(t, o, t.Quantity.Span, corpus.Error, .9, c.hereIs(o), to)
}

// plainDigits is a number as its digits stand there, without scale and marks between thousands.
func plainDigits(q quantity.Quantity) string {
	if q.Scale > 0 || q.Kind == quantity.Symbol {
		return q.Digits
	}
	return q.Value
}

// broken explains neighbours that together have the digits of a number of the original, but for one at most: ٤٥٠ .٠٠٠, ٤٥٠ ٠٠.
func (c *comparison) broken() {
	for i := 0; i+1 < len(c.translate); i++ {
		t, next := c.translate[i], c.translate[i+1]
		if t.peer >= 0 || next.peer >= 0 || t.Digits == "" || next.Digits == "" || t.block != next.block || next.Quantity.Span.Start-t.Quantity.Span.End > len(" . ") || len(next.Digits) < 2 {
			continue
		}
		joined := t.Digits + next.Digits
		o := slices.IndexFunc(c.original, func(o mention) bool {
			return o.peer < 0 && grouped(o.Digits) && (joined == o.Value || misreadNumber(joined, o.Value))
		})
		if o < 0 {
			continue
		}
		c.pair(i, o)
		c.translate[i+1].peer = o
		span := corpus.Span{Start: t.Quantity.Span.Start, End: next.Quantity.Span.End}
		c.report(t, c.original[o], span, corpus.Error, .85, corpus.Say("the number %s is broken", c.original[o].Digits), inDigitsOf(c.p.textOf(t), groupsOf(c.original[o].Digits)))
	}
}

// grouped reports whether marks part the thousands of a number.
func grouped(digits string) bool { return strings.ContainsAny(digits, ", ") }

// groupsOf is a number of the original as Arabic parts its thousands.
func groupsOf(digits string) string { return strings.ReplaceAll(digits, ",", " ") }

// inDigitsOf writes a number in the digits of a text, with its sign before decimals.
func inDigitsOf(text, number string) string {
	if !strings.ContainsAny(text, "٠١٢٣٤٥٦٧٨٩") {
		return number
	}
	point := '٫'
	if at := strings.IndexAny(text, ".,"); at >= 0 {
		point = rune(text[at])
	}
	return strings.Map(func(r rune) rune {
		switch {
		case '0' <= r && r <= '9':
			return r - '0' + '٠'
		case r == '.':
			return point
		}
		return r
	}, number)
}

// turned is a/b for b/a.
func turned(s string) string {
	a, b, ok := strings.Cut(s, "/")
	if !ok {
		return ""
	}
	return b + "/" + a
}

// misreadNumber reports whether a can be b misread: one digit another, two neighbours in the wrong order, one digit too many
// or too few, all in the wrong direction, or turned round at its stroke.
func misreadNumber(a, b string) bool {
	switch {
	case a == b || len(a) < 2 || len(b) < 2:
		return false
	case turned(a) == b || len(a) > 2 && reversed(a) == b:
		return true
	case len(a) == len(b)+1:
		return len(b) > 2 && without(a, b)
	case len(b) == len(a)+1:
		return (len(a) > 2 || strings.Contains(b, ".")) && without(b, a)
	case len(a) != len(b):
		return false
	}
	var differ []int
	for i := range len(a) {
		if a[i] != b[i] {
			differ = append(differ, i)
		}
	}
	return len(differ) == 1 || len(differ) == 2 && differ[1] == differ[0]+1 && a[differ[0]] == b[differ[1]] && a[differ[1]] == b[differ[0]]
}

// without reports whether leaving one byte out of a gives b.
func without(a, b string) bool {
	i := 0
	for i < len(b) && a[i] == b[i] {
		i++
	}
	return a[i+1:] == b[i:]
}

func reversed(s string) string {
	b := []byte(s)
	slices.Reverse(b)
	return string(b)
}
