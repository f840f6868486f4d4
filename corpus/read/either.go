package read

import (
	"errors"

	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// Either reads a document in whichever of English and Arabic most of its letters are. read gives it in a language, as [File]
// and [Bytes] do.
func Either(read func(corpus.Lang) (*corpus.Document, error)) (*corpus.Document, error) {
	d, err := read(corpus.English)
	if errors.Is(err, corpus.ErrLanguage) || err == nil && mostlyArabic(d.Source) {
		return read(corpus.Arabic)
	}
	return d, err
}

// mostlyArabic reports whether a text has more Arabic letters than others, as one with much in Latin letters may.
func mostlyArabic(text string) bool {
	n := 0
	for _, r := range text {
		if arabic.IsArabic(r) {
			n++
		} else if r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
			n--
		}
	}
	return n > 0
}
