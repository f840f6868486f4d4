package search

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"muqabala/corpus/arabic"
)

// DatesIn are the dates that an English or Arabic text names, sorted: YYYY-MM-DD, with 00 for a month or a day that it does
// not say. It knows "17 May 2000", "May 17, 2000", "May 2000", ١٧ أيار/مايو ٢٠٠٠, 2000-05-17, 17/5/2000 and years alone.
func DatesIn(text string) []string {
	if !strings.ContainsFunc(text, arabic.IsDigit) {
		return nil // there is no date without a year
	}
	words := slices.DeleteFunc(arabic.Words(text), func(w arabic.Word) bool { return w.Text == "," || w.Text == "،" })
	var out []string
	for len(words) > 0 {
		d, n := dateAt(words)
		if n > 0 {
			out = append(out, fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day))
		}
		words = words[max(n, 1):]
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// date is a day, or a month or year, whose smaller parts are 0.
type date struct{ year, month, day int }

// dateAt reads the date that words begin with, in n words; n is 0 where there is none.
func dateAt(words []arabic.Word) (d date, n int) {
	if d, ok := datesWithSigns(words[0].Text); ok {
		return d, 1
	}
	if len(words) >= 5 && words[1].Text == "-" && words[3].Text == "-" {
		if d, ok := datesWithSigns(words[0].Text + "-" + words[2].Text + "-" + words[4].Text); ok {
			return d, 5
		}
	}
	if d.day = number(words, 1, 31); d.day > 0 {
		n = 1
	}
	month, m := monthAt(words[n:])
	if d.month, n = month, n+m; m > 0 && d.day == 0 {
		if d.day = number(words[n:], 1, 31); d.day > 0 {
			n++
		}
	}
	if m == 0 {
		d, n = date{}, 0
	}
	const first, last = 1800, 2100
	if d.year = number(words[n:], first, last); d.year > 0 {
		return d, n + 1
	}
	return date{}, 0
}

// datesWithSigns reads 2000-05-17, 17/5/2000 and 17.5.2000.
func datesWithSigns(text string) (date, bool) {
	parts := strings.FieldsFunc(arabic.FoldDigits(text), func(r rune) bool { return r == '-' || r == '/' || r == '.' })
	if len(parts) != 3 {
		return date{}, false
	}
	if len(parts[2]) == 4 {
		slices.Reverse(parts)
	}
	var d date
	for i, to := range []*int{&d.year, &d.month, &d.day} {
		n, err := strconv.Atoi(parts[i])
		if err != nil {
			return date{}, false
		}
		*to = n
	}
	return d, len(parts[0]) == 4 && d.year >= 1800 && d.year <= 2100 && d.month >= 1 && d.month <= 12 && d.day >= 1 && d.day <= 31
}

// number is the number that words begin with where it lies in a range, otherwise 0.
func number(words []arabic.Word, least, most int) int {
	if len(words) == 0 || words[0].Class != arabic.Number {
		return 0
	}
	n, err := strconv.Atoi(arabic.FoldDigits(words[0].Text))
	if err != nil || n < least || n > most {
		return 0
	}
	return n
}

// months are the names of each month, folded, in English and in both Arabic ways; United Nations texts write آذار/مارس.
var months = [12]string{
	"january|كانون الثاني|يناير", "february|شباط|فبراير", "march|اذار|مارس", "april|نيسان|ابريل", "may|ايار|مايو", "june|حزيران|يونيه|يونيو",
	"july|تموز|يوليه|يوليو", "august|اب|اغسطس", "september|ايلول|سبتمبر", "october|تشرين الاول|اكتوبر", "november|تشرين الثاني|نوفمبر",
	"december|كانون الاول|ديسمبر",
}

var monthNumbers = func() map[string]int {
	out := map[string]int{}
	for i, names := range months {
		for name := range strings.SplitSeq(names, "|") {
			out[arabic.Fold(name)] = i + 1
		}
	}
	return out
}()

// longMonths are the first words of months that have two.
var longMonths = func() map[string]bool {
	out := map[string]bool{}
	for name := range monthNumbers {
		if first, _, two := strings.Cut(name, " "); two {
			out[first] = true
		}
	}
	return out
}()

// monthAt reads the month that words begin with, in both names where a stroke parts them.
func monthAt(words []arabic.Word) (month, n int) {
	if len(words) == 0 || words[0].Class != arabic.Letters && words[0].Class != arabic.Latin {
		return 0, 0
	}
	name := arabic.Fold(words[0].Text)
	for size := 1; size <= min(2, len(words)); size++ {
		if size == 2 {
			name += " " + arabic.Fold(words[1].Text)
		}
		if month = monthNumbers[name]; month == 0 {
			if !longMonths[name] {
				break
			}
			continue
		}
		n = size
		if rest := words[n:]; len(rest) > 1 && rest[0].Text == "/" {
			if same, more := monthAt(rest[1:]); same == month {
				n += 1 + more
			}
		}
		return month, n
	}
	return 0, 0
}

// Dates are those that the record's texts name, sorted; see [DatesIn].
func (r *Record) Dates() []string {
	out := append(DatesIn(r.Original), DatesIn(r.Translation)...)
	slices.Sort(out)
	return slices.Compact(out)
}
