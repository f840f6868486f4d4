package embedded

import (
	"path/filepath"
	"slices"
	"testing"

	"muqabala/corpus/search"
)

// TestBegunFollowsUpdates: what begins so is asked again after the index has changed.
func TestBegunFollowsUpdates(t *testing.T) {
	x, _, err := Open(filepath.Join(t.TempDir(), "index"))
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	for version, text := range []string{"مياه", "مياهنا مياه"} {
		b := search.Bitext{ID: "water", Version: int64(version), Records: []search.Record{{ID: "1", Document: "water", Translation: text}}}
		if err := x.Update(t.Context(), b); err != nil {
			t.Fatal(err)
		}
		for range 2 { // found, then remembered
			got, err := x.Begin(t.Context(), search.TranslationFolded, "مي", 10)
			if want := version + 1; err != nil || len(got) != want || !slices.Contains(got, "مياه") {
				t.Errorf("version %d: %q, %v, want %d words", version, got, err, want)
			}
		}
	}
}
