package corpus

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func apply(t *testing.T, b *Bitext, author string, ops ...Op) int {
	t.Helper()
	if err := b.Apply(Edit{Author: author, Time: time.Unix(int64(b.Version()), 0).UTC(), Ops: ops}); err != nil {
		t.Fatal(err)
	}
	return b.Version()
}

func move(block, before BlockID) Move {
	return Move{TranslationSide, Place{Block: block}, Place{Block: before}}
}

func TestRevertOldEdits(t *testing.T) {
	text := func(block BlockID, s string) Op { return ReplaceText(TranslationSide, block, Span{0, 6}, s) }
	for name, c := range map[string]struct {
		old, later []Op
		conflict   bool
	}{
		"a move, another moved":          {[]Op{move(3, 1)}, []Op{move(5, 4)}, false},
		"a move, moved again":            {[]Op{move(3, 1)}, []Op{move(3, 5)}, true},
		"a move, its old place is gone":  {[]Op{move(3, 1)}, []Op{move(4, 2)}, true}, // block 4 stood behind block 3
		"a move, joined to another":      {[]Op{move(3, 1)}, []Op{Join{TranslationSide, Place{Block: 1}, Place{Block: 3}}}, true},
		"text, another block's":          {[]Op{text(1, "x")}, []Op{text(2, "y")}, false},
		"text, the same words":           {[]Op{text(1, "x")}, []Op{text(1, "y")}, true},
		"text, other words of the block": {[]Op{text(1, "x")}, []Op{ReplaceText(TranslationSide, 1, Span{9, 11}, "y")}, false},
		"text, moved since":              {[]Op{text(1, "x")}, []Op{move(1, 3)}, false},
		"a verdict, another since":       {[]Op{Judge{"k", Confirmed}}, []Op{Judge{"k", Rejected}}, true},
		"a verdict, another's":           {[]Op{Judge{"k", Confirmed}}, []Op{Judge{"l", Rejected}}, false},
		"a comment, another since":       {[]Op{Comment{"k", 0, "x"}}, []Op{Comment{"k", 1, "y"}}, false},
		"a kind, another since":          {[]Op{SetKind{TranslationSide, Place{Block: 1}, Title}}, []Op{SetKind{TranslationSide, Place{Block: 1}, Heading}}, true},
		"a join, a part moved":           {[]Op{Join{TranslationSide, Place{Block: 1}, Place{Block: 3}}}, []Op{move(1, 5)}, false},
		"a split, the part moved":        {[]Op{Split{TranslationSide, Place{Block: 1}, Place{1, 9}, Place{Block: 2}}}, []Op{Move{TranslationSide, Place{1, 9}, Place{}}}, true},
		"dropped, its text changed":      {[]Op{Drop{TranslationSide, Place{Block: 4}, Place{Block: 2}}}, []Op{text(4, "x")}, false},
	} {
		b := bitext()
		old := apply(t, b, "old", c.old...)
		later := apply(t, b, "leila", c.later...)
		before := snapshot(b)
		err := b.Revert(old, "me", time.Time{})
		var why *RevertError
		switch {
		case !c.conflict && err != nil:
			t.Errorf("%s: %v", name, err)
		case c.conflict && (!errors.Is(err, ErrConflict) || !errors.As(err, &why) || len(why.InTheWay) != 1 || why.InTheWay[0].ID != later):
			t.Errorf("%s: error %v", name, err)
		case c.conflict && (snapshot(b) != before || !strings.Contains(err.Error(), "2 by leila")):
			t.Errorf("%s: refused with %v; changed: %v", name, err, snapshot(b) != before)
		case c.conflict: // what the error advises works
			if err := errors.Join(b.Revert(later, "me", time.Time{}), b.Revert(old, "me", time.Time{})); err != nil || snapshot(b) != snapshot(bitext()) {
				t.Errorf("%s: with the later edit out of the way: %v", name, err)
			}
		}
	}
}

func TestRevertTwice(t *testing.T) {
	b := bitext()
	id := apply(t, b, "a", Judge{"k", Confirmed})
	for _, want := range []bool{true, false} {
		if err := b.Revert(id, "a", time.Time{}); (err == nil) != want {
			t.Errorf("reverting: %v", err)
		}
	}
	for _, id := range []int{0, -1, 99} {
		if err := b.Revert(id, "a", time.Time{}); !errors.Is(err, ErrConflict) {
			t.Errorf("reverting edit %d: %v", id, err)
		}
	}
	if err := b.Apply(Edit{Undoes: 7}); !errors.Is(err, ErrConflict) {
		t.Errorf("an edit that undoes one to come: %v", err)
	}
}

// by reports whether an edit is one of an author.
func by(author string) func(Edit) bool { return func(e Edit) bool { return e.Author == author } }

