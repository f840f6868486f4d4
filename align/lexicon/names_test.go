package lexicon

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"muqabala/corpus/arabic"
)

func TestTransliterates(t *testing.T) {
	for _, c := range []struct{ arabic, english string }{
		{"أبخازيا", "Abkhazia"}, {"بأبخازيا", "Abkhazia"}, {"الأبخازي", "Abkhaz"}, {"كوسوفو", "Kosovo"}, {"ألماتي", "Almaty"}, {"مينسك", "Minsk"},
		{"المسخيتيين", "Meskhetians"}, {"إستونيا", "Estonia"}, {"الإستونيين", "Estonians"}, {"واشنطن", "Washington"}, {"فيينا", "Vienna"}, {"جنيف", "Geneva"},
		{"تشيكوسلوفاكيا", "Czechoslovakia"}, {"شنغهاي", "Shanghai"}, {"خاتمي", "Khatami"}, {"عنان", "Annan"}, {"كوفي", "Kofi"}, {"وارسو", "Warsaw"},
		{"المكسيك", "Mexico"}, {"كازاخستان", "Kazakhstan"}, {"والأوكرانية", "Ukrainian"}, {"بوتسوانا", "Botswana"}, {"مقديشو", "Mogadishu"}, {"بيترسن", "Petersen"},
		{"الغابون", "Gabon"}, {"زمبابوي", "Zimbabwe"}, {"غوتيريش", "Guterres"}, {"ميدفيديف", "Medvedev"}, {"بانكيسي", "Pankisi"}, {"للصومال", "Somalia"},
	} {
		if s := Transliterates(c.arabic, c.english); s < SureName {
			t.Errorf("%s is %s, but only %.2f", c.arabic, c.english, s)
		}
	}
	for _, c := range []struct{ arabic, english string }{
		{"منظمة", "Kosovo"}, {"التعاون", "Tajikistan"}, {"الأمن", "Armenia"}, {"وقد", "Chad"}, {"بناء", "Benin"}, {"على", "Ali"}, {"من", "Man"},
		{"المتحدة", "Moldova"}, {"تقرير", "Tiraspol"}, {"الجمعية", "Geneva"}, {"قرار", "Qatar"}, {"", "Kosovo"}, {"كوسوفو", ""}, {"مجلس", "Minsk"},
		{"الدورة", "Andorra"},
	} {
		if s := Transliterates(c.arabic, c.english); s >= SureName {
			t.Errorf("%s is no %s, but %.2f", c.arabic, c.english, s)
		}
	}
}

// knownNames are the names of one word on both sides in the built-in lexicon. Not all are transliterations: Greece is اليونان.
func knownNames() (list [][2]string) {
	for _, file := range []string{"countries", "places"} {
		for _, f := range lines(file) {
			a, _, _ := strings.Cut(f[1], "|")
			if !strings.ContainsAny(f[0]+a, " -") && upper(f[0]) {
				list = append(list, [2]string{f[0], a})
			}
		}
	}
	return list
}

// translated are the known names that are not written as they sound.
var translated = "Austria Austrian Croatia Croat Croatian Cyprus Egypt Egyptian Greece Greek Greenlandic Hungary India Indian Jordan Jordanian Comoros Morocco Moroccan " +
	"Lebanon Dutch Netherlands Montenegrin Montenegro Algiers Aleppo Arctic Nordic Mediterranean Casablanca Arab Arabic Arabian Pacific Gulf Jerusalem Hebron Christian " +
	"Bethlehem Nazareth Emirates Islamic Islam Muslim Jew Jewish Caspian Cairo Damascus Roma Black Sahel Hague Mecca Maghreb Beirut Aden Tripoli Persian Ivory Syria Syrian Basra " +
	"Antarctic Caucasus Ottoman Galilee Alexandria Nile Crimea Sahara Saharan Atlantic Herzegovina Khartoum Riyadh Tunis Tunisia Tunisian Georgia Georgian Lao Laos " +
	"China Chinese Switzerland Swiss Sweden Swedish Japan Japanese Hungarian Norway Norwegian Cypriot English England Germany German Poland Polish Slav Vatican Emirates Qatari Algeria Algerian"

