package corpus

import (
	"testing"
	"time"
)

// Edits that move the same paragraphs, all undone and all redone, one after the other.
func TestRedoOfMovesInTurn(t *testing.T) {
	b := bitext()
	move := func(at, before BlockID) {
		t.Helper()
		if err := b.Apply(Edit{Ops: []Op{Move{TranslationSide, Place{Block: at}, Place{Block: before}}}}); err != nil {
			t.Fatal(err)
		}
	}
	move(3, 1)
	move(3, 5)
	move(1, 3)
	want := snapshot(b)
	for range 3 {
		if ok, err := b.Undo("", time.Time{}); !ok || err != nil {
			t.Fatal(ok, err)
		}
	}
	for range 3 {
		if ok, err := b.Redo("", time.Time{}); !ok || err != nil {
			t.Fatal(ok, err)
		}
	}
	if snapshot(b) != want {
		t.Error("redo of everything gives another state")
	}
}
