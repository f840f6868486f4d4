// Package hunspell reads Hunspell dictionaries and says whether a word is in them. It knows what Arabic dictionaries need:
// prefixes and suffixes, also one suffix behind another, flags of every form, aliases, ignored letters and input
// conversion. It knows no compounds and makes no suggestions.
//
// The format is that of hunspell(5).
package hunspell

import (
	"hash/maphash"
	"strings"
	"unicode/utf8"
)

// Dictionary is a word list with affix rules. It does not change once read, so it is safe for concurrent use.
type Dictionary struct {
	ignore             string            // letters that count nowhere
	convert            *strings.Replacer // ICONV
	prefixes, suffixes affixes
	flags              []flagSet // of the aliases and of every other set of flags that occurs
	forbidden          uint16    // flags by number, 0 for none
	needAffix          uint16
	stems              stems
}

// Has reports whether the dictionary has the word, with affixes or without.
func (d *Dictionary) Has(word string) bool {
	word = d.clean(word)
	return word != "" && (d.bare(word) || d.derived(word))
}

// clean takes off what the dictionary ignores and puts in what it converts to.
func (d *Dictionary) clean(word string) string {
	if d.convert != nil {
		word = d.convert.Replace(word)
	}
	if !strings.ContainsAny(word, d.ignore) {
		return word
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(d.ignore, r) {
			return -1
		}
		return r
	}, word)
}

// bare reports whether the word stands in the list as it is, and may.
func (d *Dictionary) bare(word string) bool {
	found := false
	for f := range d.stems.of(word) {
		if d.flags[f].has(d.forbidden) {
			return false
		}
		found = found || !d.flags[f].has(d.needAffix)
	}
	return found
}

// derived tries every prefix, none included, with every suffix.
func (d *Dictionary) derived(word string) bool {
	if d.withSuffix(word, nil) {
		return true
	}
	for n := range d.prefixes.lengths(word, false) {
		for i := range d.prefixes.by[word[:n]] {
			p := &d.prefixes.by[word[:n]][i]
			rest := p.strip + word[n:]
			if len(rest) == 0 || !p.fits(rest) {
				continue
			}
			for f := range d.stems.of(rest) {
				if d.flags[f].has(p.flag) {
					return true
				}
			}
			if p.cross && d.withSuffix(rest, p) {
				return true
			}
		}
	}
	return false
}

// withSuffix reports whether the word is a stem with one suffix or two, and the prefix before it, if not nil, is allowed.
func (d *Dictionary) withSuffix(word string, p *affix) bool {
	for n := range d.suffixes.lengths(word, true) {
		for i := range d.suffixes.by[word[len(word)-n:]] {
			s := &d.suffixes.by[word[len(word)-n:]][i]
			base := word[:len(word)-n] + s.strip
			if base == "" || !s.fits(base) || p != nil && !s.cross {
				continue
			}
			if d.carries(base, s, p) || s.inner && d.twofold(base, s, p) {
				return true
			}
		}
	}
	return false
}

// carries reports whether a stem may have the suffix, and the prefix by its own leave or the suffix's.
func (d *Dictionary) carries(stem string, s, p *affix) bool {
	for f := range d.stems.of(stem) {
		if set := &d.flags[f]; set.has(s.flag) && (p == nil || set.has(p.flag) || d.flags[s.next].has(p.flag)) {
			return true
		}
	}
	return false
}

// twofold reports whether the base is a stem with a suffix that itself allows the suffix outer.
func (d *Dictionary) twofold(base string, outer, p *affix) bool {
	for n := range d.suffixes.lengths(base, true) {
		for i := range d.suffixes.by[base[len(base)-n:]] {
			s := &d.suffixes.by[base[len(base)-n:]][i]
			stem := base[:len(base)-n] + s.strip
			if stem == "" || !d.flags[s.next].has(outer.flag) || !s.fits(stem) {
				continue
			}
			for f := range d.stems.of(stem) {
				if set := &d.flags[f]; set.has(s.flag) && (p == nil || set.has(p.flag) || d.flags[s.next].has(p.flag) || d.flags[outer.next].has(p.flag)) {
					return true
				}
			}
		}
	}
	return false
}

