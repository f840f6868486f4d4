package quantity

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"muqabala/corpus/arabic"
)

// monthNames are the months in English, and in both Arabic ways with their spellings: United Nations texts write آذار/مارس.
var monthNames = [12]struct{ english, levant, egypt string }{
	{"january", "كانون الثاني", "يناير"}, {"february", "شباط", "فبراير"}, {"march", "آذار", "مارس"}, {"april", "نيسان", "أبريل|إبريل|ابريل"},
	{"may", "أيار", "مايو|ماي"}, {"june", "حزيران", "يونيه|يونيو|يونية"}, {"july", "تموز", "يوليه|يوليو|يولية"}, {"august", "آب", "أغسطس|غشت"},
	{"september", "أيلول", "سبتمبر|شتنبر"}, {"october", "تشرين الأول", "أكتوبر"}, {"november", "تشرين الثاني", "نوفمبر|نونبر"}, {"december", "كانون الأول", "ديسمبر|دجنبر"},
}

// MonthName is the Arabic of a month, 1 to 12: the name of the Levant, that of Egypt, or both as United Nations texts have them.
func MonthName(month string, levant, egypt bool) string {
	n, _ := strconv.Atoi(month)
	if n < 1 || n > 12 {
		return ""
	}
	m := monthNames[n-1]
	first, _, _ := strings.Cut(m.egypt, "|")
	switch {
	case levant && egypt:
		return m.levant + "/" + first
	case levant:
		return m.levant
	}
	return first
}

// EnglishMonth is the English name of a month, 1 to 12.
func EnglishMonth(month string) string {
	n, _ := strconv.Atoi(month)
	if n < 1 || n > 12 {
		return ""
	}
	name := monthNames[n-1].english
	return strings.ToUpper(name[:1]) + name[1:]
}

// month reads the name of a month. Names that are other words as well count only where a number stands beside them.
func (r *reader) month(i int) int {
	q := Quantity{Kind: Month}
	end := i
	if r.arabic {
		end = r.arabicMonth(i, &q)
	} else {
		end = r.englishMonth(i, &q)
	}
	if end == i {
		return i
	}
	q.Span = r.span(i, end)
	q.Day, q.Year = r.day(i-1), r.year(end)
	if !r.arabic && q.Day == "" {
		if q.Day = r.day(end); q.Day != "" {
			q.Year = r.year(end + 1)
			if r.sign(end+1, ",") {
				q.Year = r.year(end + 2)
			}
		}
	}
	if q.Day == "" && q.Year == "" && r.doubtfulMonth(i, &q) {
		return i
	}
	r.out = append(r.out, q)
	return end
}

// doubtfulMonth reports whether what looks like the name of a month without day or year may be another word.
func (r *reader) doubtfulMonth(i int, q *Quantity) bool {
	if !r.arabic {
		return (q.Value == "3" || q.Value == "5") && !slices.Contains([]string{"in", "of", "since", "until", "by", "late", "early", "during"}, r.key(i-1))
	}
	return q.Span.Len() == q.Name.Len() && !strings.HasSuffix(r.key(i-1), "شهر")
}

func (r *reader) englishMonth(i int, q *Quantity) int {
	w := r.words[i]
	if w.Class != arabic.Latin || !unicode.IsUpper(rune(w.Text[0])) {
		return i
	}
	for n := range monthNames {
		if r.keys[i] == monthNames[n].english {
			q.Value, q.Name = strconv.Itoa(n+1), w.Span
			return i + 1
		}
	}
	return i
}

// arabicMonth reads the one name, and the other behind a stroke.
func (r *reader) arabicMonth(i int, q *Quantity) int {
	n, end := r.monthAt(i)
	if n == 0 {
		return i
	}
	q.Value, q.Name = strconv.Itoa(n), r.span(i, end)
	if r.sign(end, "/") {
		if second, behind := r.monthAt(end + 1); second > 0 {
			if second != n {
				q.Second = strconv.Itoa(second)
			}
			return behind
		}
	}
	return end
}

// monthAt is the month that an Arabic name at i stands for, 0 for none, and its end.
func (r *reader) monthAt(i int) (n, end int) {
	key := r.key(i)
	for _, first := range [2]string{key, strings.TrimLeft(key, "لبو")} {
		for _, name := range arabicMonths[first] {
			switch {
			case name.second == "":
				return name.month, i + 1
			case name.second == r.key(i+1):
				return name.month, i + 2
			}
		}
	}
	return 0, i
}

// arabicMonth is a name of a month, 1 to 12, and its second word.
type arabicMonth struct {
	second string
	month  int
}

// arabicMonths are the names of months by their first word, folded.
var arabicMonths = func() map[string][]arabicMonth {
	out := map[string][]arabicMonth{}
	for n, m := range monthNames {
		for name := range strings.SplitSeq(m.levant+"|"+m.egypt, "|") {
			first, second, _ := strings.Cut(arabic.Fold(name), " ")
			out[first] = append(out[first], arabicMonth{second, n + 1})
		}
	}
	return out
}()

