package lexicon

import (
	"strings"
	"sync"

	"muqabala/corpus/arabic"
)

// Key is the match key of a word as it stands in a text: folded and stemmed, by [arabic.StemEnglish] or [arabic.Stem]. What a
// light stemmer must leave there, because as many words begin with it, comes off where the lexicon knows what is left and
// not the whole: the particles ب ل ك ف س of لتنفيذ, but not the first letter of لجنة.
func Key(word string, class arabic.Class) string {
	key := stem(word, class)
	if class != arabic.Letters || arabicKeys()[key] {
		return key
	}
	if rest, ok := cutParticle(key); ok && arabicKeys()[rest] {
		return rest
	}
	return key
}

// stem is the match key of a word that has no particles before it.
func stem(word string, class arabic.Class) string { return stemFolded(arabic.Fold(word), class) }

func stemFolded(folded string, class arabic.Class) string {
	switch class {
	case arabic.Letters:
		return arabic.Stem(folded)
	case arabic.Latin:
		return arabic.StemEnglish(folded)
	}
	return folded
}

// arabicKeys are the Arabic match keys of the built-in lexicon.
var arabicKeys = sync.OnceValue(func() map[string]bool {
	pairs := BuiltinPairs()
	out := make(map[string]bool, len(pairs)/2)
	for _, p := range pairs {
		out[p.Arabic] = true
	}
	return out
})

// cutParticle takes a particle of one letter off, where three letters are left.
func cutParticle(folded string) (string, bool) {
	const letter = 2
	if len(folded) < 4*letter || !strings.ContainsAny(folded[:letter], "بلكفس") {
		return folded, false
	}
	return folded[letter:], true
}
