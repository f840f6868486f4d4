package check

import (
	"strconv"

	"muqabala/corpus"
)

// sureMisread is from where on a misread word is an error and not a warning.
const sureMisread = .85

// misreadFindings are the words taken to be misread that are Arabic, or that are not.
func (p *Pass) misreadFindings(valid bool) (out []corpus.Finding) {
	for _, m := range p.misread() {
		if m.valid != valid {
			continue
		}
		id, span := m.span()
		f := p.at(id, span, corpus.Warning, m.confidence, corpus.Message{})
		if m.confidence >= sureMisread {
			f.Severity = corpus.Error
		}
		for _, o := range m.offers {
			f.Suggestions = append(f.Suggestions, marked(o.word, f.Text))
		}
		f.Message, f.Evidence = p.explain(&m, f.Text)
		if len(m.offers) > 0 && m.offers[0].english >= 0 {
			f.Original = m.group.english[m.offers[0].english].block
		}
		out = append(out, f)
	}
	return out
}

// explain says what is wrong with a word and what speaks for it.
func (p *Pass) explain(m *misreading, read string) (message corpus.Message, evidence []corpus.Evidence) {
	add := func(kind, format string, args ...any) {
		evidence = append(evidence, corpus.Evidence{Kind: kind, Text: corpus.Say(format, args...)})
	}
	switch {
	case !m.valid && p.Options.Dictionary != nil:
		add("dictionary", "no dictionary has “%s”", read)
	case !m.valid:
		add("dictionary", "neither the lexicon nor the rest of the document has “%s”", read)
	}
	if d := m.group.tokens[m.at].doubt; d > doubted {
		add("ocr", "the OCR itself was less sure of “%s” than of other words", read)
	}
	if len(m.offers) == 0 {
		return corpus.Say("this is no Arabic word, and nothing like it is known"), evidence
	}
	o := m.offers[0]
	if o.english >= 0 {
		w := m.group.english[o.english]
		add("original", "the original has “%s”, which “%s” stands for", w.text, o.word)
		evidence[len(evidence)-1].Span = w.span
	}
	if o.kind < kindWord {
		add("agreement", reasons[o.kind])
	}
	if n := p.frequency(o.word); n > 0 {
		add("frequency", "the document has “%s” %s, “%s” %s", o.word, times(n), plain(read), times(p.forms.of(plain(read))))
	}
	if o.beside {
		add("collocation", "“%s” is what usually stands beside its neighbours", o.word)
	}
	if len(evidence) == 0 || !m.valid && len(evidence) == 1 {
		add("shape", "the letters of “%s” look like it", o.word)
	}
	switch {
	case m.end-m.at > 1:
		return corpus.Say("a space stands inside a word"), evidence
	case o.kind < kindWord:
		return corpus.Say(changed[o.kind]), evidence
	case m.valid:
		return corpus.Say("another word than the one that belongs here"), evidence
	}
	return corpus.Say("this is no Arabic word"), evidence
}

// times is a count as every language reads it.
func times(n int) string { return strconv.Itoa(n) + "×" }

// changed says what is wrong where a form stands in the place of another, reasons why.
var (
	changed = [changeCount]string{
		changeGender:  "the adjective does not agree with its noun",
		changeTo:      "“to” stands before a word that needs none",
		changeAnd:     "“by” or “with” stands in the place of “and”",
		changeArticle: "the article is missing",
		changeDual:    "the pronoun is for two, and there are no two",
		changeCase:    "the ending is that of the subject, and it is none",
		changeTwo:     "the original has two of them",
		changePrefix:  "the verb lacks a letter of its beginning",
		changeOwner:   "the ending lacks its ت",
	}
	reasons = [changeCount]string{
		changeGender:  "gender: the nouns before it, and the adjectives that they have elsewhere",
		changeTo:      "what stands before it elsewhere, and the original's prepositions",
		changeAnd:     "the original's “and” or comma, and the list that it stands in",
		changeArticle: "the adjective behind it has the article",
		changeDual:    "the original names no two near by",
		changeCase:    "a preposition, or another noun, stands before it",
		changeTwo:     "number: the original says “two” or “both”",
		changePrefix:  "a verb in the feminine present has two ت there",
		changeOwner:   "the document has the longer form elsewhere",
	}
)
