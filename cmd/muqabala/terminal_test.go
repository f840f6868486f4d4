package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"muqabala/corpus/diff"
)

func TestWorking(t *testing.T) {
	for spent, want := range map[time.Duration]string{
		500 * time.Millisecond:  "",
		1100 * time.Millisecond: "\r\x1b[Kreading … 1 s\r\x1b[K",
	} {
		synctest.Test(t, func(t *testing.T) {
			var b bytes.Buffer
			done := output{progress: &b}.working("reading")
			time.Sleep(spent)
			done()
			done()
			if b.String() != want {
				t.Errorf("after %v: %q, want %q", spent, b.String(), want)
			}
		})
	}
}

func TestStatus(t *testing.T) {
	for _, c := range []struct {
		err    error
		status int
		says   string
	}{
		{nil, exitClean, ""},
		{errFound, exitFound, ""},
		{fmt.Errorf("aligning: %w", context.Canceled), exitFailed, "muqabala: stopped; nothing was written\n"},
		{errors.New("x.md: no"), exitFailed, "muqabala: x.md: no\n"},
	} {
		var b bytes.Buffer
		if got := status(&b, c.err); got != c.status || b.String() != c.says {
			t.Errorf("%v: %d %q", c.err, got, b.String())
		}
	}
}

func TestWordDiff(t *testing.T) {
	diffs := wordDiff("عقدت اللجنة  اجتماعا رسميا", "عقدت اللجنة\nاجتماعا رسمبا هنا")
	want := []diff.Change{{Kind: diff.Same, Text: "عقدت اللجنة اجتماعا"}, {Kind: diff.Deleted, Text: "رسميا"}, {Kind: diff.Added, Text: "رسمبا هنا"}}
	if fmt.Sprint(diffs) != fmt.Sprint(want) {
		t.Errorf("%v, want %v", diffs, want)
	}
}
