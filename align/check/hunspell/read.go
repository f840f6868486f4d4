package hunspell

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"muqabala/corpus"
)

// MaxFile is what a dictionary file may have in bytes.
const MaxFile = 64 << 20

// maxFlags is how many different flags a dictionary may have: what a [flagSet] holds.
const maxFlags = 8*64 - 1

// places are where programs keep Hunspell dictionaries.
var places = []string{"/usr/share/hunspell", "/usr/share/myspell/dicts", "/usr/local/share/hunspell", "/opt/homebrew/share/hunspell", "/Library/Spelling"}

// Find opens the dictionary of a language ("ar") in a directory or, where dir is "", in the usual places: those of DICPATH
// first. Where there is none the error wraps [fs.ErrNotExist].
func Find(dir, lang string) (*Dictionary, error) {
	dirs := []string{dir}
	if dir == "" {
		dirs = append(filepath.SplitList(os.Getenv("DICPATH")), places...)
	}
	for _, dir := range dirs {
		d, err := Open(filepath.Join(dir, lang+".aff"), filepath.Join(dir, lang+".dic"))
		if !errors.Is(err, fs.ErrNotExist) {
			return d, err
		}
	}
	return nil, &corpus.InputError{File: lang + ".dic", Err: fs.ErrNotExist,
		Hint: "looked in " + strings.Join(dirs, ", ") + "; install hunspell-" + lang + " or name its directory"}
}

// Arabic is the Arabic dictionary of this machine, read once.
var Arabic = sync.OnceValues(func() (*Dictionary, error) { return Find("", "ar") })

// Open reads an affix file and a word list. Its errors are *[corpus.InputError].
func Open(aff, dic string) (*Dictionary, error) {
	rules, err := load(aff)
	if err != nil {
		return nil, err
	}
	words, err := load(dic)
	if err != nil {
		return nil, err
	}
	return Parse(aff, rules, dic, words)
}

// load reads a file that may not be too large.
func load(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", &corpus.InputError{File: path, Err: err}
	}
	defer f.Close()
	var b strings.Builder
	if info, err := f.Stat(); err == nil && info.Size() <= MaxFile {
		b.Grow(int(info.Size()))
	}
	n, err := io.Copy(&b, io.LimitReader(f, MaxFile+1))
	switch {
	case err != nil:
		return "", &corpus.InputError{File: path, Err: err}
	case n > MaxFile:
		return "", &corpus.InputError{File: path, Err: corpus.ErrTooLarge}
	}
	return b.String(), nil
}

// Parse reads a dictionary from the text of its two files; the names are for messages.
func Parse(affName, aff, dicName, dic string) (*Dictionary, error) {
	for name, text := range map[string]string{affName: aff, dicName: dic} {
		if !utf8.ValidString(text) {
			return nil, &corpus.InputError{File: name, Err: corpus.ErrNotUTF8, Hint: "only dictionaries in UTF-8 can be read"}
		}
	}
	r := &reader{Dictionary: &Dictionary{}, numbers: map[string]uint16{}, sets: map[string]uint16{}}
	r.flags = []flagSet{{}}
	r.prefixes.by, r.suffixes.by = map[string][]affix{}, map[string][]affix{}
	if err := r.readAffixes(affName, aff); err != nil {
		return nil, err
	}
	r.markInner()
	if err := r.readWords(dicName, dic); err != nil {
		return nil, err
	}
	return r.Dictionary, nil
}

// reader is the work on one dictionary.
type reader struct {
	*Dictionary
	form    string            // of flags: "", "long", "num" or "UTF-8"
	aliased bool              // sets of flags are named by number
	aliases int               // read so far; set n of flags is alias n
	numbers map[string]uint16 // of flags
	sets    map[string]uint16 // of sets that are no alias
	err     error             // what is wrong with the line
}

// readAffixes reads the affix file line by line.
func (r *reader) readAffixes(name, text string) error {
	line, offset := 0, 0
	var conversions []string
	headed := map[string]bool{}  // the flags whose header was read
	crossed := map[string]bool{} // and those that may stand together with the other side
	for l := range strings.Lines(strings.TrimPrefix(text, "\uFEFF")) {
		line++
		f := strings.Fields(l)
		if len(f) >= 2 && !strings.HasPrefix(f[0], "#") {
			switch f[0] {
			case "FLAG":
				r.form = f[1]
			case "SET":
				if !strings.EqualFold(f[1], "UTF-8") {
					r.err = fmt.Errorf("the encoding %s: %w", f[1], corpus.ErrFormat)
				}
			case "IGNORE":
				r.ignore = f[1]
			case "FORBIDDENWORD":
				r.forbidden = r.number(f[1])
			case "NEEDAFFIX":
				r.needAffix = r.number(f[1])
			case "ICONV":
				if len(f) >= 3 {
					conversions = append(conversions, f[1], f[2])
				}
			case "AF":
				r.alias(f[1])
			case "PFX", "SFX":
				if id := f[0] + f[1]; !headed[id] {
					headed[id] = true
					crossed[id] = len(f) > 2 && f[2] == "Y"
				} else {
					r.affix(f, crossed[id])
				}
			}
		}
		if r.err != nil {
			return &corpus.InputError{File: name, Line: line, Offset: offset, Err: r.err}
		}
		offset += len(l)
	}
	if len(conversions) > 0 {
		r.convert = strings.NewReplacer(conversions...)
	}
	return nil
}

