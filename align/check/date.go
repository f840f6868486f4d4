package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// months are the months by their English names, and both Arabic ones: United Nations texts write آذار/مارس.
var months = []struct{ english, levant, egypt string }{
	{"January", "كانون الثاني", "يناير"}, {"February", "شباط", "فبراير"}, {"March", "آذار", "مارس"}, {"April", "نيسان", "أبريل"},
	{"May", "أيار", "مايو"}, {"June", "حزيران", "يونيه"}, {"July", "تموز", "يوليه"}, {"August", "آب", "أغسطس"},
	{"September", "أيلول", "سبتمبر"}, {"October", "تشرين الأول", "أكتوبر"}, {"November", "تشرين الثاني", "نوفمبر"}, {"December", "كانون الأول", "ديسمبر"},
}

var (
	englishDate = regexp.MustCompile(`\b(\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December) (\d{4})\b`)
	arabicDate  = regexp.MustCompile(`([0-9٠-٩]{1,2}) ((?:كانون|تشرين) (?:الأول|الثاني)|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول)(/\p{L}+)? ([0-9٠-٩]{4})`)
)

// compareDates reports dates whose day and year the original has in one other month only.
func (p *Pass) compareDates(blocks []corpus.BlockID, original string) (out []corpus.Finding) {
	wanted := map[[2]string][]int{} // day and year to the months that they have
	for _, m := range englishDate.FindAllStringSubmatch(original, -1) {
		month := slices.IndexFunc(months, func(x struct{ english, levant, egypt string }) bool { return x.english == m[2] })
		wanted[[2]string{m[1], m[3]}] = append(wanted[[2]string{m[1], m[3]}], month)
	}
	for _, id := range blocks {
		text := p.Translation.Text(id)
		for _, m := range arabicDate.FindAllStringSubmatchIndex(text, -1) {
			day, year := strings.TrimLeft(arabic.FoldDigits(text[m[2]:m[3]]), "0"), arabic.FoldDigits(text[m[8]:m[9]])
			month := slices.IndexFunc(months, func(x struct{ english, levant, egypt string }) bool { return x.levant == text[m[4]:m[5]] })
			want := wanted[[2]string{day, year}]
			if len(want) != 1 || want[0] == month {
				continue
			}
			span := corpus.Span{Start: m[4], End: m[5]}
			to := months[want[0]].levant
			if m[6] >= 0 {
				span.End, to = m[7], to+"/"+months[want[0]].egypt
			}
			f := p.at(id, span, corpus.Error, .9, fmt.Sprintf("the original has %s %s %s here", day, months[want[0]].english, year))
			f.Suggestions, f.Evidence = []string{to}, []corpus.Evidence{{Kind: "original", Text: f.Message}}
			out = append(out, f)
		}
	}
	return out
}
