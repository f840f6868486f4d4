package check

import (
	"fmt"
	"slices"
	"strings"

	"muqabala/align/lexicon"
	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// The terms of the user's glossaries are looked for as eLUNa and the checkers of translation tools do (a source term whose target
// term is absent from the segment), inflected and with what Arabic writes on a word before it; then come the document's own terms
// (terminology_own.go) and the lexicon's spellings of names (terminology_name.go).
var terminology = Check{"terminology", "A term is not rendered as the glossary has it, or not as elsewhere in the document; or a name is not spelled as the lexicon has it.", func(p *Pass) []corpus.Finding {
	if p.meaning == nil {
		return nil
	}
	return slices.Concat(p.glossaryFindings(), p.ownTermFindings(), p.respelledNames())
}}

// glossaryFindings are the terms of the user's glossaries that the translation lacks, and those that it must not have.
func (p *Pass) glossaryFindings() (out []corpus.Finding) {
	if len(p.Options.Glossary) == 0 {
		return nil
	}
	terms := lexicon.NewGlossary(p.Options.Glossary)
	for i := range p.beads {
		b := &p.beads[i]
		if len(b.original) == 0 || len(b.translation) == 0 {
			continue
		}
		t := newTermBead(p, b)
		for _, term := range terms.Terms(t.originalWords) {
			if f, ok := t.finding(term); ok {
				out = append(out, f)
			}
		}
	}
	return out
}

// termBead is a sentence bead as the search for terms needs it.
type termBead struct {
	p                             *Pass
	bead                          *sentenceBead
	original, translation         beadText
	originalWords, translateWords []arabic.Word
}

func newTermBead(p *Pass, b *sentenceBead) *termBead {
	t := &termBead{p: p, bead: b}
	t.original, t.translation = p.beadTexts(b)
	t.originalWords, t.translateWords = arabic.Words(t.original.text), arabic.Words(t.translation.text)
	return t
}

// finding is what is wrong with a term of the sentence, if anything is.
func (t *termBead) finding(term lexicon.Term) (corpus.Finding, bool) {
	e := term.Entry
	if bad := (lexicon.Entry{Arabic: e.Forbidden}).Renderings(t.translateWords); len(bad) > 0 {
		span := corpus.Span{Start: t.translateWords[bad[0].Start].Span.Start, End: t.translateWords[bad[0].End-1].Span.End}
		f := t.at(term, span, .9, corpus.Say("the glossary forbids “%s” for “%s”", bad[0].Arabic, e.English))
		f.Severity = corpus.Error
		return f, true
	}
	if len(e.Arabic) == 0 || len(e.Renderings(t.translateWords)) > 0 || t.nearBy(e) {
		return corpus.Finding{}, false
	}
	span, ok := linked(t.p.Options.Aligner.Words(t.original.text, t.translation.text), t.span(term))
	if !ok {
		block, whole := t.translation.whole()
		f := t.p.at(block, whole, corpus.Warning, .6, corpus.Say("the glossary's “%s” is not here for “%s”", e.Arabic[0], e.English))
		return t.explained(f, term), true
	}
	return t.at(term, span, .8, corpus.Say("the glossary has “%s” for “%s”", e.Arabic[0], e.English)), true
}

// nearBy reports whether the rest of the paragraph has the Arabic of a term: a sentence may be rendered in the next one.
func (t *termBead) nearBy(e lexicon.Entry) bool {
	if t.bead.paragraph < 0 {
		return false
	}
	for _, id := range t.p.paragraphs[t.bead.paragraph].blocks {
		if len(e.Renderings(arabic.Words(t.p.Translation.Body(id)))) > 0 {
			return true
		}
	}
	return false
}

// span is where a term stands in the original of the sentence.
func (t *termBead) span(term lexicon.Term) corpus.Span {
	return corpus.Span{Start: t.originalWords[term.Start].Span.Start, End: t.originalWords[term.End-1].Span.End}
}

// at is a finding about a span of the translation, with the glossary's Arabic to put there.
func (t *termBead) at(term lexicon.Term, span corpus.Span, confidence float64, message corpus.Message) corpus.Finding {
	block, place := t.translation.place(span)
	f := t.p.at(block, place, corpus.Warning, confidence, message)
	for _, a := range term.Entry.Arabic {
		f.Suggestions = append(f.Suggestions, likeWritten(f.Text, a))
	}
	return t.explained(f, term)
}

// explained is a finding with its evidence and its series: all places where the term is rendered in the same way.
func (t *termBead) explained(f corpus.Finding, term lexicon.Term) corpus.Finding {
	var at corpus.Span
	f.Original, at = t.original.place(t.span(term))
	text := corpus.Say("the glossary has “%s” for “%s”", strings.Join(term.Entry.Arabic, "”, “"), term.Entry.English)
	if len(term.Entry.Arabic) == 0 {
		text = corpus.Say("the glossary has no other Arabic for “%s”", term.Entry.English)
	}
	f.Evidence = []corpus.Evidence{{Kind: "glossary", Text: text, Span: at}}
	f.Series = fmt.Sprintf("terminology:%s:%s", strings.ToLower(term.Entry.English), arabic.Fold(f.Text))
	return f
}

// likeWritten writes a term as the words in whose place it comes are written: with the conjunction and preposition before them,
// and of one word with the article.
func likeWritten(text, term string) string {
	first, _, _ := strings.Cut(text, " ")
	for _, p := range []string{"وبال", "بال", "وال", "ولل", "لل", "كال", "فال", "ال"} {
		if rest, ok := strings.CutPrefix(first, p); ok && runes(rest) >= 3 {
			if strings.Contains(term, " ") || strings.HasPrefix(term, "ال") {
				before := strings.TrimSuffix(strings.TrimSuffix(p, "ال"), "ل")
				if strings.HasSuffix(p, "لل") {
					return before + "ل" + strings.TrimPrefix(term, "ا")
				}
				return before + term
			}
			return p + term
		}
	}
	return term
}
