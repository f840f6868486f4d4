package lexicon

import (
	"testing"

	"muqabala/corpus/arabic"
)

func TestKeyTakesParticlesOffWhatTheLexiconKnows(t *testing.T) {
	for _, c := range []struct{ a, b string }{
		{"لتنفيذ", "التنفيذ"}, {"بمنظمة", "منظمات"}, {"ولتحقيق", "تحقيق"}, {"كدولة", "دول"}, {"فاعتمد", "اعتمد"}, {"بآلية", "الآليات"}, {"فقرر", "قرر"},
	} {
		if a, b := Key(c.a, arabic.Letters), Key(c.b, arabic.Letters); a != b {
			t.Errorf("%s is %s, %s is %s", c.a, a, c.b, b)
		}
	}
}

func TestKeyLeavesRootsAlone(t *testing.T) {
	for _, w := range []string{"لجنة", "بلد", "سلام", "كتاب", "فريق", "بحث", "لغة", "سياسة", "كفاءة", "فصل"} {
		if k := Key(w, arabic.Letters); k != stem(w, arabic.Letters) {
			t.Errorf("%s is %s", w, k)
		}
	}
	if k := Key("Reports", arabic.Latin); k != "report" {
		t.Errorf("Reports is %s", k)
	}
	if k := Key("A/48/185", arabic.Symbol); k != "a/48/185" {
		t.Errorf("A/48/185 is %s", k)
	}
}
