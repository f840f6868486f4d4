package quantity

import (
	"fmt"
	"strings"
	"testing"

	"muqabala/corpus"
)

// show is quantities as "value unit".
func show(qs []Quantity) string {
	var out []string
	for _, q := range qs {
		s := q.Value
		if q.Other != "" {
			s += "|" + q.Other
		}
		switch q.Kind {
		case Month:
			s = q.Day + "." + q.Value + "." + q.Year
			if q.Second != "" {
				s += "≠" + q.Second
			}
		case Time:
			s = "t" + s
		}
		if q.Weak {
			s += "?"
		}
		out = append(out, s+q.Unit)
	}
	return strings.Join(out, " ")
}

func TestRead(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"en", "450,000 refugees, 1,250.5 km and 3.50 per cent; US$ 12.5 million, €3 billion", "450000 1250.5 3.5% 12500000USD 3000000000EUR"},
		{"ar", "٤٥٠ ٠٠٠ لاجئ و ٤٥٠.٠٠٠ و ٤٥٠٬٠٠٠ و ٣,٥ في المائة و٪٢٥ و ١٢,٥ مليون دولار و ٣ مليارات يورو", "450000 450000|450 450000 3.5% 25% 12500000USD 3000000000EUR"},
		{"en", "the fifty-fourth session, twenty five States, two hundred and fifty thousand people, a million dollars, the 54th", "54 25 250000 1000000?USD 54"},
		{"ar", "الدورة الرابعة والخمسين وخمس وعشرون دولة ومائتين وخمسين ألف شخص ومليون دولار والثانية عشرة", "54 25 250000 1000000?USD 12"},
		{"ar", "ثلاثمائة وخمسة وعشرون ألفا وأحد عشر، إحدى عشرة، خمسة وستة، ثلاث مائة", "325011 11 5 6 300"},
		{"en", "On 15 January 2010, March 3, 2011 and in May 2012 they may march; two thirds, one-half, three quarters", "15 15.1.2010 2010 3.3.2011 3 2011 .5.2012 2012 2/3 1/2 3/4"},
		{"ar", "في ١٥ كانون الثاني/يناير ٢٠١٠ و ٣ مارس ٢٠١١ وأيار/مايو ٢٠١٢ ومارس ضغطا وكانون الأول/يناير، ثلثي ونصف وثلاثة أرباع", "15 15.1.2010 2010 3 3.3.2011 2011 .5.2012 2012 .12.≠1 2/3 1/2 3/4"},
		{"en", "at 10 a.m. and 3.30 p.m., until 15:45", "t600 t930 t945"},
		{"ar", "الساعة ١٠/٠٠ ثم الساعة ٣٠/١٥ والساعة ٣ بعد الظهر", "t600 t930 t900"},
		{"en", "A/48/185, 54/117, COVID-19, https://un.org/12 and 10-15", "A/48/185 54/117 10 15"},
		{"ar", "١٤٣١ هـ و ١٥ رمضان و ٠٠٠ ٤٥٠ و 200 7 و 000 250 3 و 680 151 و 630.8 1 و 13 15", "450000 7200 3250000 680151|151680 1630.8 13 15"},
	} {
		if got := show(Read(c.text, corpus.Lang(c.lang))); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func ExampleRead() {
	for _, q := range Read("في الدورة الرابعة والخمسين، ١٢,٥ مليون دولار", corpus.Arabic) {
		fmt.Println(q.Value + q.Unit)
	}
	// Output:
	// 54
	// 12500000USD
}

func FuzzRead(f *testing.F) {
	f.Add("٠٠٠ ٤٥٠ الساعة ٣٠/١٥ كانون الثاني/", true)
	f.Add("twenty-and hundred 3.30 p.m. January 1", false)
	f.Fuzz(func(t *testing.T, text string, isArabic bool) {
		lang := corpus.English
		if isArabic {
			lang = corpus.Arabic
		}
		last := 0
		for _, q := range Read(text, lang) {
			if q.Span.Start < last || q.Span.End > len(text) || q.Span.Len() <= 0 {
				t.Errorf("span %v after %d in %q", q.Span, last, text)
			}
			last = q.Span.Start
		}
	})
}
