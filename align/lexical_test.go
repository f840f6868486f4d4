package align

import (
	"context"
	"testing"
)

// bitext reads line-parallel texts.
func bitext(original, translation []string) (v *Vocabulary, o, t []Segment, pairs []Pair) {
	v = NewVocabulary()
	for i := range original {
		o, t = append(o, v.Segment(original[i])), append(t, v.Segment(translation[i]))
		pairs = append(pairs, Pair{o[i].Tokens, t[i].Tokens, 1})
	}
	return v, o, t, pairs
}

var (
	houseEnglish = []string{"the house", "the book", "a house", "a big book", "the big house", "47 books", "the big book"}
	houseArabic  = []string{"البيت", "الكتاب", "بيت", "كتاب كبير", "البيت الكبير", "٤٧ كتابا", "الكتاب الكبير"}
)

func TestTrainLearnsTranslations(t *testing.T) {
	v, o, tr, pairs := bitext(houseEnglish, houseArabic)
	m, err := Train(context.Background(), v, o, tr, pairs, nil)
	if err != nil {
		t.Fatal(err)
	}
	id := func(text string) int32 { return v.Tokens(text)[0] }
	for _, c := range []struct{ word, right, wrong string }{
		{"house", "بيت", "كتاب"}, {"book", "كتاب", "بيت"}, {"big", "كبير", "بيت"}, {"47", "٤٧", "كبير"},
	} {
		right, wrong := m.Ratio(id(c.word), id(c.right)), m.Ratio(id(c.word), id(c.wrong))
		if right <= wrong || right <= 1 {
			t.Errorf("%s: %s has ratio %.2f, %s %.2f", c.word, c.right, right, c.wrong, wrong)
		}
	}
	if good, bad := m.Score(o[0].Tokens, tr[0].Tokens), m.Score(o[0].Tokens, tr[3].Tokens); good <= 0 || bad >= good {
		t.Errorf("score of a translation is %.2f, of another segment %.2f", good, bad)
	}
}

func TestTrainWithoutPairsKnowsAnchorsAndEntries(t *testing.T) {
	v, o, tr, _ := bitext(houseEnglish, houseArabic)
	book, kitab := v.Tokens("book")[0], v.Tokens("كتاب")[0]
	m, err := Train(context.Background(), v, o, tr, nil, []Entry{{book, kitab, .7}})
	if err != nil {
		t.Fatal(err)
	}
	if r := m.Ratio(book, kitab); r <= 1 {
		t.Errorf("an entry has ratio %.2f", r)
	}
	if r := m.Ratio(v.Tokens("47")[0], v.Tokens("٤٧")[0]); r <= 1 {
		t.Errorf("an anchor has ratio %.2f", r)
	}
	if r := m.Ratio(v.Tokens("house")[0], kitab); r != 0 {
		t.Errorf("words that nothing ties have ratio %.2f", r)
	}
}

func TestTokensTieNumbersInAnyOrder(t *testing.T) {
	v := NewVocabulary()
	for _, c := range [][2]string{{"4,000", "000 4"}, {"10.47", "٤٧/١٠"}, {"A/48/185", "A/48/185"}} {
		en, ar := v.Tokens(c[0]), v.Tokens(c[1])
		if len(en) != len(ar) {
			t.Errorf("%q has %d tokens, %q %d", c[0], len(en), c[1], len(ar))
		}
		for _, a := range ar {
			found := false
			for _, e := range en {
				found = found || a == e
			}
			if !found {
				t.Errorf("%q of %q is not in %q", v.Stem(a), c[1], c[0])
			}
		}
	}
}
