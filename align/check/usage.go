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

	"muqabala/corpus"
)

// usage is how often words stand in Arabic of this kind, which words stand side by side, and which classes of words follow
// each other; see [classOf]. It does not change once made, so it is safe for concurrent use.
type usage struct {
	words   lexis
	pairs   map[[2]int32]int
	classes classes
}

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

// usual.tsv was counted in 62,000 words of sentences of the United Nations Parallel Corpus v1.0 (Ziemski, Junczys-Dowmunt and
// Pouliquen 2016; source: United Nations), of TICO-19 and of three articles of opensource.guide (CC BY 4.0); what occurs once is
// left out. None of it stands in the documents of shared/eval, nor in the pages of shared/data/ocr_pairs_un. See TestFit.
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
	return &usage{words: newLexis(), pairs: map[[2]int32]int{}, classes: newClasses()}
}

// with is the usage together with that of more texts.
func (u *usage) with(texts []string) *usage {
	if len(texts) == 0 {
		return u
	}
	out := &usage{lexis{maps.Clone(u.words.ids), slices.Clone(u.words.words), slices.Clone(u.words.count)}, maps.Clone(u.pairs), u.classes.clone()}
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
		u.words.count[ids[i]]++
		if t.tight {
			u.pairs[[2]int32{ids[i-1], ids[i]}]++
		}
	}
	u.classes.learn(tokens)
}

// write writes what occurs at least twice, a line each: what it is ("word", "pair" or "class"), the words or classes, and
// their number.
func (u *usage) write(w io.Writer) error {
	var rows []string
	row := func(kind string, n int, fields ...string) {
		if n > 1 {
			rows = append(rows, fmt.Sprintf("%s\t%s\t%d\n", kind, strings.Join(fields, " "), n))
		}
	}
	for id, word := range u.words.words {
		row("word", u.words.count[id], word)
	}
	for p, n := range u.pairs {
		row("pair", n, u.words.words[p[0]], u.words.words[p[1]])
	}
	for t, n := range u.classes.three {
		row("class", n, u.classes.names[t[0]], u.classes.names[t[1]], u.classes.names[t[2]])
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
		u.words.count[u.words.id(words[0])] = n
	case fields[0] == "pair" && len(words) == 2:
		u.pairs[[2]int32{u.words.id(words[0]), u.words.id(words[1])}] = n
	case fields[0] == "class" && len(words) == 3:
		u.classes.count([3]classID{u.classes.id(words[0]), u.classes.id(words[1]), u.classes.id(words[2])}, n)
	default:
		return fmt.Errorf("%w: no %q of %d words", corpus.ErrFormat, fields[0], len(words))
	}
	return nil
}
