package web

import (
	"fmt"
	"testing"

	"muqabala/corpus"
)

func TestMarksOutsideOthers(t *testing.T) {
	at := func(start, end int) mark { return mark{span: corpus.Span{Start: start, End: end}} }
	for _, c := range []struct {
		marks, others []mark
		want          string
	}{
		{[]mark{at(0, 10)}, []mark{at(3, 5)}, "[0-3 5-10]"},
		{[]mark{at(0, 10)}, []mark{at(0, 5), at(7, 12)}, "[5-7]"},
		{[]mark{at(2, 4), at(6, 8)}, []mark{at(0, 9)}, "[]"},
		{[]mark{at(2, 4)}, []mark{at(4, 9)}, "[2-4]"},
		{[]mark{at(2, 4)}, nil, "[2-4]"},
	} {
		spans := []corpus.Span{}
		for _, m := range outside(c.marks, c.others) {
			spans = append(spans, m.span)
		}
		if got := fmt.Sprint(spans); got != c.want {
			t.Errorf("%v outside %v is %s, want %s", c.marks, c.others, got, c.want)
		}
	}
}
