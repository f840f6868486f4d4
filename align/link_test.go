package align

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"muqabala/align/lexicon"
)

func learn(t testing.TB, original, translation []string, entries ...lexicon.Entry) *Aligner {
	t.Helper()
	if entries == nil {
		entries = []lexicon.Entry{}
	}
	a, err := Learn(context.Background(), []Part{{original, translation}}, Options{Lexicon: entries})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// linkedWords are the links as words.
func linkedWords(a *Aligner, en, ar string) string {
	var out []string
	for _, l := range a.Words(en, ar) {
		out = append(out, l.Original.In(en)+"="+l.Translation.In(ar))
	}
	return strings.Join(out, " ")
}

func TestWordsLinksAdjectivesTheOtherWayRound(t *testing.T) {
	a := learn(t, houseEnglish, houseArabic)
	if got := linkedWords(a, "the big house", "البيت الكبير"); got != "big=الكبير house=البيت" {
		t.Error(got)
	}
}

func TestWordsLinksNumbersThatWereNotLearnt(t *testing.T) {
	a := learn(t, houseEnglish, houseArabic)
	got := linkedWords(a, "the house of 1999, A/54/117", "بيت ١٩٩٩، A/54/117")
	for _, want := range []string{"house=بيت", "1999=١٩٩٩", "A/54/117=A/54/117"} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is not in %s", want, got)
		}
	}
}

func TestWordsOfNothing(t *testing.T) {
	a := learn(t, houseEnglish, houseArabic)
	for _, pair := range [][2]string{{"", ""}, {"house", ""}, {"", "بيت"}, {"...", "؟"}} {
		if got := a.Words(pair[0], pair[1]); len(got) != 0 {
			t.Errorf("%q and %q have links %v", pair[0], pair[1], got)
		}
	}
}

func TestWordsProbabilities(t *testing.T) {
	a := learn(t, houseEnglish, houseArabic)
	for _, l := range a.Words("the big house and the big book", "البيت الكبير والكتاب الكبير") {
		if l.Probability <= 0 || l.Probability > 1 {
			t.Errorf("probability %v", l.Probability)
		}
	}
}

func ExampleAligner_Words() {
	original := []string{"The Council met.", "The Council adopted the plan.", "The plan is old."}
	translation := []string{"اجتمع المجلس.", "اعتمد المجلس الخطة.", "الخطة قديمة."}
	a, err := Learn(context.Background(), []Part{{original, translation}}, Options{})
	if err != nil {
		panic(err)
	}
	en, ar := "The Council met", "اجتمع المجلس"
	for _, l := range a.Words(en, ar) {
		fmt.Println(l.Original.In(en), l.Translation.In(ar))
	}
	// Output:
	// The المجلس
	// Council المجلس
	// met اجتمع
}

func TestWordsLinksNamesThatSoundAlike(t *testing.T) {
	a := learn(t, houseEnglish, houseArabic)
	got := linkedWords(a, "the house in Tajikistan of Mr. Annan", "بيت في طاجيكستان للسيد عنان")
	for _, want := range []string{"Tajikistan=طاجيكستان", "Annan=عنان", "house=بيت"} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is not in %s", want, got)
		}
	}
}
