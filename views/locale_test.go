package views

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"muqabala/corpus"
)

func file(t *testing.T, lang string) map[string]any {
	t.Helper()
	data, err := os.ReadFile("messages/" + lang + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var out map[string]any
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestBothLanguagesHaveTheSameMessages(t *testing.T) {
	en, ar := file(t, "en"), file(t, "ar")
	value := regexp.MustCompile(`\{\{\.\w+\}\}`)
	for id, e := range en {
		a, ok := ar[id]
		if !ok {
			t.Errorf("%s is not in Arabic", id)
			continue
		}
		if es, ok := e.(string); ok {
			as, _ := a.(string)
			for _, v := range value.FindAllString(es, -1) {
				if !strings.Contains(as, v) {
					t.Errorf("%s: the Arabic lacks %s", id, v)
				}
			}
		} else if forms, _ := a.(map[string]any); len(forms) != 6 {
			t.Errorf("%s has %d of the 6 Arabic plural forms", id, len(forms))
		}
	}
	for id := range ar {
		if _, ok := en[id]; !ok {
			t.Errorf("%s is not in English", id)
		}
	}
}

// Every message that a template or handler names by a constant is there.
func TestMessagesUsedExist(t *testing.T) {
	en := file(t, "en")
	used := regexp.MustCompile(`\b[TN]\((?:ctx|c|m\.ctx), "([^"]+)"[,)]`)
	var files []string
	for _, pattern := range []string{"*.templ", "*.go", "../web/*.go"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range used.FindAllStringSubmatch(string(data), -1) {
			if _, ok := en[m[1]]; !ok {
				t.Errorf("%s names message %q, which is not there", f, m[1])
			}
		}
	}
}

func TestPluralsAndDigits(t *testing.T) {
	tr, err := LoadTranslations()
	if err != nil {
		t.Fatal(err)
	}
	ar, en := tr.In(context.Background(), corpus.Arabic), tr.In(context.Background(), corpus.English)
	for _, c := range []struct {
		ctx  context.Context
		n    int
		want string
	}{
		{en, 1, "1 error"}, {en, 2, "2 errors"}, {ar, 1, "خطأ واحد"}, {ar, 2, "خطآن"}, {ar, 5, "٥ أخطاء"}, {ar, 12, "١٢ خطأ"},
	} {
		if got := N(c.ctx, "count.error", c.n); got != c.want {
			t.Errorf("%d in %s: %q, want %q", c.n, Lang(c.ctx), got, c.want)
		}
	}
}

func TestMatchPrefersWhatWasAskedFirst(t *testing.T) {
	tr, err := LoadTranslations()
	if err != nil {
		t.Fatal(err)
	}
	for want, wanted := range map[corpus.Lang][]string{corpus.Arabic: {"ar-EG,en;q=0.5"}, corpus.English: {"en", "ar"}} {
		if got := tr.Match(wanted...); got != want {
			t.Errorf("%v gives %s", wanted, got)
		}
	}
	if got := tr.Match(); got != corpus.English {
		t.Errorf("nothing asked for gives %s", got)
	}
}
