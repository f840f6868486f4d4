package embedded

import (
	"errors"
	"io/fs"
	"testing"

	"muqabala/corpus/search"
	"muqabala/corpus/search/searchtest"
)

// TestOtherDocuments measures the search on documents that the query set knows nothing of: words, forms, phrases, typing errors,
// split words and numbers taken from them by chance.
func TestOtherDocuments(t *testing.T) {
	for _, name := range []string{"beads_un", "beads_hard", "beads_ocr5"} {
		t.Run(name, func(t *testing.T) {
			b, err := searchtest.Pairs("../../../../shared/eval/sets/" + name)
			if errors.Is(err, fs.ErrNotExist) {
				t.Skip("no ../shared beside the repository: nothing to measure")
			}
			if err != nil {
				t.Fatal(err)
			}
			x := empty(t)
			if err := x.Update(t.Context(), b); err != nil {
				t.Fatal(err)
			}
			find := func(text string) ([]search.Hit, error) {
				q, err := search.Parse(text)
				if err != nil {
					return nil, err
				}
				q.Limit = 500 // a form of a word may have hundreds of others
				r, err := x.Search(t.Context(), q)
				return r.Hits, err
			}
			wrong := func(q searchtest.Asked, h search.Hit) {
				t.Errorf("%s: marks of %s: %v %v", q.Query, h.ID, h.OriginalMarks, h.TranslationMarks)
			}
			figures, err := searchtest.Measure(find, searchtest.Ask(b.Records, 150, 7), wrong)
			if err != nil {
				t.Fatal(err)
			}
			// A form by chance may be none that anybody writes, such as وكالوتقييمها, and is then not taken for one.
			for kind, least := range map[string]float64{"word": .98, "form": .97, "phrase": .98, "typo": .9, "split": .98, "number": .98} {
				f := figures[kind]
				recall, queries := float64(f.Found)/float64(f.Wanted), float64(f.Queries)
				first, right := float64(f.First)/queries, float64(f.Right)/queries
				t.Logf("%-6s %d queries, %d wanted: recall %.3f, first hit wanted %.3f, right %.3f", kind, f.Queries, f.Wanted, recall, first, right)
				if recall < least || right < .95 {
					t.Errorf("%s: recall %.3f, first hit right %.3f: less than %v or .95", kind, recall, right, least)
				}
			}
		})
	}
}
