package check

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"muqabala/align"
	"muqabala/align/lexicon"
	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// usage is how often words stand in Arabic of this kind, which words stand side by side, and which classes of words follow
// each other; see [classOf]. It does not change once made, so it is safe for concurrent use.
type usage struct {
	words     lexis
	pairs     map[[2]int32]int
	classes   classes
	stems     map[string]int       // how often there are words of a stem
	following map[string]following // of words with the article, by what they modify or are; see [modifierKey]
	nouns     map[nounGender]int   // as [Pass.nouns]
	letters   func() *letters      // of the words of the lexicon, and of these
}

// following is how often words stand behind a word with the article, as adjectives do, and how often behind a bare one, as nouns
// do in the construct.
type following struct{ definite, bare int }

// lexis numbers words and counts them.
type lexis struct {
	ids   map[string]int32
	words []string
	count []int
}

func newLexis() lexis { return lexis{ids: map[string]int32{}} }

// id is the number of a word, that of a new one if need be.
func (l *lexis) id(word string) int32 {
	id, ok := l.ids[word]
	if !ok {
		id = int32(len(l.words))
		l.ids[word] = id
		l.words, l.count = append(l.words, word), append(l.count, 0)
	}
	return id
}

// find is the number of a word, −1 where there is none.
func (l *lexis) find(word string) int32 {
	if id, ok := l.ids[word]; ok {
		return id
	}
	return -1
}

// times is how often word id was counted; it may be one of another lexis that begins with this one.
func (l *lexis) times(id int32) int {
	if id < 0 || int(id) >= len(l.count) {
		return 0
	}
	return l.count[id]
}

// usual.tsv was counted in 43,000 words of sentences of the United Nations Parallel Corpus v1.0 (Ziemski, Junczys-Dowmunt and
// Pouliquen 2016; source: United Nations) and of three articles of opensource.guide (CC BY 4.0). None of it stands in the documents of shared/eval, nor in the pages of shared/data/ocr_pairs_un. See TestFit.
//
//go:embed usual.tsv
var usualTable string

// builtinUsage is that of texts of the United Nations, and a little of others.
var builtinUsage = sync.OnceValue(func() *usage {
	u, err := readUsage(strings.NewReader(usualTable))
	if err != nil {
		panic(err) // embedded, and read by a test
	}
	return u
})

func newUsage() *usage {
	u := &usage{words: newLexis(), pairs: map[[2]int32]int{}, classes: newClasses(), stems: map[string]int{}, following: map[string]following{}, nouns: map[nounGender]int{}}
	u.letters = sync.OnceValue(func() *letters { return newLetters(slices.Concat(u.words.words, lexiconWords())) })
	return u
}

// with is the usage together with that of more texts.
func (u *usage) with(texts []string) *usage {
	if len(texts) == 0 {
		return u
	}
	out := &usage{lexis{maps.Clone(u.words.ids), slices.Clone(u.words.words), slices.Clone(u.words.count)}, maps.Clone(u.pairs), u.classes.clone(),
		maps.Clone(u.stems), maps.Clone(u.following), maps.Clone(u.nouns), u.letters}
	for _, t := range texts {
		out.add(t)
	}
	return out
}

// add counts a text.
func (u *usage) add(text string) {
	tokens := tokenize(text, 0)
	ids := make([]int32, len(tokens))
	for i, t := range tokens {
		ids[i] = u.words.id(t.plain)
		u.addWord(ids[i], 1)
		if t.tight {
			u.pairs[[2]int32{ids[i-1], ids[i]}]++
			count(u.following, tokens[i-1].plain, t.plain)
			countNoun(u.nouns, tokens[i-1].plain, t.plain)
		}
	}
	u.classes.learn(tokens)
}

// genderRows are the names of the rows of nouns, by the gender of adjectives behind them.
var genderRows = [2]string{"masculine", "feminine"}

// addWord counts a word n times.
func (u *usage) addWord(id int32, n int) {
	u.words.count[id] += n
	u.stems[align.Stem(u.words.words[id], arabic.Letters)] += n
}

