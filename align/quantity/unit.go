package quantity

import (
	"strings"

	"muqabala/corpus/arabic"
)

// scales are words that multiply the number before them, folded, by the zeros that they add.
var scales = zeros(map[int]string{
	2:  "hundred مائة مئة",
	3:  "thousand thousands ألف ألفا آلاف",
	6:  "million millions مليون مليونا ملايين",
	9:  "billion billions بليون بليونا بلايين مليار مليارا مليارات",
	12: "trillion trillions تريليون تريليونا تريليونات",
})

func zeros(words map[int]string) map[string]int {
	out := map[string]int{}
	for n, list := range words {
		for w := range strings.FieldsSeq(list) {
			out[arabic.Fold(w)] = n
		}
	}
	return out
}

// currencies are the words and signs of currencies, folded, by ISO 4217. Where several states have one of a name it stands for all.
var currencies = codes(map[string]string{
	"USD": "$ dollar dollars usd دولار دولارا دولارات دولاران دولارين الدولارات",
	"EUR": "€ euro euros eur يورو اليورو",
	"GBP": "£ pound pounds gbp جنيه جنيها جنيهات",
	"JPY": "¥ yen ين",
	"CHF": "franc francs chf فرنك فرنكا فرنكات",
	"RUB": "rouble roubles ruble rubles روبل روبلا روبلات",
	"SAR": "riyal riyals rial rials ريال ريالا ريالات",
	"KWD": "dinar dinars دينار دينارا دنانير",
	"AED": "dirham dirhams درهم درهما دراهم",
})

func codes(words map[string]string) map[string]string {
	out := map[string]string{}
	for code, list := range words {
		for w := range strings.FieldsSeq(list) {
			out[arabic.Fold(w)] = code
		}
	}
	return out
}

// units reads scale and unit of a number that ends before word end, and the sign before it at first.
func (r *reader) units(q *Quantity, first, end int) int {
	if r.sign(end, "+") && scales[r.key(end+1)] > 2 {
		end++
	}
	if n := scales[r.key(end)]; n > 2 && !strings.Contains(q.Digits, "/") {
		q.Scale, q.ScaleSpan = n, r.at(end)
		q.Value, q.Other = shift(q.Value, n), ""
		end++
	}
	if code := currencies[r.key(first-1)]; code != "" && r.tight(first-1) {
		q.Unit, q.UnitSpan = code, r.at(first-1)
	}
	if first > 0 && r.words[first-1].Class == arabic.Punct && r.near(first-1) {
		if code := currencies[r.words[first-1].Text]; code != "" {
			q.Unit, q.UnitSpan = code, r.at(first-1)
		} else if s := r.words[first-1].Text; s == "%" || s == "٪" {
			q.Unit, q.UnitSpan = "%", r.at(first-1)
		}
	}
	if next := r.percent(end); next > end && q.Unit == "" {
		q.Unit, q.UnitSpan = "%", r.span(end, next)
		return next
	}
	at := end
	if r.key(at) == "من" {
		at++
	}
	if at < len(r.words) && q.Unit == "" {
		word := r.key(at)
		if word == "" {
			word = r.words[at].Text
		}
		if code := currencies[word]; code != "" && !r.sign(at, "$") {
			q.Unit, q.UnitSpan = code, r.at(at)
			return at + 1
		}
		if r.sign(at, "$") && r.arabic {
			q.Unit, q.UnitSpan = "USD", r.at(at)
		}
	}
	return end
}

// near reports whether at most a space stands between word i and the next.
func (r *reader) near(i int) bool { return r.tight(i) || i+1 < len(r.words) && r.spaced(i) }

// percent is the end of a word for per cent at i.
func (r *reader) percent(i int) int {
	switch key := r.key(i); {
	case r.sign(i, "%"), r.sign(i, "٪"), key == "percent", key == "بالمايه", key == "بالميه":
		return i + 1
	case key == "per" && r.key(i+1) == "cent", key == "percentage" && strings.HasPrefix(r.key(i+1), "point"),
		key == "في" && (r.key(i+1) == arabic.Fold("المائة") || r.key(i+1) == arabic.Fold("المئة")),
		key == "نقطه" && strings.HasPrefix(r.key(i+1), "ميوي"), key == "نقاط" && strings.HasPrefix(r.key(i+1), "ميوي"):
		return i + 2
	}
	return i
}

// CurrencyName is the usual Arabic word for a currency of [Quantity.Unit].
func CurrencyName(code string) string {
	return map[string]string{"USD": "دولار", "EUR": "يورو", "GBP": "جنيه", "JPY": "ين", "CHF": "فرنك", "RUB": "روبل", "SAR": "ريال", "KWD": "دينار", "AED": "درهم"}[code]
}

// ScaleName is the Arabic word that adds zeros to a number behind which it stands.
func ScaleName(zeros int) string {
	return map[int]string{3: "ألف", 6: "مليون", 9: "بليون", 12: "تريليون"}[zeros]
}
