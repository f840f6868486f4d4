package check

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

func TestUsageIsReadAsItIsWritten(t *testing.T) {
	u := newUsage()
	for range 3 {
		u.add("عن كثب، وعن كثب. ١٢ المجلس")
	}
	var first bytes.Buffer
	if err := u.write(&first); err != nil {
		t.Fatal(err)
	}
	again, err := readUsage(bytes.NewReader(first.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	var second bytes.Buffer
	if err := again.write(&second); err != nil {
		t.Fatal(err)
	}
	if first.String() != second.String() || !strings.Contains(first.String(), "pair\tعن كثب\t3\n") {
		t.Errorf("written\n%s\nread and written\n%s", first.String(), second.String())
	}
	for _, bad := range []string{"word\tعن", "word\tعن\tx", "pair\tعن\t2", "class\ta b\t2"} {
		if _, err := readUsage(strings.NewReader(bad)); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

func TestMemoryMakesWordsUsual(t *testing.T) {
	u := newUsage()
	u.add("المجلس")
	more := u.with([]string{"عن كثب"})
	pair := [2]int32{more.words.find("عن"), more.words.find("كثب")}
	if u.words.find("كثب") >= 0 || more.words.times(pair[1]) != 1 || more.pairs[pair] != 1 || more.words.times(more.words.find("المجلس")) != 1 {
		t.Errorf("%v with a memory is %v", u.words.words, more.words.words)
	}
}

func TestClassesTellAgreement(t *testing.T) {
	u := newUsage()
	for _, text := range []string{"اللجنة الوطنية هنا", "الجمعية الدولية هنا", "المنظمة الأوروبية هنا", "المجلس الوطني هنا", "الفريق الدولي هنا"} {
		u.add(text)
	}
	of := func(words ...string) (around [4]classID) {
		for i, w := range words {
			around[i] = u.classes.find(classOf(w))
		}
		return around
	}
	id := func(w string) classID { return u.classes.find(classOf(w)) }
	around := of("في", "اللجنة", "هنا", "هنا")
	if before, _ := u.classes.gain(around, id("الدولية"), id("الدولي")); before <= 0 {
		t.Errorf("behind a feminine noun the feminine adjective gains %v", before)
	}
	around = of("في", "المجلس", "هنا", "هنا")
	if before, _ := u.classes.gain(around, id("الدولية"), id("الدولي")); before >= 0 {
		t.Errorf("behind a masculine noun it gains %v", before)
	}
}

func TestClassOf(t *testing.T) {
	for word, want := range map[string]string{"والسياسية": "وال-ية", "للأطراف": "لال-", "في": "في", "وفي": "وفي", "تتعاون": "ت-ون", "بتنسيق": "ب-", "كثب": "-"} {
		if got := classOf(word); got != want {
			t.Errorf("class of %s: %s, want %s", word, got, want)
		}
	}
}

func TestMarkedKeepsVowelSigns(t *testing.T) {
	for _, c := range [][3]string{{"وإقليميا", "وإقليميًّل", "وإقليميًّا"}, {"شفافة", "شفاقة", "شفافة"}, {"النظمية", "التُظمية", "النُظمية"}, {"محددة", "محذَّدة", "محدَّدة"}, {"محدد", "محذَّدة", "محدد"}} {
		if got := marked(c[0], c[1]); got != c[2] {
			t.Errorf("%s in the place of %s: %s, want %s", c[0], c[1], got, c[2])
		}
	}
}

func TestModelHasARowForEveryKind(t *testing.T) {
	cheap, dear := features{fBias: 1, fCost: costDots, fKnown: 1}, features{fBias: 1, fCost: 4 * costAny, fKnown: 1}
	if m := fittedModel(); m.score(kindNonWord, &dear) >= m.score(kindNonWord, &cheap) {
		t.Error("what is dear to misread speaks for a candidate")
	}
	if slices.Contains(featureNames[:], "") || slices.Contains(kindNames[:], "") {
		t.Error("a feature or a kind has no name")
	}
	for _, bad := range []string{"", "part\tname\tbias\n", strings.Replace(weightTable, "gender", "genus", 1), strings.Replace(weightTable, "\t-0.", "\tx", 1)} {
		if _, err := readModel(bad); err == nil {
			t.Errorf("%.40q was read", bad)
		}
	}
}
