// Package corpus is the domain of Muqabala: documents and their blocks, readings, beads, findings, and the log of edits.
//
// It holds no input or output and imports the standard library only. A [Document] never changes once it is read. What is
// shown is a [Reading], a pure function of a document and the edits made to it, so that everything can be undone.
package corpus

// Lang is a language by its ISO 639-1 code.
type Lang string

// The two languages that are collated.
const (
	English Lang = "en"
	Arabic  Lang = "ar"
)

// Dir is the direction of the language's script, as HTML's dir attribute has it.
func (l Lang) Dir() string {
	if l == Arabic {
		return "rtl"
	}
	return "ltr"
}

// Kind says what a block is in its document.
type Kind string

// The kinds of block.
const (
	Masthead  Kind = "masthead"  // what a front page has above its title: distribution, date, session
	Agenda    Kind = "agenda"    // the agenda item that the document is for
	Title     Kind = "title"     // the title of the document
	Heading   Kind = "heading"   // the heading of a section
	Paragraph Kind = "paragraph" // running text, or a piece of it
	Footnote  Kind = "footnote"  // a note to a mark elsewhere
	Furniture Kind = "furniture" // running header or page number
	Markup    Kind = "markup"    // code, tags, rules and metadata of Markdown: nothing to translate
)

// Kinds lists every kind in the order in which a document has them.
var Kinds = []Kind{Masthead, Agenda, Title, Heading, Paragraph, Footnote, Furniture, Markup}

// BlockID names a block of a document: its 1-based place in the file, which never changes. 0 is no block.
type BlockID int

// Block is a run of non-blank lines as it was read, outer white space removed.
type Block struct {
	ID     BlockID `json:"id"`
	Kind   Kind    `json:"kind"`
	Span   Span    `json:"span"`             // bytes of the document's source
	Line   int     `json:"line"`             // 1-based line of its first byte
	Lead   int     `json:"lead"`             // length in bytes of what stands before the text proper: "## ", "٢٧ - ", "(١) "
	Number string  `json:"number,omitempty"` // of a paragraph or heading, in Western digits: "27", "27.1", "a", "II"; "" for none
	Level  int     `json:"level,omitempty"`  // of a heading: 1 is the highest
	Mark   string  `json:"mark,omitempty"`   // of a footnote: what ties it to its place, in Western digits: "1", "*"
	Marks  []Mark  `json:"marks,omitempty"`  // footnote marks that stand in the text

	Geometry *Geometry `json:"geometry,omitempty"` // where it stands on its page; nil where the format does not tell
}

// Mark is a footnote mark in running text.
type Mark struct {
	Span Span   `json:"span"` // bytes of the block
	Mark string `json:"mark"` // as in [Block.Mark]
}

// Document is one text in one language: the original or its translation. Its source never changes.
//
// The source of a text or Markdown file is the file as it is, in UTF-8. That of any other format is the text that its reader
// took out of the file, a blank line between blocks, with Markdown for headings ("## ") and notes ("[^1]: "); read as text,
// it gives the same blocks.
type Document struct {
	Name     string  `json:"name"`               // of the file, for messages
	Lang     Lang    `json:"lang"`               // of most of its letters
	Format   string  `json:"format,omitempty"`   // what the file was: "docx", "alto"; "" for text and Markdown
	Encoding string  `json:"encoding,omitempty"` // of the file where it was not UTF-8: "windows-1256"
	Source   string  `json:"source"`             // valid UTF-8
	Blocks   []Block `json:"blocks"`             // in file order; Blocks[i].ID == i+1
}

// Block returns the block of that number, or nil where there is none.
func (d *Document) Block(id BlockID) *Block {
	if id < 1 || int(id) > len(d.Blocks) {
		return nil
	}
	return &d.Blocks[id-1]
}

// Text is the text of a block as it stands in the source, marks of format included; "" where there is no such block.
func (d *Document) Text(id BlockID) string {
	b := d.Block(id)
	if b == nil {
		return ""
	}
	return b.Span.In(d.Source)
}

// Body is the text of a block without what [Block.Lead] counts.
func (d *Document) Body(id BlockID) string {
	b := d.Block(id)
	if b == nil {
		return ""
	}
	return b.Span.In(d.Source)[b.Lead:]
}
