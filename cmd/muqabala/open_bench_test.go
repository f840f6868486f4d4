package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"muqabala/corpus"
	"muqabala/corpus/read"
	"muqabala/corpus/store"
	"muqabala/corpus/store/sqlite"
	"muqabala/web/workspace"
)

// longText is numbered paragraphs of the words.
func longText(paragraphs int, words []string, lang corpus.Lang) (*corpus.Document, error) {
	r := rand.New(rand.NewPCG(7, 11)) // the same in both languages
	var b strings.Builder
	for n := range paragraphs {
		fmt.Fprintf(&b, "%d. ", n+1)
		for range 2 + r.IntN(2) {
			year := 1900 + r.IntN(100)
			for i, w := range r.Perm(len(words))[:6+r.IntN(6)] {
				word := words[w]
				if i == 0 && lang == corpus.English {
					word = strings.ToUpper(word[:1]) + word[1:]
				}
				b.WriteString(word + " ")
			}
			fmt.Fprintf(&b, "%d. ", year)
		}
		b.WriteString("\n\n")
	}
	return read.Text(string(lang), lang, []byte(b.String()))
}

// BenchmarkOpen is a program that starts on a project whose text of 10,000 paragraphs was open before, until the page can be
// shown; first is the time that the text took the first time, checks and all.
func BenchmarkOpen(b *testing.B) {
	o, err := longText(10_000, strings.Fields("council meeting report committee government peace refugees rights human agreement border election budget water health children women"), corpus.English)
	if err != nil {
		b.Fatal(err)
	}
	d, err := longText(10_000, strings.Fields("المجلس الاجتماع التقرير اللجنة الحكومة السلام اللاجئين حقوق الإنسان الاتفاق الحدود الانتخابات الميزانية المياه الصحة الأطفال المرأة"), corpus.Arabic)
	if err != nil {
		b.Fatal(err)
	}
	ctx, path := context.Background(), filepath.Join(b.TempDir(), "long.muqabala")
	project := func(do func(*workspace.Library) error) {
		s, err := sqlite.Open(ctx, path, sqlite.Create)
		if err != nil {
			b.Fatal(err)
		}
		defer s.Close()
		if err := do(workspace.NewLibrary(s)); err != nil {
			b.Fatal(err)
		}
	}
	var id store.ID
	start := time.Now()
	project(func(l *workspace.Library) error {
		if id, err = l.Add(ctx, workspace.New{Title: "long", Original: o, Translation: d}); err != nil {
			return err
		}
		_, err := l.Bitext(ctx, id)
		return err
	})
	first := time.Since(start)
	for b.Loop() {
		project(func(l *workspace.Library) error {
			bitext, err := waitShown(l.Open(ctx, id))
			if err == nil && len(bitext.View().Rows) != 10_000 {
				err = fmt.Errorf("%d rows", len(bitext.View().Rows))
			}
			return err
		})
	}
	b.ReportMetric(first.Seconds(), "s-first")
}

// waitShown waits until the bitext can be shown.
func waitShown(o *workspace.Opening) (*workspace.Bitext, error) {
	for {
		state, changed := o.State()
		if state.Bitext != nil || state.Err != nil {
			return state.Bitext, state.Err
		}
		<-changed
	}
}
