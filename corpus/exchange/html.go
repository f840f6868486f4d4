package exchange

import (
	"strings"

	"muqabala/corpus"
)

// htmlFormat is a page with both texts side by side, for reading and printing. It is only written. The page needs no other
// file, runs no script, and keeps rows whole on paper.
func htmlFormat() Format {
	return Format{Name: "html", Doc: "a page with both texts side by side, for reading and printing", Extensions: []string{".html"},
		MediaType: "text/html; charset=utf-8",
		NewWriter: newHTMLWriter}
}

const htmlStyle = `
body { font-family: "Noto Naskh Arabic", "Amiri", Georgia, serif; line-height: 1.6; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
table { border-collapse: collapse; table-layout: fixed; width: 100%; }
caption { font-size: 1.3em; font-weight: bold; margin-block-end: .5em; text-align: start; }
th, td { border: 1px solid #999; padding: .4em .6em; text-align: start; vertical-align: top; }
th:first-child, td:first-child { width: 3em; } td a { color: inherit; text-decoration: none; }
th:last-child, td:last-child { width: 9em; }
td[lang]:empty { background: #f3f3f3; }
[lang="ar"] { font-size: 1.1em; }
@media print { body { font-size: 10.5pt; line-height: 1.45; margin: 0; max-width: none; } td { orphans: 3; widows: 3; } td:last-child, th:last-child { width: 6em; } thead { display: table-header-group; } td[lang]:empty { background: none; } }
`

type htmlWriter struct {
	*xmlWriter
	original, translation string
	n                     int // units written
}

func newHTMLWriter(create Create, h Header) (Writer, error) {
	out, err := create(".html")
	if err != nil {
		return nil, err
	}
	w := &htmlWriter{xmlWriter: plainXML(out)}
	w.original, w.translation = h.languages()
	w.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n",
		"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
	title := h.Title
	if title == "" {
		title = "Original and translation"
	}
	w.element("title", title)
	w.raw("\n<style>", htmlStyle, "</style>\n</head>\n<body>\n<table>\n")
	w.element("caption", title, "dir", "auto")
	w.raw("\n<thead><tr>")
	for _, name := range []string{"#", languageName(w.original), languageName(w.translation), "Status"} {
		w.element("th", name, "scope", "col")
	}
	w.raw("</tr></thead>\n<tbody>\n")
	return w, w.ok()
}

// languageName is the English name of a language where it is one of the two.
func languageName(lang string) string {
	switch corpus.Lang(lang) {
	case corpus.English:
		return "English"
	case corpus.Arabic:
		return "Arabic"
	}
	return lang
}

func (w *htmlWriter) Write(u Unit) error {
	w.n++
	id := htmlID(u, w.n)
	w.start("tr", "id", id)
	w.start("td")
	w.element("a", number(w.n), "href", "#"+id, "title", id)
	w.end("td")
	w.cell(w.original, u.OriginalText())
	w.cell(w.translation, u.TranslationText())
	w.start("td")
	w.text(strings.TrimSpace(string(u.Status) + " " + u.By))
	for _, n := range u.Notes {
		w.raw("<br>")
		w.element("small", n, "dir", "auto")
	}
	w.raw("</td></tr>\n")
	return w.ok()
}

// htmlID names the row of a unit in the page.
func htmlID(u Unit, n int) string {
	if isToken(u.ID) {
		return u.ID
	}
	return "u" + number(n)
}

func (w *htmlWriter) cell(lang, text string) {
	w.element("td", text, "lang", lang, "dir", corpus.Lang(lang).Dir())
}

func (w *htmlWriter) Close() error {
	w.raw("</tbody>\n</table>\n</body>\n</html>\n")
	return w.flush()
}
