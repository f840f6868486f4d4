package align

import "testing"

func TestFurnitureIsWhatComesAgainOnOneSideOnly(t *testing.T) {
	v := NewVocabulary()
	translation := readSegments(v, []string{
		"A/48/185", "Page 2", "وقدم الأمين العام تقريره إلى الجمعية العامة في دورتها.", "A/48/185", "Page 3", "ونظرت اللجنة فيه.",
		"A/48/18S", "Page 4", "شكرا", "A/48/185", "Page 15", "A/48/185", "Pge 6", "الفصل الأول",
	})
	original := readSegments(v, []string{"The Secretary-General submitted his report.", "The Committee considered it.", "Thanks", "Chapter I"})
	markFurniture(translation, original)
	for i, want := range []bool{true, true, false, true, true, false, true, true, false, true, true, true, true, false} {
		if got := translation[i].furniture; got != want {
			t.Errorf("segment %d: %v", i, got)
		}
	}
}

func TestFurnitureOfBothSidesIsNone(t *testing.T) {
	v := NewVocabulary()
	var original, translation []string
	for range 6 {
		original, translation = append(original, "Applause"), append(translation, "تصفيق")
	}
	o, s := readSegments(v, original), readSegments(v, translation)
	markFurniture(o, s)
	markFurniture(s, o)
	if o[0].furniture || s[0].furniture {
		t.Error("what both sides repeat is taken for a running header")
	}
}

func TestDistanceWithin(t *testing.T) {
	for _, c := range []struct {
		a, b string
		most int
		want bool
	}{{"arabic", "arabic", 0, true}, {"arabic", "arbic", 1, true}, {"arabic", "arbc", 1, false}, {"", "ab", 2, true}, {"page0", "pgae0", 2, true}} {
		if got := distanceWithin(c.a, c.b, c.most); got != c.want {
			t.Errorf("%q and %q within %d: %v", c.a, c.b, c.most, got)
		}
	}
}
