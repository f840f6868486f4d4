package sqlite

import (
	"fmt"
	"path/filepath"
	"testing"

	"muqabala/corpus"
	"muqabala/corpus/store"
	"muqabala/corpus/store/storetest"
)

// large is a project with a bitext of 10,000 paragraphs and as many edits.
func large(b *testing.B) *Store {
	b.Helper()
	const n = 10_000
	texts := make([]string, n)
	for i := range texts {
		texts[i] = fmt.Sprintf("الفقرة رقم %d من هذا التقرير الطويل، وفيها كلمات كثيرة تكفي لسطر كامل من النص.", i)
	}
	entry := storetest.New("Large")
	entry.Original, entry.Translation, entry.Edits = storetest.Document("en", corpus.English, texts...), storetest.Document("ar", corpus.Arabic, texts...), nil
	for i := range n {
		entry.Edits = append(entry.Edits, corpus.Edit{Author: "leila", Ops: []corpus.Op{
			corpus.ReplaceText(corpus.TranslationSide, corpus.BlockID(i*7919%n+1), corpus.Span{Start: 0, End: 12}, fmt.Sprint(i))}})
	}
	s := create(b, filepath.Join(b.TempDir(), "project"))
	b.Cleanup(func() { s.Close() })
	if _, err := s.Add(b.Context(), entry); err != nil {
		b.Fatal(err)
	}
	return s
}

// BenchmarkEdit is an action of a person, applied, durable, and read again.
func BenchmarkEdit(b *testing.B) {
	session, err := store.Open(b.Context(), large(b), 1)
	if err != nil {
		b.Fatal(err)
	}
	for i := 0; b.Loop(); i++ {
		err := session.Edit(b.Context(), func(t *corpus.Bitext) error {
			err := t.Apply(judge(fmt.Sprint(i)))
			t.Reading(corpus.TranslationSide)
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLoad opens the bitext: documents and log read, every edit done again.
func BenchmarkLoad(b *testing.B) {
	s := large(b)
	for b.Loop() {
		if _, err := s.Load(b.Context(), 1); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkVerify looks at the whole project.
func BenchmarkVerify(b *testing.B) {
	s := large(b)
	for b.Loop() {
		if r, err := s.Verify(b.Context()); err != nil || len(r.Problems) > 0 {
			b.Fatal(r, err)
		}
	}
}
