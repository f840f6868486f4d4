package corpus

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestOpsInJSON(t *testing.T) {
	ops := Ops{Move{TranslationSide, Place{Block: 3}, Place{Block: 1}}, ReplaceText(TranslationSide, 5, Span{0, 6}, "سبعة <b>"), Judge{"k", Confirmed}}
	data, err := json.Marshal(Edit{ID: 7, Author: "ليلى", Ops: ops})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`{"op":"move","side":"translation","at":{"block":3},"before":{"block":1}}`,
		`{"op":"judge","key":"k","verdict":"confirmed"}`,
	} {
		if !strings.Contains(string(data), want) {
			t.Errorf("%s has no %s", data, want)
		}
	}
	var back Edit
	if err := json.Unmarshal(data, &back); err != nil || !reflect.DeepEqual(back.Ops, ops) {
		t.Errorf("%+v, %v", back, err)
	}
}

func TestEveryOpHasAName(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := Edit{ID: 1, Author: "a", Time: time.Unix(0, rapid.Int64().Draw(t, "time")).UTC(), Undoes: rapid.IntRange(0, 3).Draw(t, "undoes")}
		for range rapid.IntRange(0, 5).Draw(t, "operations") {
			e.Ops = append(e.Ops, randomOp(t, bitext()))
		}
		data, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		var back Edit
		if err := json.Unmarshal(data, &back); err != nil {
			t.Fatalf("%s: %v", data, err)
		}
		if len(e.Ops) == 0 {
			back.Ops = nil
		}
		if !reflect.DeepEqual(e, back) {
			t.Fatalf("%s: %#v became %#v", data, e, back)
		}
	})
}

func TestForeignOpsAreRefused(t *testing.T) {
	for in, want := range map[string]string{
		`[{"op":"teleport"}]`: `operation 1: no operation "teleport" is known`,
		`[{"op":"judge","key":"k","verdict":""},{"op":"move","side":"translation","where":1}]`: "operation 2",
		`[{"side":"translation"}]`:       `no "op"`,
		`[{"op":7}]`:                     `no "op"`,
		`[null]`:                         `no "op"`,
		`[7]`:                            "operation 1: an operation is an object",
		`{"op":"judge"}`:                 "operations",
		`[{"op":"move","at":"nowhere"}]`: `"move"`,
	} {
		ops := Ops{Judge{"kept", Confirmed}}
		err := json.Unmarshal([]byte(in), &ops)
		if !errors.Is(err, ErrFormat) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want one of format with %q", in, err, want)
		}
		if len(ops) != 1 {
			t.Errorf("%s: refused, yet it was read", in)
		}
	}
	var ops Ops
	if err := json.Unmarshal([]byte(`[{"verdict":"confirmed" , "op" : "judge", "key":"k"}]`), &ops); err != nil || ops[0] != Op(Judge{"k", Confirmed}) {
		t.Errorf("in another order: %+v, %v", ops, err)
	}
	if _, err := json.Marshal(Ops{unknownOp{}}); !errors.Is(err, ErrFormat) {
		t.Errorf("an operation without a name was written: %v", err)
	}
}

type unknownOp struct{}

func (unknownOp) apply(*state) (Op, error) { return unknownOp{}, nil }

func (unknownOp) about() []subject { return nil }

// FuzzOps: what can be read is written as something that reads the same.
func FuzzOps(f *testing.F) {
	f.Add([]byte(`[{"op":"move","side":"translation","at":{"block":3},"before":{"block":1}},{"op":"judge","key":"ك","verdict":"confirmed"}]`))
	f.Add([]byte(`[{"op":"replace","side":"original","block":1,"span":{"start":0,"end":3},"with":[{"span":{"start":0,"end":1},"text":"x"}]}]`))
	f.Add([]byte(`[{"op":"link","pair":{"original":[{"block":1,"span":{"start":0,"end":3}}],"translation":null}},{"op":"comment","key":"k","index":-1,"text":"\ud800"}]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var ops, back Ops
		if err := json.Unmarshal(data, &ops); err != nil {
			return
		}
		out, err := json.Marshal(ops)
		if err != nil {
			t.Fatalf("%q was read and cannot be written: %v", data, err)
		}
		if err := json.Unmarshal(out, &back); err != nil {
			t.Fatalf("%s was written and cannot be read: %v", out, err)
		}
		if again, err := json.Marshal(back); err != nil || string(again) != string(out) {
			t.Fatalf("%s became %s (%v)", out, again, err)
		}
	})
}
