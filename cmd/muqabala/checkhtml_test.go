package main

import "testing"

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
