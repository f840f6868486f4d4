// Package pairing finds out which Arabic document belongs to which English one: by the names of the files, and by what
// stands in them.
package pairing

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"muqabala/corpus"
)

// Names is a pair of files.
type Names struct{ Original, Translation string }

// tokens part a name: "A_55_98-EN" is A, 55, 98, EN.
var tokens = regexp.MustCompile(`[^\pL\pN]+`)

// language is what a token of a name says. Single letters, as United Nations files have them, count only at the end of a
// name: the A of "A_55_98" is the General Assembly.
func language(token string, last bool) corpus.Lang {
	switch strings.ToLower(token) {
	case "en", "eng", "english", "original", "source":
		return corpus.English
	case "ar", "ara", "arabic", "translation", "target", "عربي", "عربية":
		return corpus.Arabic
	case "e":
		if last {
			return corpus.English
		}
	case "a":
		if last {
			return corpus.Arabic
		}
	}
	return ""
}

// split is the language that a slash-separated path says, and what is left of it without its ending; "" where it says none,
// or two.
func split(name string) (lang corpus.Lang, rest string) {
	stem := strings.TrimSuffix(name, path.Ext(name))
	var kept []string
	for dir := range strings.SplitSeq(stem, "/") {
		parts := tokens.Split(dir, -1)
		for i, t := range parts {
			l := language(t, i == len(parts)-1 && len(parts) > 1)
			if l == "" {
				kept = append(kept, strings.ToLower(t))
			} else if lang != "" && lang != l {
				return "", ""
			} else {
				lang = l
			}
		}
		kept = append(kept, "/")
	}
	return lang, strings.Join(kept, " ")
}

// ByName pairs the files whose slash-separated paths differ only in what names their language: "report.en.md" and
// "report.ar.docx", "en/1.txt" and "ar/1.txt", "A_55_98-E.pdf" and "A_55_98-A.pdf". The others are left, in their order; where
// a name would have several partners none is chosen.
func ByName(paths []string) (pairs []Names, left []string) {
	found := map[string]map[corpus.Lang][]string{}
	for _, p := range paths {
		if lang, rest := split(p); lang != "" {
			if found[rest] == nil {
				found[rest] = map[corpus.Lang][]string{}
			}
			found[rest][lang] = append(found[rest][lang], p)
		}
	}
	taken := map[string]bool{}
	for _, p := range paths {
		lang, rest := split(p)
		f := found[rest]
		if lang == corpus.English && len(f[corpus.English]) == 1 && len(f[corpus.Arabic]) == 1 {
			pairs = append(pairs, Names{p, f[corpus.Arabic][0]})
			taken[p], taken[f[corpus.Arabic][0]] = true, true
		}
	}
	left = slices.DeleteFunc(slices.Clone(paths), func(p string) bool { return taken[p] })
	return pairs, left
}
