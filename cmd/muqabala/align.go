package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"muqabala/align"
	"muqabala/align/layout"
	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// alignCommand aligns an original and its translation.
type alignCommand struct {
	Unit   string `help:"What is aligned: paragraph, the blocks between blank lines; sentence, the sentences of the repaired paragraphs; line, one segment a line." enum:"paragraph,sentence,line" default:"paragraph"`
	Words  bool   `help:"Link the words too. In tsv, a fifth column has the links, in the Pharaoh format i-j: 0-based words of the bead's two texts, as white space parts them."`
	Format string `help:"What is written: ${enum}." enum:"text,jsonl,tsv" default:"text"`
	knowledgeFlags
	Threads     int    `help:"How many processors may work at once; 0: all." default:"0"`
	Original    string `arg:"" name:"en" help:"The English original."`
	Translation string `arg:"" name:"ar" help:"The Arabic translation: ${formats}."`
}

// Help is shown below the flags.
func (alignCommand) Help() string {
	return `A bead links what belongs together: one paragraph with one, one with the two halves that a column tore it into, or none
where something is missing. Beads may cross where the order differs.

Formats:

  text   every bead with the beginnings of its texts, then how many there are of each type
  jsonl  a JSON object a bead, texts included; units count from 0
  tsv    English units TAB Arabic units TAB confidence, from 0 and parted by commas; where it applies TAB moved or repeats

Sentences are numbered as they come in the output: those of the English in its order, and the Arabic ones along with them.

Examples:

  muqabala align report.en.md report.ar.md
  muqabala align --unit sentence report.en.md report.ar.md
  muqabala align --unit line --format tsv en.txt ar.txt > beads.tsv
  muqabala align --unit line --words --format tsv en.txt ar.txt`
}

// alignment is what was aligned.
type alignment struct {
	original, translation []string
	beads                 []corpus.Bead
	aligner               *align.Aligner // nil where no words are to be linked
	lines                 bool           // the units are lines, of which a repeat has no counterpart of its own
}

// Run writes the beads.
func (c *alignCommand) Run(ctx context.Context, out output) error {
	var a *alignment
	var err error
	switch c.Unit {
	case "line":
		a, err = lineFiles{c.Original, c.Translation}.align(ctx, out, &c.knowledgeFlags, c.Threads)
	case "sentence":
		a, err = c.sentences(ctx, out)
	default:
		a, err = c.blocks(ctx, out)
	}
	if err != nil {
		return err
	}
	if !c.Words {
		a.aligner = nil
	}
	w := bufio.NewWriter(out)
	switch c.Format {
	case "tsv":
		for _, b := range a.beads {
			a.writeRow(w, b)
		}
	case "jsonl":
		err = a.writeJSON(w)
	default:
		a.show(w, out)
	}
	return errors.Join(err, w.Flush())
}

// blocks aligns the blocks of two documents.
func (c *alignCommand) blocks(ctx context.Context, out output) (*alignment, error) {
	p, err := readPair(ctx, c.Original, c.Translation)
	if err != nil {
		return nil, err
	}
	defer out.working("aligning")()
	l, err := layout.Analyse(ctx, p.original, p.translation)
	if err != nil {
		return nil, err
	}
	a := &alignment{blockTexts(p.original), blockTexts(p.translation), l.Beads(len(p.original.Blocks)), nil, false}
	if c.Words {
		var options align.Options
		if options, err = c.options(ctx); err != nil {
			return nil, err
		}
		options.Threads = c.Threads
		a.aligner, err = align.Learn(ctx, a.parts(), options)
	}
	return a, err
}

func blockTexts(d *corpus.Document) []string {
	out := make([]string, len(d.Blocks))
	for i, b := range d.Blocks {
		out[i] = d.Text(b.ID)
	}
	return out
}

// parts are the sentences of each bead.
func (a *alignment) parts() []align.Part {
	out := make([]align.Part, 0, len(a.beads))
	for _, b := range a.beads {
		out = append(out, align.Part{Original: sentences(pick(a.original, b.Original), corpus.English),
			Translation: sentences(pick(a.translation, b.Translation), corpus.Arabic)})
	}
	return out
}

func sentences(texts []string, lang corpus.Lang) []string {
	var out []string
	for _, text := range texts {
		for _, s := range arabic.Sentences(text, lang) {
			out = append(out, s.In(text))
		}
	}
	return out
}

func pick(texts []string, indexes []int) []string {
	out := make([]string, len(indexes))
	for k, i := range indexes {
		out[k] = texts[i]
	}
	return out
}

// writeRow is a bead for machines.
func (a *alignment) writeRow(w *bufio.Writer, b corpus.Bead) {
	original, note := indexes(b.Original), ""
	switch {
	case b.Repeat && a.lines:
		original, note = "", "repeats "+original
	case b.Repeat:
		note = "repeats"
	case b.Moved:
		note = "moved"
	}
	fmt.Fprintf(w, "%s\t%s\t%.3f", original, indexes(b.Translation), b.Confidence)
	if a.aligner != nil {
		fmt.Fprintf(w, "\t%s\t%s", note, a.pharaoh(b))
	} else if note != "" {
		fmt.Fprintf(w, "\t%s", note)
	}
	w.WriteByte('\n')
}

// writeJSON writes a bead a line, with its texts.
func (a *alignment) writeJSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, b := range a.beads {
		line := struct {
			corpus.Bead
			Type             string   `json:"type"`
			OriginalTexts    []string `json:"originalTexts"`
			TranslationTexts []string `json:"translationTexts"`
			Words            string   `json:"words,omitempty"`
		}{b, b.Type(), pick(a.original, b.Original), pick(a.translation, b.Translation), ""}
		if a.aligner != nil {
			line.Words = a.pharaoh(b)
		}
		if err := enc.Encode(line); err != nil {
			return err
		}
	}
	return nil
}

// pharaoh is the links of a bead's words as "i-j i-j", by the words that white space parts.
func (a *alignment) pharaoh(b corpus.Bead) string {
	original, translation := strings.Join(pick(a.original, b.Original), " "), strings.Join(pick(a.translation, b.Translation), " ")
	var out []string
	for _, l := range a.aligner.Words(original, translation) {
		link := fmt.Sprintf("%d-%d", wordAt(original, l.Original.Start), wordAt(translation, l.Translation.Start))
		if len(out) == 0 || out[len(out)-1] != link {
			out = append(out, link)
		}
	}
	return strings.Join(out, " ")
}

// wordAt is the 0-based number of the word, as white space parts them, that byte at belongs to.
func wordAt(text string, at int) int {
	before := len(strings.Fields(text[:at]))
	if r, _ := utf8.DecodeLastRuneInString(text[:at]); before > 0 && !unicode.IsSpace(r) {
		return before - 1
	}
	return before
}

func indexes(ns []int) string {
	out := make([]string, len(ns))
	for i, n := range ns {
		out[i] = strconv.Itoa(n)
	}
	return strings.Join(out, ",")
}
