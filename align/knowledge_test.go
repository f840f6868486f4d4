package align

import (
	"bytes"
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"muqabala/align/lexicon"
	"muqabala/corpus"
)

func written(t testing.TB, k *Knowledge) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := k.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestKnowledgeIsReadAsItWasWritten(t *testing.T) {
	k := learn(t, houseEnglish, houseArabic).Knowledge()
	if len(k.Words) == 0 {
		t.Fatal("nothing was learnt")
	}
	src := written(t, k)
	again, err := ReadKnowledge(bytes.NewReader(src), "k.model")
	if err != nil {
		t.Fatal(err)
	}
	if got := written(t, again); !bytes.Equal(got, src) {
		t.Errorf("written again it is\n%s, was\n%s", got, src)
	}
}

func TestKnowledgeTiesWordsOfAnotherText(t *testing.T) {
	k := learn(t, houseEnglish, houseArabic).Knowledge()
	options := Options{Lexicon: []lexicon.Entry{}, Knowledge: k}
	beads, err := Align(context.Background(), []string{"a house", "the book"}, []string{"بيت", "الكتاب"}, options)
	if err != nil {
		t.Fatal(err)
	}
	a, err := Learn(context.Background(), nil, options)
	if err != nil || len(beads) != 2 {
		t.Fatalf("%d beads, %v", len(beads), err)
	}
	if math.Abs(a.lengths.ratio-k.lengths.ratio) > 1e-9 || math.Abs(a.lengths.variance-k.lengths.variance) > 1e-9 {
		t.Errorf("lengths %v, learnt were %v", a.lengths, k.lengths)
	}
}

func TestReadKnowledgeRefusesWhatIsNotWhole(t *testing.T) {
	src := string(written(t, learn(t, houseEnglish, houseArabic).Knowledge()))
	for _, c := range []struct{ name, src, want string }{
		{"empty", "", "no model"},
		{"another file", "The Council met.\n", "no model"},
		{"newer", strings.Replace(src, "model 1", "model 2", 1), "another version"},
		{"cut short", src[:len(src)/2], "cut short"},
		{"cut in the sum", src[:len(src)-9], "damaged"},
		{"changed", strings.Replace(src, "word\t", "word\tx", 1), "damaged"},
	} {
		_, err := ReadKnowledge(strings.NewReader(c.src), "k.model")
		var in *corpus.InputError
		if !errors.Is(err, corpus.ErrFormat) || !errors.As(err, &in) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}

func FuzzReadKnowledge(f *testing.F) {
	f.Add(written(f, learn(f, houseEnglish, houseArabic).Knowledge()))
	f.Add([]byte(modelHeader + "\nlengths\t1\tNaN\nsha256\t00\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		k, err := ReadKnowledge(bytes.NewReader(src), "f")
		if err == nil {
			if _, err := ReadKnowledge(bytes.NewReader(written(t, k)), "f"); err != nil && len(k.Words) > 0 {
				t.Errorf("what was read cannot be read again: %v", err)
			}
		}
	})
}

func TestMemoryTeachesWords(t *testing.T) {
	memory := make([]Translated, len(houseEnglish))
	for i := range memory {
		memory[i] = Translated{houseEnglish[i], houseArabic[i]}
	}
	a, err := Learn(context.Background(), []Part{{[]string{"a house"}, []string{"بيت"}}}, Options{Lexicon: []lexicon.Entry{}, Memory: memory})
	if err != nil {
		t.Fatal(err)
	}
	if got := linkedWords(a, "a house", "بيت"); got != "house=بيت" {
		t.Error(got)
	}
}
