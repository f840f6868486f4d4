package check

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"

	"muqabala/align/lexicon"
	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// What a document calls a thing is learnt from its names of several words, written large, that stand in it often enough; eLUNa
// shows both one term with several renderings and one rendering of several terms. A shorter form is no other rendering.
const (
	leastTerm      = 4  // occurrences of an English name
	leastRendering = 3  // of the Arabic that is its usual one
	usualShare     = .6 // of the occurrences that have it
)

// occurrence is a name of the original in a sentence, with the Arabic linked to it.
type occurrence struct {
	bead   *termBead
	term   lexicon.Term // Entry.English as it stands
	arabic corpus.Span  // of the translation of the sentence
	stems  []string     // of its words; none where no words are linked
}

// ownTermFindings are names that are rendered otherwise than elsewhere in the document, and Arabic that stands for two of them.
func (p *Pass) ownTermFindings() []corpus.Finding {
	if p.Options.Aligner == nil {
		return nil
	}
	names := p.ownNames()
	usual := map[string]string{} // the key of a name to the stems of its usual Arabic
	var out []corpus.Finding
	for _, key := range slices.Sorted(maps.Keys(names)) {
		name := names[key]
		stems, n := usualRendering(name)
		if n < leastRendering || float64(n) < usualShare*float64(len(name)) {
			continue
		}
		usual[key] = stems
		out = append(out, p.otherRenderings(name, stems, n)...)
	}
	return append(out, p.sharedRenderings(names, usual)...)
}

// ownNames are the occurrences of the names that stand often enough, by their folded words.
func (p *Pass) ownNames() map[string][]occurrence {
	all := map[string][]occurrence{}
	for i := range p.beads {
		b := &p.beads[i]
		if len(b.original) == 0 || len(b.translation) == 0 || b.confidence < surelyAligned {
			continue
		}
		t := newTermBead(p, b)
		for _, term := range bigNames(t.originalWords) {
			key := arabic.Fold(term.Entry.English)
			all[key] = append(all[key], occurrence{bead: t, term: term})
		}
	}
	for key, name := range all {
		if len(name) < leastTerm {
			delete(all, key)
			continue
		}
		for i := range name {
			name[i].link()
		}
	}
	return all
}

// link finds the Arabic of an occurrence.
func (o *occurrence) link() {
	links := o.bead.p.Options.Aligner.Words(o.bead.original.text, o.bead.translation.text)
	var ok bool
	if o.arabic, ok = linked(links, o.bead.span(o.term)); !ok {
		return
	}
	for _, w := range o.bead.translateWords {
		if o.arabic.Start <= w.Span.Start && w.Span.End <= o.arabic.End && w.Class != arabic.Punct {
			o.stems = append(o.stems, lexicon.Key(w.Text, w.Class))
		}
	}
}

// bigNames are the names of at least two words written large, small words between them allowed: "High Commissioner for Refugees".
func bigNames(words []arabic.Word) (out []lexicon.Term) {
	for i := 0; i < len(words); i++ {
		if !big(words[i]) || lexicon.IsFunctionWord(strings.ToLower(words[i].Text)) {
			continue
		}
		end, n := i+1, 1
		for next := end; next < len(words) && next < end+3; next++ {
			switch w := words[next]; {
			case big(w):
				end, n = next+1, n+1
			case w.Class != arabic.Latin || !lexicon.IsFunctionWord(strings.ToLower(w.Text)):
				next = len(words)
			}
		}
		if n > 1 {
			var parts []string
			for _, w := range words[i:end] {
				parts = append(parts, w.Text)
			}
			out = append(out, lexicon.Term{Start: i, End: end, Entry: lexicon.Entry{English: strings.Join(parts, " ")}})
		}
		i = end
	}
	return out
}

func big(w arabic.Word) bool {
	return w.Class == arabic.Latin && unicode.IsUpper(firstRune(w.Text)) && len(w.Text) > 1
}

// usualRendering is the Arabic that most occurrences have, as its stems, and how many; of equals the first in the order of letters.
func usualRendering(name []occurrence) (stems string, n int) {
	counts := map[string]int{}
	for _, o := range name {
		if len(o.stems) > 1 {
			counts[strings.Join(o.stems, " ")]++
		}
	}
	for _, s := range slices.Sorted(maps.Keys(counts)) {
		if counts[s] > n {
			stems, n = s, counts[s]
		}
	}
	return stems, n
}

