package views

import (
	"context"
	"go/scanner"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"muqabala/corpus"
)

// sentence is a literal that a check says to people: English words that begin small, as Go's errors do.
var sentence = regexp.MustCompile(`^(?:“%s” |“to” |“by” |%d |%\.1f )?[a-z’',:;()\- ]+ .*$`)

// TestChecksSpeakArabic: every sentence that a check can say is among the messages, so that an Arabic interface says it in Arabic. The
// sentences are the literals in the sources of the checks.
func TestChecksSpeakArabic(t *testing.T) {
	tr, err := LoadTranslations()
	if err != nil {
		t.Fatal(err)
	}
	ar := tr.In(context.Background(), corpus.Arabic)
	sources, err := filepath.Glob("../align/check/*.go")
	if err != nil || len(sources) == 0 {
		t.Fatal("no checks: ", err)
	}
	n := 0
	for _, path := range sources {
		if strings.HasSuffix(path, "_test.go") || slices.Contains([]string{"config.go", "grammar.go", "model.go"}, filepath.Base(path)) { // errors, and lists of words
			continue
		}
		for _, text := range literals(t, path) {
			if !sentence.MatchString(text) || strings.Contains(text, "%w") || len(strings.Fields(text)) < 2 {
				continue
			}
			n++
			m := corpus.Message{Format: text, Args: slices.Repeat([]string{"x"}, strings.Count(text, "%s"))}
			if _, english := Said(ar, m); english {
				t.Errorf("%s: %q is not among the messages", filepath.Base(path), text)
			}
		}
	}
	if n < 40 {
		t.Errorf("only %d sentences were read", n)
	}
}

// literals are the strings of a Go file.
func literals(t *testing.T, path string) (out []string) {
	t.Helper()
	source, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var s scanner.Scanner
	s.Init(token.NewFileSet().AddFile(path, -1, len(source)), source, nil, 0)
	for {
		_, tok, text := s.Scan()
		if tok == token.EOF {
			return out
		}
		if tok == token.STRING {
			if text, err := strconv.Unquote(text); err == nil {
				out = append(out, text)
			}
		}
	}
}
