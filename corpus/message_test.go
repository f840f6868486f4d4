package corpus_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"muqabala/corpus"
)

func ExampleSay() {
	m := corpus.Say("the original has “%s”, which “%s” stands for", "closely", "كثب")
	fmt.Println(m)
	fmt.Println(m.Args[1])
	// Output:
	// the original has “closely”, which “كثب” stands for
	// كثب
}

// A message that was kept says the same when it is read again.
func TestMessageIsKept(t *testing.T) {
	for _, m := range []corpus.Message{{}, corpus.Say("the word stands twice"), corpus.Say("%s words, 100 %% of “%s”", 3, "%s")} {
		data, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		var again corpus.Message
		if err := json.Unmarshal(data, &again); err != nil || !again.Equal(m) || again.String() != m.String() {
			t.Errorf("%s became %q (%v), was %q", data, again, err, m)
		}
	}
	if a, b := corpus.Say("%s here", "x"), corpus.Say("%s here", "y"); a.Equal(b) || a.String() != "x here" {
		t.Errorf("%q and %q", a, b)
	}
}
