package arabic

import "testing"

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"الأُمَمُ المتّحدة": "الامم المتحده",
		"مـــسؤولية":        "مسووليه",
		"إلى آخر ٱلشئ":      "الي اخر الشي",
		"ﻻ ﷲ ﺍﻷﻣﻢ":          "لا الله الامم",
		"١٢٣ ۴۵۶ 789":       "123 456 789",
		"Côte d’Ivoire":     "cote d'ivoire",
		"a\u200fb\u202ac":   "abc",
		"٢٧ – ک ی":          "27 - ك ي",
		"":                  "",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestFoldDots(t *testing.T) {
	for _, p := range [][2]string{{"تعاون", "ىعاوں"}, {"كثب", "كتب"}, {"حزب شئ", "جرب سى"}, {"قضاء", "فصاء"}} {
		if a, b := FoldDots(p[0]), FoldDots(p[1]); a != b {
			t.Errorf("%q and %q become %q and %q", p[0], p[1], a, b)
		}
	}
}

func TestStem(t *testing.T) {
	for in, want := range map[string]string{
		"والمنظمات": "منظم", "المنظمه": "منظم", "للامم": "امم", "الامم": "امم", "سياساتها": "سياس", "وثيقه": "وثيق", "الوثيقه": "وثيق",
		"التزام": "التزام", "الالتزام": "التزام", "بالتزامات": "التزام", "والتزم": "التزم", "اليه": "الي", "الاليات": "الي", "المانيا": "المانيا", "الغاء": "الغاء",
		"التحقيق": "تحقيق", "القياده": "قياد", "الاتحاد": "اتحاد", "الزمن": "زمن", // these have the article
		"سياستها": "سياس", "منظمتهم": "منظم", "وقتها": "وقت", "موقت": "موقت", // ت before a pronoun is that of the feminine, where enough is left
		"من": "من", "على": "على", "وقال": "قال", "united": "united", "الحد": "حد",
	} {
		if got := Stem(in); got != want {
			t.Errorf("Stem(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	got := ""
	for _, w := range Words("قرر (A/48/185، ١٬٢٥٠) the U.N.'s S/RES/1244. 1990s d'Ivoire; state's 54/117 http://un.org/a. x@y.org") {
		got += w.Text + "|"
	}
	want := "قرر|(|A/48/185|،|١٬٢٥٠|)|the|U.N.|'|s|S/RES/1244|.|1990|s|d'Ivoire|;|state|'s|54/117|http://un.org/a|.|x@y.org|"
	if got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}
