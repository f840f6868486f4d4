package main

import (
	"testing"

	"muqabala/corpus"
)

func TestConfusionsAreCounted(t *testing.T) {
	var found []corpus.Finding
	for _, c := range []string{"ب→و", "ب→و", "ب→و", "ب→و", "ث→ن", "ث→ن", "", "", "", "∅→ة", "∅→ة", "∅→ة"} {
		found = append(found, corpus.Finding{Confusion: c})
	}
	if got, want := confusions(found), "ب\u200e→\u200eو\u200e 4×, ∅\u200e→\u200eة\u200e 3×"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestTextsAreCutBetweenWords(t *testing.T) {
	const text = "واحد اثنان ثلاثة أربعة"
	for _, c := range []struct{ got, want string }{
		{firstRunes(text, 12), "واحد اثنان …"},
		{firstRunes(text, 100), text},
		{lastRunes(text, 12), "… ثلاثة أربعة"},
		{lastRunes(text, 8), "… أربعة"},
		{firstRunes("abcdefgh", 4), "abcd …"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}
