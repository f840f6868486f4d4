package read

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// maxToken is how long a tag or a run of text of an HTML file may be.
const maxToken = 16 << 20

// htmlTokens gives the tokens of an HTML file, one at a time.
type htmlTokens struct {
	ctx context.Context
	in  input
	z   *html.Tokenizer
	n   int
}

// newHTML reads a file in the encoding that its mark or its first bytes declare, and in UTF-8 otherwise.
func newHTML(ctx context.Context, in input) *htmlTokens {
	r, err := charset.NewReader(in.all(), "text/html")
	if err != nil {
		r = in.all()
	}
	z := html.NewTokenizer(r)
	z.SetMaxBuf(maxToken)
	return &htmlTokens{ctx: ctx, in: in, z: z}
}

func (h *htmlTokens) next() (html.Token, error) {
	if h.n++; h.n%4096 == 0 {
		if err := h.ctx.Err(); err != nil {
			return html.Token{}, err
		}
	}
	if h.z.Next() == html.ErrorToken {
		err := h.z.Err()
		if err == io.EOF {
			return html.Token{}, err
		}
		return html.Token{}, h.in.fail(fmt.Errorf("%v: %w", err, corpus.ErrFormat), "")
	}
	return h.z.Token(), nil
}

// voidElements have no end tag.
var voidElements = map[string]bool{"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true,
	"input": true, "link": true, "meta": true, "source": true, "track": true, "wbr": true}

// What the elements of a page mean for its text.
var (
	htmlBlocks = names("address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure " +
		"footer form h1 h2 h3 h4 h5 h6 header hr html legend li main ol p pre section summary table tbody td tfoot th thead tr ul")
	htmlSkipped = names("button datalist nav noscript object rp rt script select style svg template textarea title")
)

func names(s string) map[string]bool {
	out := map[string]bool{}
	for n := range strings.FieldsSeq(s) {
		out[n] = true
	}
	return out
}

// readHTML reads the text of a web page: a block an element of text, headings and lists as Markdown.
func readHTML(ctx context.Context, in input) ([]piece, error) {
	src, err := loadText(in)
	if err != nil {
		return nil, err
	}
	if src, err = decodeHTML(in.name, src); err != nil {
		return nil, err
	}
	z := html.NewTokenizer(bytes.NewReader(src))
	z.SetMaxBuf(maxToken)
	tokens := &htmlTokens{ctx: ctx, in: in, z: z}
	var h htmlReader
	for {
		t, err := tokens.next()
		if err == io.EOF {
			h.flush()
			return h.pieces, nil
		}
		if err != nil {
			return nil, err
		}
		h.token(t)
	}
}

// decodeHTML makes a page UTF-8: it may say itself what it is in.
func decodeHTML(name string, src []byte) ([]byte, error) {
	if !utf8.Valid(src) {
		if e, label, certain := charset.DetermineEncoding(src, "text/html"); certain && label != "utf-8" {
			return e.NewDecoder().Bytes(src)
		}
	}
	out, _, err := decode(name, src)
	return out, err
}

// htmlReader puts the text of a page together.
type htmlReader struct {
	pieces  []piece
	text    strings.Builder
	prefix  string // of the block that is being read: "## ", "3. "
	lists   []htmlList
	skip    string // the element whose content is skipped; "" for none
	skipped int    // how many elements of that name are open
	pre     int    // how many pre elements are open
	sup     int    // where in the text the open sup element begins; -1 for none
	inSup   bool
}

// htmlList is an open list.
type htmlList struct {
	ordered bool
	style   string // 1 a A i I
	next    int
}

func (h *htmlReader) token(t html.Token) {
	switch t.Type {
	case html.StartTagToken, html.SelfClosingTagToken:
		h.start(t)
	case html.EndTagToken:
		h.end(t.Data)
	case html.TextToken:
		if h.skip == "" {
			h.write(t.Data)
		}
	}
}

