package lexicon

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"muqabala/corpus/arabic"
)

// Number is a set of grammatical numbers: what a written form may be.
type Number uint8

// The numbers of an Arabic noun.
const (
	Singular Number = 1 << iota
	Dual
	Plural
)

// inflected is a form of a noun: which number, and whether it stands before another noun only (مكتبا المنظمتين).
type inflected struct {
	noun      int
	number    Number
	construct bool
	oblique   bool // genitive or accusative: what a preposition asks for
	form      string
}

// declension has the nouns that are listed, and their forms.
type declension struct {
	forms  []inflected
	folded map[string][]int // forms by their match key
	nouns  map[int][]int    // forms by noun
}

var nouns = sync.OnceValue(func() *declension {
	d := &declension{folded: map[string][]int{}, nouns: map[int][]int{}}
	for n, f := range lines("nouns") {
		d.add(inflected{noun: n, number: Singular, form: f[0]})
		d.addDuals(n, f[0])
		for _, plural := range strings.Split(f[1], "|") {
			d.addPlurals(n, plural)
		}
	}
	return d
})

func (d *declension) add(f inflected) {
	key := arabic.Fold(f.form)
	d.folded[key] = append(d.folded[key], len(d.forms))
	d.nouns[f.noun] = append(d.nouns[f.noun], len(d.forms))
	d.forms = append(d.forms, f)
}

// addDuals adds منظمتان, منظمتين, and منظمتا, منظمتي before another noun.
func (d *declension) addDuals(noun int, singular string) {
	stem := singular
	if s, ok := strings.CutSuffix(stem, "ة"); ok {
		stem = s + "ت"
	} else if s, ok := strings.CutSuffix(stem, "ى"); ok {
		stem = s + "ي"
	}
	d.add(inflected{noun, Dual, false, false, stem + "ان"})
	d.add(inflected{noun, Dual, false, true, stem + "ين"})
	d.add(inflected{noun, Dual, true, false, stem + "ا"})
	d.add(inflected{noun, Dual, true, true, stem + "ي"})
}

// addPlurals adds a plural; beside ممثلون also ممثلين, ممثلو and ممثلي, beside مبان also مباني.
func (d *declension) addPlurals(noun int, plural string) {
	d.add(inflected{noun: noun, number: Plural, form: plural})
	if stem, ok := strings.CutSuffix(plural, "ون"); ok {
		d.add(inflected{noun, Plural, false, true, stem + "ين"})
		d.add(inflected{noun, Plural, true, false, stem + "و"})
		d.add(inflected{noun, Plural, true, true, stem + "ي"})
	}
	if defective(plural) {
		d.add(inflected{noun: noun, number: Plural, form: plural + "ي"})
	}
}

// defective reports whether a plural has lost its last ي, as مبان and أراض.
func defective(plural string) bool {
	return plural == "مبان" || plural == "أراض" || plural == "مساع" || plural == "نواح"
}

// attached is what is written on a noun before it: conjunction and preposition, and the article.
type attached struct {
	written      string // as it stands
	before       string // conjunction and preposition
	article, led bool   // led: by a preposition
}

var attachments = func() []attached {
	var out []attached
	for _, conjunction := range []string{"", "و", "ف"} {
		for _, preposition := range []string{"", "ب", "ك", "ل"} {
			led, before := preposition != "", conjunction+preposition
			out = append(out, attached{before, before, false, led}, attached{before + "ال", before, true, led})
			if preposition == "ل" {
				out = append(out, attached{conjunction + "لل", before, true, led})
			}
		}
	}
	return out
}()

// forms are the listed forms that a word may be, and what is attached to each.
func (d *declension) find(word string) (forms []inflected, with []attached) {
	folded := arabic.Fold(word)
	for _, a := range attachments {
		if rest, ok := strings.CutPrefix(folded, arabic.Fold(a.written)); ok {
			for _, f := range d.folded[rest] {
				if form := d.forms[f]; !a.article || !form.construct {
					forms, with = append(forms, form), append(with, a)
				}
			}
		}
	}
	return forms, with
}

// NumberOf is what numbers an Arabic noun or adjective may have as it is written, clitics and article included. A noun that
// is listed has those of its forms; of another its ending tells: ـان is a dual, ـين a dual or plural, ـون and ـات plurals, ـة
// a singular; any other may be a singular or a broken plural.
func NumberOf(word string) Number {
	forms, _ := nouns().find(word)
	var n Number
	for _, f := range forms {
		n |= f.number
	}
	if n != 0 {
		return n
	}
	folded := arabic.Fold(word)
	long := utf8.RuneCountInString(folded) >= 5
	switch {
	case strings.HasSuffix(word, "ة"):
		return Singular
	case long && strings.HasSuffix(folded, "تان"):
		return Dual
	case long && strings.HasSuffix(folded, "ان"):
		return Singular | Dual | Plural
	case long && strings.HasSuffix(folded, "ين"):
		return Dual | Plural
	case long && strings.HasSuffix(folded, "ون"), long && strings.HasSuffix(folded, "ات"):
		return Plural
	}
	return Singular | Plural
}

// InNumber puts a listed noun, as it stands with what is attached to it, into another number, in every case that it may have
// there: InNumber("المنظمات", Dual) is المنظمتان and المنظمتين. It is nil where the noun is not listed, or has that number
// already.
func InNumber(word string, want Number) []string {
	d := nouns()
	forms, with := d.find(word)
	var out []string
	for i, f := range forms {
		if f.number == want {
			return nil
		}
		for _, at := range d.nouns[f.noun] {
			to := d.forms[at]
			if to.number != want || to.construct && with[i].article || with[i].led && !to.oblique && hasOblique(d, to) {
				continue
			}
			if w := with[i].join(to.form); !slices.Contains(out, w) {
				out = append(out, w)
			}
		}
	}
	return out
}

// hasOblique reports whether the noun has a form of its own for the oblique case in that number.
func hasOblique(d *declension, f inflected) bool {
	return slices.ContainsFunc(d.nouns[f.noun], func(at int) bool { return d.forms[at].number == f.number && d.forms[at].oblique })
}

func (a attached) join(form string) string {
	switch {
	case !a.article:
		return a.before + form
	case strings.HasSuffix(a.before, "ل"):
		return a.before + "ل" + form
	}
	return a.before + "ال" + form
}