// alias reads a line of AF: the first says how many follow.
func (r *reader) alias(set string) {
	if !r.aliased {
		r.aliased = true
		return
	}
	r.aliases++
	if r.aliases >= 1<<15 {
		r.err = fmt.Errorf("more than %d aliases: %w", 1<<15, corpus.ErrFormat)
		return
	}
	r.flags = append(r.flags, r.parseSet(set))
}

// affix reads a rule: "SFX flag strip add/flags condition".
func (r *reader) affix(f []string, cross bool) {
	if len(f) < 4 {
		return // no rule; hunspell lets such lines pass
	}
	none := func(s string) string {
		if s == "0" {
			return ""
		}
		return s
	}
	add, flags, _ := strings.Cut(f[3], "/")
	a := affix{flag: r.number(f[1]), cross: cross, strip: r.clean(none(f[2])), add: r.clean(none(add)), next: r.set(flags), atEnd: f[0] == "SFX"}
	if len(f) > 4 && !strings.HasPrefix(f[4], "#") {
		a.condition = conditions(f[4])
	}
	side := &r.prefixes
	if a.atEnd {
		side = &r.suffixes
	}
	side.by[a.add] = append(side.by[a.add], a)
	side.longest = max(side.longest, len(a.add))
}

// conditions parts "[^ab]c." into its places.
func conditions(s string) (out []class) {
	if s == "." {
		return nil
	}
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		end := strings.IndexByte(s, ']')
		switch {
		case r == '[' && end > 0:
			inner, not := strings.CutPrefix(s[1:end], "^")
			out, n = append(out, class{letters: inner, not: not}), end+1
		case r == '.':
			out = append(out, class{any: true})
		default:
			out = append(out, class{letters: string(r)})
		}
		s = s[n:]
	}
	return out
}

// markInner finds the suffixes that stand behind another one, so that the others need not be tried there.
func (r *reader) markInner() {
	var all flagSet
	for _, list := range r.suffixes.by {
		for _, s := range list {
			for i, word := range r.flags[s.next] {
				all[i] |= word
			}
		}
	}
	for _, list := range r.suffixes.by {
		for i := range list {
			list[i].inner = all.has(list[i].flag)
		}
	}
}

// set is the number of a set of flags: of its alias, or of its own.
func (r *reader) set(flags string) uint16 {
	if flags == "" {
		return 0
	}
	if r.aliased {
		n, err := strconv.Atoi(flags)
		if err != nil || n < 0 || n >= len(r.flags) {
			r.err = fmt.Errorf("no alias %q: %w", flags, corpus.ErrFormat)
			return 0
		}
		return uint16(n)
	}
	n, ok := r.sets[flags]
	if !ok {
		n = uint16(len(r.flags))
		r.flags = append(r.flags, r.parseSet(flags))
		r.sets[flags] = n
		if len(r.flags) >= 1<<16 {
			r.err = fmt.Errorf("more than %d sets of flags: %w", 1<<16, corpus.ErrFormat)
		}
	}
	return n
}

// parseSet reads flags that are written together.
func (r *reader) parseSet(s string) (set flagSet) {
	if r.form == "num" {
		for f := range strings.SplitSeq(s, ",") {
			set.add(r.number(f))
		}
		return set
	}
	runes := 1
	if r.form == "long" {
		runes = 2
	}
	for len(s) > 0 {
		n := 0
		for range runes {
			_, size := utf8.DecodeRuneInString(s[n:])
			n += size
		}
		set.add(r.number(s[:n]))
		s = s[n:]
	}
	return set
}

// number is the number of a flag, new if need be.
func (r *reader) number(flag string) uint16 {
	n, ok := r.numbers[flag]
	if !ok {
		if len(r.numbers) >= maxFlags {
			r.err = fmt.Errorf("more than %d different flags: %w", maxFlags, corpus.ErrFormat)
			return maxFlags
		}
		n = uint16(len(r.numbers) + 1)
		r.numbers[flag] = n
	}
	return n
}

// readWords reads the word list: a line with how many there are, then "word/flags" and, behind white space, what is of no
// concern here.
func (r *reader) readWords(name, text string) error {
	r.stems = newStems(text, strings.Count(text, "\n")+1)
	line, offset := 0, 0
	for l := range strings.Lines(text) {
		line++
		word := strings.TrimRight(l, "\r\n")
		if i := strings.IndexAny(word, "\t "); i >= 0 {
			word = word[:i]
		}
		flags := ""
		if i := strings.LastIndexByte(word, '/'); i > 0 {
			word, flags = word[:i], word[i+1:]
		}
		if set := r.set(flags); line > 1 && word != "" && len(word) < 1<<16 {
			r.stems.add(offset, len(word), set)
		}
		if r.err != nil {
			return &corpus.InputError{File: name, Line: line, Offset: offset, Err: r.err}
		}
		offset += len(l)
	}
	return nil
}
