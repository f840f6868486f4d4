package read

import (
	"context"
	"errors"
	"testing"

	"muqabala/corpus"
)

func TestEither(t *testing.T) {
	for text, want := range map[string]corpus.Lang{
		"The Council met at Geneva in the spring.":       corpus.English,
		"اجتمع المجلس في جنيف في فصل الربيع.":            corpus.Arabic,
		"استخدم git commit ثم git push لإرسال التغييرات": corpus.Arabic,
		"No word.": corpus.English,
	} {
		d, err := Either(func(lang corpus.Lang) (*corpus.Document, error) {
			return Bytes(context.Background(), "f.txt", lang, []byte(text))
		})
		if err != nil || d.Lang != want {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
	if _, err := Either(func(lang corpus.Lang) (*corpus.Document, error) {
		return Bytes(context.Background(), "f.txt", lang, nil)
	}); !errors.Is(err, corpus.ErrEmpty) {
		t.Errorf("of nothing: %v", err)
	}
}
