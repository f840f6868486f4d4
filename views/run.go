package views

import (
	"context"
	"html"
	"io"
	"strings"

	"github.com/a-h/templ"
)

// runs shows a text in runs, with no white space between them that the text does not have.
func runs(all []Run) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		var b strings.Builder
		for _, r := range all {
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