// count counts a word behind another one.
func count(m map[string]following, before, word string) {
	key, kind := follows(before, word)
	switch f := m[key]; kind {
	case 1:
		f.definite++
		m[key] = f
	case -1:
		f.bare++
		m[key] = f
	}
}

// follows says how a word with the article stands behind another: 1 behind one with the article, −1 behind a bare one, 0 where that says
// nothing; and the key of the word.
func follows(before, word string) (key string, kind int) {
	w := takeApart(word)
	if !w.article || w.conjunction+w.preposition != "" {
		return "", 0
	}
	b := takeApart(before)
	switch {
	case b.article:
		return modifierKey(w), 1
	case enders[before], prepositions[before], lexicon.IsFunctionWord(before), runes(before) < shortestWord:
		return "", 0
	}
	return modifierKey(w), -1
}

// modifierKey is a word without article and ending of gender.
func modifierKey(w parts) string { return strings.TrimSuffix(w.base, "ة") }

// write writes what occurs, a line each: what it is ("word", "pair", "class"; "definite" and "bare" for [following],
// "masculine" and "feminine" for nouns), the words or
// classes, and their number. Pairs and classes that occur once are left out.
func (u *usage) write(w io.Writer) error {
	var rows []string
	row := func(kind string, least, n int, fields ...string) {
		if n >= least {
			rows = append(rows, fmt.Sprintf("%s\t%s\t%d\n", kind, strings.Join(fields, " "), n))
		}
	}
	for id, word := range u.words.words {
		row("word", 1, u.words.count[id], word)
	}
	for p, n := range u.pairs {
		row("pair", 2, n, u.words.words[p[0]], u.words.words[p[1]])
	}
	for t, n := range u.classes.three {
		row("class", 2, n, u.classes.names[t[0]], u.classes.names[t[1]], u.classes.names[t[2]])
	}
	for w, f := range u.following {
		row("definite", 1, f.definite, w)
		row("bare", 1, f.bare, w)
	}
	for n, times := range u.nouns {
		row(genderRows[n.of-1], 1, times, n.noun)
	}
	slices.Sort(rows)
	_, err := io.WriteString(w, strings.Join(rows, ""))
	return err
}

// readUsage reads what write wrote.
func readUsage(r io.Reader) (*usage, error) {
	u := newUsage()
	line := 0
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		line++
		if err := u.parse(lines.Text()); err != nil {
			return nil, &corpus.InputError{File: "usual.tsv", Line: line, Err: err}
		}
	}
	return u, lines.Err()
}

func (u *usage) parse(line string) error {
	fields := strings.Split(line, "\t")
	if len(fields) != 3 {
		return fmt.Errorf("%w: %d columns, want 3", corpus.ErrFormat, len(fields))
	}
	n, err := strconv.Atoi(fields[2])
	if err != nil {
		return fmt.Errorf("%w: %q is no number", corpus.ErrFormat, fields[2])
	}
	words := strings.Split(fields[1], " ")
	switch {
	case fields[0] == "word" && len(words) == 1:
		u.addWord(u.words.id(words[0]), n)
	case fields[0] == "pair" && len(words) == 2:
		u.pairs[[2]int32{u.words.id(words[0]), u.words.id(words[1])}] = n
	case fields[0] == "class" && len(words) == 3:
		u.classes.count([3]classID{u.classes.id(words[0]), u.classes.id(words[1]), u.classes.id(words[2])}, n)
	case fields[0] == "definite" && len(words) == 1:
		u.following[words[0]] = following{n, u.following[words[0]].bare}
	case fields[0] == "bare" && len(words) == 1:
		u.following[words[0]] = following{u.following[words[0]].definite, n}
	case slices.Contains(genderRows[:], fields[0]) && len(words) == 1:
		u.nouns[nounGender{words[0], gender(slices.Index(genderRows[:], fields[0]) + 1)}] = n
	default:
		return fmt.Errorf("%w: no %q of %d words", corpus.ErrFormat, fields[0], len(words))
	}
	return nil
}