func TestUndoOwn(t *testing.T) {
	b := bitext()
	apply(t, b, "leila", Judge{"a", Confirmed})
	apply(t, b, "omar", Judge{"b", Confirmed})
	if ok, err := b.UndoOwn("leila", time.Time{}, by("leila")); !ok || err != nil || b.Verdict("a") != "" || b.Verdict("b") == "" {
		t.Errorf("%v, %v, a %q, b %q", ok, err, b.Verdict("a"), b.Verdict("b"))
	}
	if ok, err := b.UndoOwn("nobody", time.Time{}, by("nobody")); ok || err != nil {
		t.Errorf("undid somebody else's: %v, %v", ok, err)
	}
	if ok, err := b.RedoOwn("omar", time.Time{}, by("omar")); ok || err != nil {
		t.Errorf("redid somebody else's: %v, %v", ok, err)
	}
	if ok, err := b.RedoOwn("leila", time.Time{}, by("leila")); !ok || err != nil || b.Verdict("a") == "" {
		t.Errorf("%v, %v, a %q", ok, err, b.Verdict("a"))
	}
}

func TestRemarksAndJudgement(t *testing.T) {
	b := bitext()
	apply(t, b, "leila", b.CommentOn("k", "first"))
	apply(t, b, "omar", b.CommentOn("k", "second"), Judge{"k", Confirmed})
	apply(t, b, "leila", Uncomment{"k", 0, "first"})
	apply(t, b, "leila", b.CommentOn("k", "third"))
	b.Undo("sara", time.Time{})
	b.Redo("sara", time.Time{})
	var got []string
	for _, r := range b.Remarks("k") {
		got = append(got, fmt.Sprint(r.Index, r.Text, r.By.Author))
	}
	if want := []string{"1secondomar", "2thirdleila"}; !slices.Equal(got, want) || !slices.Equal(b.Comments("k"), []string{"second", "third"}) {
		t.Errorf("remarks %q, comments %q", got, b.Comments("k"))
	}
	if e, ok := b.Judgement("k"); !ok || e.Author != "omar" {
		t.Errorf("confirmed by %q, %v", e.Author, ok)
	}
	if _, ok := b.Judgement("other"); ok {
		t.Error("a verdict that nobody made")
	}
}

func TestHistoryOfARow(t *testing.T) {
	b := bitext()
	pair := LinkedPair{[]Ref{{1, Span{0, 3}}}, []Ref{{2, Span{0, 10}}}}
	apply(t, b, "a", move(2, 1))
	apply(t, b, "a", move(5, 4))
	apply(t, b, "a", ReplaceText(OriginalSide, 1, Span{0, 3}, "One"), Judge{pair.Key(), Confirmed})
	apply(t, b, "a", Judge{"elsewhere", Confirmed})
	b.Revert(1, "a", time.Time{})
	var got []int
	for _, e := range b.History(pair) {
		got = append(got, e.ID)
	}
	if !slices.Equal(got, []int{1, 3, 5}) {
		t.Errorf("edits %v", got)
	}
	if b.InForce(1) || !b.InForce(3) || !b.InForce(5) || b.InForce(9) {
		t.Error("what is in force")
	}
}

// TestAnyHistory: whatever is edited, undone, redone and reverted, in any order: what was refused changed nothing, a replay
// and a rewinding give every state again, a revert is itself reverted exactly, and no text edit touches a link.
func TestAnyHistory(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, states := bitext(), []string{snapshot(bitext())}
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			version, links, err := b.Version(), maps.Clone(b.state.links), error(nil)
			var op Op
			switch rapid.IntRange(0, 5).Draw(t, "step") {
			case 0:
				_, err = b.Undo("a", time.Time{})
			case 1:
				_, err = b.Redo("a", time.Time{})
			case 2:
				id := rapid.IntRange(1, version+1).Draw(t, "id")
				if err = b.Revert(id, "b", time.Time{}); err == nil {
					if err := b.Revert(version+1, "b", time.Time{}); err != nil || snapshot(b) != states[version] {
						t.Fatalf("the revert of %d is not reverted exactly: %v", id, err)
					}
					b.Rewind(version + 1)
				}
			default:
				op = randomOp(t, b)
				err = b.Apply(Edit{Author: "a", Ops: []Op{op}})
			}
			if err != nil && (!errors.Is(err, ErrConflict) || snapshot(b) != states[version] || b.Version() != version) {
				t.Fatalf("refused with %v; changed: %v", err, snapshot(b) != states[version])
			}
			if _, text := op.(Replace); text && fmt.Sprint(links) != fmt.Sprint(b.state.links) {
				t.Fatalf("%+v changed links", op)
			}
			if b.Version() > version {
				states = append(states, snapshot(b))
			}
		}
		data, err := json.Marshal(b.Log())
		if err != nil {
			t.Fatal(err)
		}
		var log []Edit
		if err := json.Unmarshal(data, &log); err != nil {
			t.Fatal(err)
		}
		again, err := Replay(b.Original, b.Translation, log) // by way of the file
		if err != nil || snapshot(again) != snapshot(b) || !slices.Equal(again.history.done, b.history.done) || !slices.Equal(again.history.taken, b.history.taken) {
			t.Fatalf("replay differs: %v", err)
		}
		for v := len(states) - 1; v >= 0; v-- {
			b.Rewind(v)
			if snapshot(b) != states[v] || b.Version() != v {
				t.Fatalf("rewound to %d it is another", v)
			}
		}
	})
}