// day is the number of a day that word i is, "" if it is none.
func (r *reader) day(i int) string {
	n, _ := strconv.Atoi(r.digits(i))
	if n < 1 || n > 31 {
		return ""
	}
	return strconv.Itoa(n)
}

// year is the four digits that word i is, "" if it has others.
func (r *reader) year(i int) string {
	if s := r.digits(i); len(s) == 4 {
		return s
	}
	return ""
}

func (r *reader) digits(i int) string {
	if i < 0 || i >= len(r.words) || digitCount(r.words[i].Text) == 0 {
		return ""
	}
	return arabic.FoldDigits(r.words[i].Text)
}

// clock reads a time of day: "3.30 p.m.", "15:30", "الساعة ٣٠/١٥", "الساعة ٣/٣٠ بعد الظهر".
func (r *reader) clock(i int) int {
	if r.arabic {
		return r.arabicClock(i)
	}
	if r.words[i].Class != arabic.Number {
		return i
	}
	hour, minute, end := r.hourMinute(i)
	afternoon, morning := r.key(end) == "p.m" || r.words[min(end, len(r.words)-1)].Text == "p.m." || r.key(end) == "pm", r.isMorning(end)
	if hour < 0 || !afternoon && !morning && !r.colon(i) {
		return i
	}
	if afternoon && hour < 12 {
		hour += 12
	}
	if morning && hour == 12 {
		hour = 0
	}
	r.time(i, end, 60*hour+minute, -1)
	if afternoon || morning {
		end++
	}
	return end
}

func (r *reader) isMorning(i int) bool {
	return r.key(i) == "am" || i < len(r.words) && r.words[i].Text == "a.m."
}

// colon reports whether a colon or nothing but digits parts the number at i, so that it is a time by itself.
func (r *reader) colon(i int) bool { return r.sign(i+1, ":") && r.tight(i) }

// hourMinute reads "3", "3.30", "15:30" or "15/30" at i; hour is −1 where there is no time.
func (r *reader) hourMinute(i int) (hour, minute, end int) {
	parts := strings.FieldsFunc(r.digitsAndMarks(i), func(c rune) bool { return c == '.' || c == '/' || c == '٫' })
	end = i + 1
	if len(parts) == 1 && (r.colon(i)) && r.tight(i+1) && len(r.digits(i+2)) == 2 {
		parts, end = append(parts, r.digits(i+2)), i+3
	}
	if len(parts) == 0 || len(parts) > 2 {
		return -1, 0, i
	}
	hour, err := strconv.Atoi(parts[0])
	if err != nil {
		return -1, 0, i
	}
	if len(parts) == 2 {
		if minute, err = strconv.Atoi(parts[1]); err != nil || len(parts[1]) != 2 && len(parts[0]) != 2 {
			return -1, 0, i
		}
	}
	if hour > 59 || minute > 59 {
		return -1, 0, i
	}
	return hour, minute, end
}

func (r *reader) digitsAndMarks(i int) string {
	if i >= len(r.words) || r.words[i].Class != arabic.Number {
		return ""
	}
	return arabic.FoldDigits(r.words[i].Text)
}

// arabicClock reads what stands behind "hour"; hours and minutes may stand in either order.
func (r *reader) arabicClock(i int) int {
	if i == 0 || !strings.HasSuffix(r.key(i-1), "ساعه") {
		return i
	}
	hour, minute, end := r.hourMinute(i)
	if hour < 0 {
		return i
	}
	value, other := -1, -1
	add := func(h, m int) {
		if h > 24 || m > 59 || h == 0 && value >= 0 {
			return
		}
		if r.afternoon(end) && h < 12 {
			h += 12
		}
		if value, other = 60*h+m, value; other == value || other >= 0 && other < 60 {
			other = -1 // midnight is said in words
		}
	}
	if end == i+1 && strings.ContainsAny(r.digitsAndMarks(i), "/.") || end > i+1 {
		add(minute, hour)
	}
	add(hour, minute)
	if value < 0 {
		return i
	}
	r.time(i, end, value, other)
	return end
}

// afternoon reports whether words for it stand at i.
func (r *reader) afternoon(i int) bool {
	return r.key(i) == "مساء" || r.key(i) == "بعد" && r.key(i+1) == "الظهر" || r.key(i) == "ظهرا"
}

func (r *reader) time(i, end, minutes, other int) {
	q := Quantity{Span: r.span(i, end), Kind: Time, Value: strconv.Itoa(minutes)}
	q.Digits = arabic.FoldDigits(q.Span.In(r.text))
	if other >= 0 {
		q.Other = strconv.Itoa(other)
	}
	r.out = append(r.out, q)
}
