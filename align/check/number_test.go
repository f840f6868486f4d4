package check

import (
	"fmt"
	"slices"
	"testing"

	"muqabala/corpus"
	"muqabala/corpus/read"
)

func TestNumbersAgainstTheOriginal(t *testing.T) {
	const en = "1. By resolution 54/117 of 15 December 1999 the Assembly helped 450,000 refugees and 18,000 others (A/48/185) in 26 States.\n\n" +
		"2. In 1995 there were 12 meetings and in 1996 there were 21."
	const ar = "١ - بموجب القرار ١١٧/٥٤ المؤرخ ١٥ كانون الأول/ديسمبر ١٩٩٩ ساعدت الجمعية ٤٥٠.٠٠٠ لاجئ و ١٨ ٠٠٠ آخرين (A/48/185) في ٢٩ دولة.\n\n" +
		"٢ - وفي عام ١٩٥٩ عقد ١٢ اجتماعا وفي عام ١٩٩٦ عقد ٢١ اجتماعا و ٧٧ لقاء."
	o, err := read.Text("en", corpus.English, []byte(en))
	if err != nil {
		t.Fatal(err)
	}
	d, err := read.Text("ar", corpus.Arabic, []byte(ar))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range numberMismatch.Run(pass(t, o, d)) {
		got = append(got, fmt.Sprintf("%d:%s→%s %s", f.Block, f.Text, f.Suggestions[0], f.Severity))
	}
	slices.Sort(got)
	want := []string{"1:١١٧/٥٤→٥٤/١١٧ info", "1:٢٩→٢٦ error", "1:٤٥٠.٠٠٠→٤٥٠ ٠٠٠ warning", "2:١٩٥٩→١٩٩٥ error"}
	if !slices.Equal(got, want) {
		t.Errorf("findings %q, want %q", got, want)
	}
}