func (h *htmlReader) start(t html.Token) {
	if h.skip != "" {
		if t.Data == h.skip && t.Type == html.StartTagToken {
			h.skipped++
		}
		return
	}
	_, hidden := htmlAttr(t, "hidden")
	if (htmlSkipped[t.Data] || hidden) && t.Type == html.StartTagToken && !voidElements[t.Data] {
		h.skip, h.skipped = t.Data, 1
		return
	}
	if htmlBlocks[t.Data] {
		h.flush()
	}
	switch t.Data {
	case "br":
		h.text.WriteByte('\n')
	case "pre":
		h.pre++
	case "h1", "h2", "h3", "h4", "h5", "h6":
		h.prefix = strings.Repeat("#", int(t.Data[1]-'0')) + " "
	case "ol", "ul":
		h.openList(t)
	case "li":
		h.prefix = h.item(t)
	case "sup":
		h.sup, h.inSup = h.text.Len(), true
	}
}

func (h *htmlReader) end(tag string) {
	if h.skip != "" {
		if tag == h.skip {
			if h.skipped--; h.skipped == 0 {
				h.skip = ""
			}
		}
		return
	}
	if htmlBlocks[tag] {
		h.flush()
		h.prefix = ""
	}
	switch tag {
	case "pre":
		h.pre = max(0, h.pre-1)
	case "ol", "ul":
		if n := len(h.lists); n > 0 {
			h.lists = h.lists[:n-1]
		}
	case "sup":
		h.endSup()
	}
}

func htmlAttr(t html.Token, key string) (string, bool) {
	for _, a := range t.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

func (h *htmlReader) openList(t html.Token) {
	style, _ := htmlAttr(t, "type")
	l := htmlList{ordered: t.Data == "ol", style: style, next: 1}
	if start, ok := htmlAttr(t, "start"); ok {
		if n, err := strconv.Atoi(start); err == nil {
			l.next = n
		}
	}
	if len(h.lists) < maxDepth {
		h.lists = append(h.lists, l)
	}
}

// item is what stands before an item of the innermost list.
func (h *htmlReader) item(t html.Token) string {
	if len(h.lists) == 0 || !h.lists[len(h.lists)-1].ordered {
		return "- "
	}
	l := &h.lists[len(h.lists)-1]
	if value, ok := htmlAttr(t, "value"); ok {
		if n, err := strconv.Atoi(value); err == nil {
			l.next = n
		}
	}
	n := l.next
	l.next++
	switch l.style {
	case "a":
		return letters(n, latinLetters) + ". "
	case "A":
		return strings.ToUpper(letters(n, latinLetters)) + ". "
	case "i":
		return strings.ToLower(arabic.Roman(n)) + ". "
	case "I":
		return arabic.Roman(n) + ". "
	}
	return strconv.Itoa(n) + ". "
}

// supMark is what a footnote mark in a sup element is.
var supMark = regexp.MustCompile(`^[\[(]?([0-9٠-٩۰-۹]{1,3}|\*{1,3})[\])]?$`)

// endSup keeps the element where it holds a footnote mark.
func (h *htmlReader) endSup() {
	all := h.text.String()
	if !h.inSup || h.sup > len(all) {
		return
	}
	h.inSup = false
	if m := supMark.FindStringSubmatch(strings.TrimSpace(all[h.sup:])); m != nil {
		h.text.Reset()
		h.text.WriteString(all[:h.sup] + "<sup>" + m[1] + "</sup>")
	}
}

var spaces = regexp.MustCompile(`[ \t\r\n\f]+`)

// write adds text to the block; white space counts only in pre.
func (h *htmlReader) write(s string) {
	if h.pre == 0 {
		s = spaces.ReplaceAllString(s, " ")
	}
	h.text.WriteString(s)
}

// flush ends the block.
func (h *htmlReader) flush() {
	h.inSup = false
	text := cleanText(h.text.String())
	h.text.Reset()
	if text == "" {
		return
	}
	if strings.HasPrefix(h.prefix, "#") {
		text = oneLine(text)
	}
	h.pieces = append(h.pieces, piece{text: h.prefix + text})
	h.prefix = ""
}
