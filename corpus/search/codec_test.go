package search

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

func drawRecord(t *rapid.T) Record {
	text := rapid.String()
	var r Record
	for _, s := range r.strings() {
		*s = text.Draw(t, "text")
	}
	r.Place = rapid.Int64().Draw(t, "place")
	r.Checks = rapid.SliceOfN(text, 0, 3).Draw(t, "checks")
	place := rapid.IntRange(0, 1<<20)
	r.Links = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Link { return Link{place.Draw(t, "o"), place.Draw(t, "t")} }), 0, 5).Draw(t, "links")
	if len(r.Checks) == 0 {
		r.Checks = nil
	}
	if len(r.Links) == 0 {
		r.Links = nil
	}
	return r
}

// TestBinary: what is written is read again, and nothing cut off is taken for a record.
func TestBinary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawRecord(t)
		data, err := r.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		var got Record
		if err := got.UnmarshalBinary(data); err != nil || !reflect.DeepEqual(got, r) {
			t.Fatalf("%v\n%+v\n%+v", err, got, r)
		}
		if got.Hash() != HashOf(data) {
			t.Fatal("the hash is another one")
		}
		cut := rapid.IntRange(0, len(data)-1).Draw(t, "cut")
		if err := got.UnmarshalBinary(data[:cut]); err == nil {
			t.Fatalf("%d of %d bytes are read as %+v", cut, len(data), got)
		}
	})
}

func FuzzUnmarshalBinary(f *testing.F) {
	data, _ := (&Record{ID: "a", Translation: "تعاون", Checks: []string{"ocr-word"}, Links: []Link{{1, 2}}}).MarshalBinary()
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		var r Record
		if err := r.UnmarshalBinary(data); err != nil {
			return
		}
		var again Record
		written, _ := r.MarshalBinary()
		if err := again.UnmarshalBinary(written); err != nil || !reflect.DeepEqual(again, r) {
			t.Errorf("%v: %+v is read again as %+v", err, r, again)
		}
	})
}
