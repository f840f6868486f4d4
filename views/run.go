package views

import (
	"context"
	"html"
	"io"
	"regexp"
	"strings"

	"github.com/a-h/templ"

	"muqabala/corpus"
)

// runs shows a text in runs, with no white space between them that the text does not have.
func runs(all []Run) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		var b strings.Builder
		for _, r := range all {
			if r.Text == "" {
				continue
			}
			if r.Class == "" {
				b.WriteString(html.EscapeString(r.Text))
				continue
			}
			b.WriteString(`<mark class="` + html.EscapeString(r.Class) + `" title="` + html.EscapeString(r.Title) + `"`)
			if r.Key != "" {
				b.WriteString(` data-finding="` + html.EscapeString(r.Key) + `"`)
			}
			b.WriteString(`>` + html.EscapeString(r.Text) + `</mark>`)
		}
		_, err := io.WriteString(w, b.String())
		return err
	})
}

// otherScript is a run of Arabic words, and otherwise one of Latin ones.
var arabicRun, latinRun = regexp.MustCompile(`\p{Arabic}[\p{Arabic}\p{M}]*(?:\s+\p{Arabic}[\p{Arabic}\p{M}]*)*`), regexp.MustCompile(`\p{Latin}[\p{Latin}\d'./-]*(?:\s+\p{Latin}[\p{Latin}\d'./-]*)*`)

// mixed shows a sentence with the words of the other script apart, so that numbers and quotation marks beside them stay where
// they belong.
func mixed(text string) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		other := arabicRun
		if Lang(ctx) == corpus.Arabic {
			other = latinRun
		}
		escaped := html.EscapeString(text)
		if strings.Contains(escaped, "&") { // words of an entity are none of the text
			_, err := io.WriteString(w, escaped)
			return err
		}
		_, err := io.WriteString(w, other.ReplaceAllString(escaped, "<bdi>$0</bdi>"))
		return err
	})
}