// otherRenderings reports the occurrences of a name in whose sentence the usual Arabic stands with one word another, or its words in
// another order.
func (p *Pass) otherRenderings(name []occurrence, usual string, n int) (out []corpus.Finding) {
	own := name[slices.IndexFunc(name, func(o occurrence) bool { return strings.Join(o.stems, " ") == usual })].text()
	for _, o := range name {
		span, ok := o.bead.variantOf(strings.Fields(usual))
		if !ok {
			continue
		}
		block, place := o.bead.translation.place(span)
		f := p.at(block, place, corpus.Info, .6, corpus.Say("“%s” is rendered otherwise elsewhere", o.term.Entry.English))
		f.Suggestions = []string{own}
		var at corpus.Span
		f.Original, at = o.bead.original.place(o.bead.span(o.term))
		f.Evidence = []corpus.Evidence{{Kind: "frequency", Text: corpus.Say("the document has “%s” for it %s", own, times(n)), Span: at}}
		f.Related = places(name, block, func(x occurrence) bool { return strings.Join(x.stems, " ") == usual })
		out = append(out, f)
	}
	return out
}

// text is the Arabic of an occurrence.
func (o *occurrence) text() string { return o.arabic.In(o.bead.translation.text) }

// variantOf is where the sentence has these stems but for one of at least three, or all of them in another order; false where it has
// them as they are, too, or has no such place.
func (t *termBead) variantOf(stems []string) (corpus.Span, bool) {
	var words []arabic.Word
	var all []string
	for _, w := range t.translateWords {
		if w.Class == arabic.Letters {
			words, all = append(words, w), append(all, lexicon.Key(w.Text, w.Class))
		}
	}
	var out corpus.Span
	found := false
	sorted := slices.Sorted(slices.Values(stems))
	for i := 0; i+len(stems) <= len(all); i++ {
		window, same := all[i:i+len(stems)], 0
		for k, s := range stems {
			same += int(is(window[k] == s))
		}
		switch {
		case same == len(stems):
			return out, false
		case len(stems) > 2 && same == len(stems)-1, slices.Equal(slices.Sorted(slices.Values(window)), sorted):
			out, found = corpus.Span{Start: words[i].Span.Start, End: words[i+len(stems)-1].Span.End}, true
		}
	}
	return out, found
}

// mostPlaces is how many other places a finding lists.
const mostPlaces = 5

// places are blocks that other occurrences stand in.
func places(name []occurrence, own corpus.BlockID, of func(occurrence) bool) (out []corpus.BlockID) {
	for _, o := range name {
		if id := o.bead.translation.refs[0].Block; id != own && of(o) && !slices.Contains(out, id) && len(out) < mostPlaces {
			out = append(out, id)
		}
	}
	return out
}

// sharedRenderings reports the names whose usual Arabic is that of another name that the document has more often.
func (p *Pass) sharedRenderings(names map[string][]occurrence, usual map[string]string) (out []corpus.Finding) {
	byArabic := map[string][]string{}
	for _, key := range slices.Sorted(maps.Keys(usual)) {
		byArabic[usual[key]] = append(byArabic[usual[key]], key)
	}
	for _, stems := range slices.Sorted(maps.Keys(byArabic)) {
		keys := byArabic[stems]
		slices.SortStableFunc(keys, func(a, b string) int { return cmp.Compare(len(names[b]), len(names[a])) })
		for _, key := range keys[1:] {
			if !strings.Contains(keys[0], key) && !strings.Contains(key, keys[0]) && !sameWords(key, keys[0]) {
				out = append(out, p.sharedRendering(names[key], names[keys[0]], stems))
			}
		}
	}
	return out
}

// sameWords reports whether two names have the same words but for one at most, or in another order.
func sameWords(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	common := 0
	for _, w := range x {
		common += int(is(slices.ContainsFunc(y, func(v string) bool { return arabic.StemEnglish(v) == arabic.StemEnglish(w) })))
	}
	return common == len(x) || common == len(y)
}

func (p *Pass) sharedRendering(name, other []occurrence, stems string) corpus.Finding {
	o := name[slices.IndexFunc(name, func(o occurrence) bool { return strings.Join(o.stems, " ") == stems })]
	block, span := o.bead.translation.place(o.arabic)
	f := p.at(block, span, corpus.Info, .5, corpus.Say("this stands for “%s” here and for “%s” elsewhere", o.term.Entry.English, other[0].term.Entry.English))
	var at corpus.Span
	f.Original, at = o.bead.original.place(o.bead.span(o.term))
	f.Evidence = []corpus.Evidence{{Kind: "frequency", Text: corpus.Say("it stands for “%s” %s, for “%s” %s", other[0].term.Entry.English, times(len(other)), o.term.Entry.English, times(len(name))), Span: at}}
	f.Related = places(slices.Concat(name, other), block, func(x occurrence) bool { return strings.Join(x.stems, " ") == stems })
	return f
}
