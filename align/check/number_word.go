package check

import (
	"fmt"
	"strings"

	"muqabala/align"
	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// numberWords are the English words of small numbers with the Arabic of both genders. Two is left out: Arabic has the dual for
// it; so is one, which both languages use for much else.
var numberWords = []struct {
	english, arabic, digits string
}{
	{"three", "ثلاث ثلاثة", "3"}, {"four", "أربع أربعة", "4"}, {"five", "خمس خمسة", "5"}, {"six", "ست ستة", "6"},
	{"seven", "سبع سبعة", "7"}, {"eight", "ثمان ثماني ثمانية", "8"}, {"nine", "تسع تسعة", "9"}, {"ten", "عشرة", "10"},
}

// numberWordFindings compares the numbers that are written as words, as multisets: a word counts for digits and digits for a
// word. Only where each side has exactly one that the other has not is it said that one stands for the other.
func (p *Pass) numberWordFindings(g *paragraph) []corpus.Finding {
	english, figures := p.englishNumberWords(g)
	var odd []token
	var oddValue string
	for i, t := range g.tokens {
		v := p.arabicNumberWord(g, i)
		switch {
		case v == "":
		case english[v] > 0:
			english[v]--
		case figures[v] == 0:
			odd, oddValue = append(odd, t), v
		}
	}
	for _, id := range g.blocks {
		for _, n := range numbersOf(p.Translation.Body(id)) {
			english[n.value]--
		}
	}
	wanted := ""
	for _, w := range numberWords {
		switch {
		case english[w.digits] <= 0:
		case wanted != "" || english[w.digits] > 1:
			return nil
		default:
			wanted = w.english
		}
	}
	if len(odd) != 1 || wanted == "" {
		return nil
	}
	f := p.at(odd[0].block, odd[0].span, corpus.Warning, .7, fmt.Sprintf("the original has “%s”, not %s", wanted, oddValue))
	f.Original = g.originals[0]
	return []corpus.Finding{f}
}

// englishNumberWords counts the number words of the originals by their digits, those that are parts of longer ones left out,
// and their numbers in digits.
func (p *Pass) englishNumberWords(g *paragraph) (words, figures map[string]int) {
	words, figures = map[string]int{}, map[string]int{}
	for i, e := range g.english {
		text := p.Original.Text(e.block)
		compound := e.span.Start > 0 && text[e.span.Start-1] == '-' || e.span.End < len(text) && text[e.span.End] == '-' ||
			i+1 < len(g.english) && (g.english[i+1].lower == "hundred" || g.english[i+1].lower == "thousand" || g.english[i+1].lower == "million")
		for _, w := range numberWords {
			if e.lower == w.english && !compound {
				words[w.digits]++
			}
		}
	}
	for _, id := range g.originals {
		for _, n := range numbersOf(p.Original.Body(id)) {
			figures[n.value]++
		}
	}
	return words, figures
}

// arabicNumberWord is the digits of token i where it is a number word by itself, "" otherwise: not before عشر, hundreds and
// thousands or a "and" that makes it a part of a larger one.
func (p *Pass) arabicNumberWord(g *paragraph, i int) string {
	next := arabic.Fold(p.right(g, i))
	if strings.HasPrefix(next, "عشر") || strings.HasPrefix(next, "الف") || strings.HasPrefix(next, "الاف") || strings.HasPrefix(next, "ماي") ||
		strings.HasPrefix(next, "مليون") || strings.HasPrefix(next, "ملايين") || strings.HasPrefix(next, "و") && (strings.HasSuffix(next, "ون") || strings.HasSuffix(next, "ين")) {
		return ""
	}
	if before := arabic.Fold(p.left(g, i)); strings.HasPrefix(arabic.Fold(g.tokens[i].text), "عشر") &&
		(strings.Contains(before, "احد") || strings.Contains(before, "اثن") || before != "" && arabicUnit(before) != "") {
		return "" // the second half of eleven to nineteen
	}
	return arabicUnit(g.tokens[i].text)
}

// arabicUnit is the digits of a number word, whatever stands beside it.
func arabicUnit(text string) string {
	word := align.Stem(text, arabic.Letters)
	for _, w := range numberWords {
		for _, form := range strings.Fields(w.arabic) {
			if word == align.Stem(form, arabic.Letters) && strings.Contains(arabic.Fold(text), arabic.Fold(form)) {
				return w.digits
			}
		}
	}
	return ""
}