// affix is a line of PFX or SFX.
type affix struct {
	flag      uint16
	next      uint16 // the set of flags that the affixed word has on its own
	cross     bool   // may stand together with one of the other side
	inner     bool   // of a suffix: some other suffix allows it behind itself
	strip     string
	add       string
	condition []class // of the base: at its end for a suffix, at its start for a prefix
	atEnd     bool
}

// class is one place of a condition: the letters that may stand there, or may not.
type class struct {
	letters string
	not     bool
	any     bool
}

// fits reports whether the base meets the condition.
func (a *affix) fits(base string) bool {
	if a.atEnd {
		for i := len(a.condition) - 1; i >= 0; i-- {
			r, n := utf8.DecodeLastRuneInString(base)
			if n == 0 || !a.condition[i].matches(r) {
				return false
			}
			base = base[:len(base)-n]
		}
		return true
	}
	for _, c := range a.condition {
		r, n := utf8.DecodeRuneInString(base)
		if n == 0 || !c.matches(r) {
			return false
		}
		base = base[n:]
	}
	return true
}

func (c class) matches(r rune) bool { return c.any || strings.ContainsRune(c.letters, r) != c.not }

// affixes are the rules of one side by what they add.
type affixes struct {
	by      map[string][]affix
	longest int // bytes
}

// lengths yields the lengths in bytes, 0 included, of what could be an affix of the word.
func (a *affixes) lengths(word string, end bool) func(func(int) bool) {
	return func(yield func(int) bool) {
		for n := 0; n <= min(a.longest, len(word)); n++ {
			at := n
			if end {
				at = len(word) - n
			}
			if (at == len(word) || utf8.RuneStart(word[at])) && !yield(n) {
				return
			}
		}
	}
}

// flagSet is a set of up to 512 flags by their numbers, which begin with 1.
type flagSet [8]uint64

func (s *flagSet) has(f uint16) bool { return f != 0 && s[f/64]&(1<<(f%64)) != 0 }

func (s *flagSet) add(f uint16) { s[f/64] |= 1 << (f % 64) }

// stems is a hash table over the text of the word list, with no string of its own a word.
type stems struct {
	seed    maphash.Seed
	text    string
	slots   []int32 // 1 + an entry, 0 for none; open addressing
	entries []entry
}

type entry struct {
	start int32 // byte of the text
	size  uint16
	flags uint16 // the set of flags
	next  int32  // 1 + the next entry of the same word, 0 for none
}

func newStems(text string, n int) stems {
	size := 16
	for size < 2*n {
		size *= 2
	}
	return stems{maphash.MakeSeed(), text, make([]int32, size), make([]entry, 0, n)}
}

func (s *stems) word(e entry) string { return s.text[e.start : e.start+int32(e.size)] }

// slot is where the word is, or where it is to go.
func (s *stems) slot(word string) int {
	i := int(maphash.String(s.seed, word)) & (len(s.slots) - 1)
	for s.slots[i] != 0 && s.word(s.entries[s.slots[i]-1]) != word {
		i = (i + 1) & (len(s.slots) - 1)
	}
	return i
}

func (s *stems) add(start, size int, flags uint16) {
	i := s.slot(s.text[start : start+size])
	s.entries = append(s.entries, entry{int32(start), uint16(size), flags, s.slots[i]})
	s.slots[i] = int32(len(s.entries))
}

// of yields the sets of flags of every entry of the word.
func (s *stems) of(word string) func(func(uint16) bool) {
	return func(yield func(uint16) bool) {
		if len(s.slots) == 0 {
			return
		}
		for at := s.slots[s.slot(word)]; at != 0; {
			e := s.entries[at-1]
			if !yield(e.flags) {
				return
			}
			at = e.next
		}
	}
}
