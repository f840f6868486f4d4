package align

import (
	"bytes"
	"context"
	"reflect"
	"testing"
)

func TestAlignerIsReadBack(t *testing.T) {
	parts := []Part{
		{[]string{"The Council met in Vienna.", "It adopted a plan in 1999."}, []string{"اجتمع المجلس في فيينا.", "واعتمد خطة في عام ١٩٩٩."}},
		{[]string{"The plan has three parts.", "All are new."}, []string{"وللخطة ثلاثة أجزاء.", "وكلها جديدة."}},
	}
	a, err := Learn(context.Background(), parts, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := a.Encode(&b); err != nil {
		t.Fatal(err)
	}
	whole := bytes.Clone(b.Bytes())
	again, err := DecodeAligner(&b)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range append(parts, Part{[]string{"A Council of three.", "Vienna in 1999."}, []string{"مجلس من ثلاثة.", "فيينا في ١٩٩٩."}}) {
		if got, want := again.Align(p.Original, p.Translation), a.Align(p.Original, p.Translation); !reflect.DeepEqual(got, want) {
			t.Errorf("beads %v, want %v", got, want)
		}
		if got, want := again.Words(p.Original[0], p.Translation[0]), a.Words(p.Original[0], p.Translation[0]); !reflect.DeepEqual(got, want) {
			t.Errorf("words %v, want %v", got, want)
		}
	}
	for _, n := range []int{0, 10, len(whole) / 2, len(whole) - 1} {
		if _, err := DecodeAligner(bytes.NewReader(whole[:n])); err == nil {
			t.Errorf("the first %d of %d bytes were read as an aligner", n, len(whole))
		}
	}
}