func TestTransliterationOfKnownNames(t *testing.T) {
	skip := map[string]bool{}
	for _, n := range strings.Fields(translated) {
		skip[n] = true
	}
	type pair struct {
		score float64
		right bool
		names string
	}
	var pairs []pair
	positives, first := 0, 0
	list := slices.DeleteFunc(knownNames(), func(n [2]string) bool { return skip[n[0]] })
	sounds := make([][]variant, len(list))
	for i, n := range list {
		sounds[i] = englishVariants(n[0])
	}
	for _, a := range list {
		best, variants := pair{}, arabicVariants(a[1])
		for i, e := range list {
			p := pair{likeness(variants, sounds[i], 0), a[1] == e[1], a[1] + " " + e[0]}
			if !p.right && root(a[0]) == root(e[0]) {
				continue // a country and its people
			}
			pairs = append(pairs, p)
			if p.right {
				positives++
			}
			if p.score > best.score {
				best = p
			}
		}
		if best.right {
			first++
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int { return cmp.Compare(b.score, a.score) })
	for _, threshold := range []float64{.7, .75, SureName, .85, .9} {
		found, right := 0, 0
		for _, p := range pairs {
			if p.score < threshold {
				break
			}
			if found++; p.right {
				right++
			}
		}
		precision, recall := float64(right)/float64(found), float64(right)/float64(positives)
		t.Logf("%d names against each other, from %.2f: precision %.3f, recall %.3f", len(list), threshold, precision, recall)
		if threshold == SureName && (precision < .86 || recall < .89) {
			t.Errorf("precision %.3f, recall %.3f at %.2f", precision, recall, threshold)
		}
	}
	t.Logf("the right name is the best of all for %.3f", float64(first)/float64(len(list)))
	if testing.Verbose() {
		wrong, missed := 0, 0
		for _, p := range pairs {
			if p.score >= SureName && !p.right && wrong < 40 {
				wrong++
				t.Logf("  taken for one: %s %.2f", p.names, p.score)
			}
			if p.score < SureName && p.right && missed < 60 {
				missed++
				t.Logf("  missed: %s %.2f", p.names, p.score)
			}
		}
	}
}

// root is the beginning of a name, that of its adjective too.
func root(english string) string {
	r := strings.ToLower(english[:3])
	return cmp.Or(map[string]string{"fre": "fra", "den": "dan", "iri": "ire", "tür": "tur"}[r], r)
}

// TestOrdinaryWordsAreNoNames: how many common words are taken for one of twenty names that a page may have.
func TestOrdinaryWordsAreNoNames(t *testing.T) {
	page := NewNames(arabic.Words("Kosovo, Abkhazia, Armenia, Vienna, Geneva, Minsk, Tajikistan, Kofi Annan, Estonia, Moldova, Warsaw, Tbilisi, Ukraine, Sarajevo, Pristina, Albania, Dayton, Croatia, Almaty, Georgia"))
	words, taken := 0, 0
	for _, f := range lines("general") {
		for _, a := range strings.Split(f[1], "|") {
			if strings.Contains(a, " ") {
				continue
			}
			words++
			if english, s := page.Find(a); s >= SureName {
				taken++
				t.Logf("%s is taken for %s, %.2f", a, english, s)
			}
		}
	}
	t.Logf("%d of %d words are taken for names", taken, words)
	if taken*100 > words {
		t.Error("more than one in a hundred")
	}
}

func ExampleNames_Find() {
	names := NewNames(arabic.Words("The situation in Abkhazia and in Kosovo"))
	english, score := names.Find("بأبخازيا")
	fmt.Println(english, score >= SureName)
	// Output: Abkhazia true
}

func BenchmarkNamesFind(b *testing.B) {
	names := NewNames(arabic.Words("Kosovo, Abkhazia, Armenia, Vienna, Geneva, Minsk, Tajikistan, Kofi Annan, Estonia, Moldova"))
	b.ReportAllocs()
	for b.Loop() {
		names.Find("والاستئمانية")
	}
}
