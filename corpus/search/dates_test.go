package search

import (
	"fmt"
	"regexp"
	"slices"
	"testing"
)

func ExampleDatesIn() {
	fmt.Println(DatesIn("From May 1999 to 17 June 2000"), DatesIn("في ١٧ حزيران/يونيه ٢٠٠٠"))
	// Output: [1999-05-00 2000-06-17] [2000-06-17]
}

func TestDatesIn(t *testing.T) {
	for text, want := range map[string][]string{
		"on 17 May 2000, in Vienna":            {"2000-05-17"},
		"May 17, 2000":                         {"2000-05-17"},
		"In 1999 and 2001":                     {"1999-00-00", "2001-00-00"},
		"2000-05-17 and 17/5/2000, 17.05.2000": {"2000-05-17"},
		"٢٠٠٠-٠٥-١٧":                           {"2000-05-17"},
		"في ٣١ كانون الأول/ديسمبر ١٩٩٩":        {"1999-12-31"},
		"من كانون الثاني ٢٠٠٠":                 {"2000-01-00"},
		"١ آب/أغسطس ٢٠٠١":                      {"2001-08-01"},
		"يوليو 2004":                           {"2004-07-00"},
		"from 3 to 7 May":                      nil,
		"resolution 54/117 of 1,999 members":   nil,
		"they may 2,000 times":                 nil,
		"32 May 2000":                          {"2000-05-00"},
		"2000-13-01":                           {"2000-00-00"}, // no month; the year is one all the same
		"5 1999":                               {"1999-00-00"},
		"":                                     nil,
	} {
		if got := DatesIn(text); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

func FuzzDatesIn(f *testing.F) {
	for _, seed := range []string{"on 17 May 2000", "١٧ أيار/مايو ٢٠٠٠", "2000-05-17", "May", "17", "أيار/", "31/12/1999"} {
		f.Add(seed)
	}
	form := regexp.MustCompile(`^(1[89]\d\d|20\d\d|2100)-(0\d|1[0-2])-([0-2]\d|3[01])$`)
	f.Fuzz(func(t *testing.T, text string) {
		got := DatesIn(text)
		if !slices.IsSorted(got) || slices.ContainsFunc(got, func(d string) bool { return !form.MatchString(d) }) {
			t.Errorf("%q: %v", text, got)
		}
	})
}
