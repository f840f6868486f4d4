package search

import (
	"encoding/base64"
	"hash/fnv"
	"strings"

	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// Link says that a word of the original and one of the translation render each other: their 0-based places among
// [arabic.Words] of the two texts of a record.
type Link [2]int

// The states of a row.
const (
	Open      = "open"      // nobody has decided
	Confirmed = "confirmed" // a person says that it is right
	Rejected  = "rejected"  // a person says that it is wrong
)

// Record is what is indexed and found: a sentence bead of a bitext.
type Record struct {
	ID          string   `json:"id"`                 // unique in the index; the same for the same bead while texts are edited
	Document    string   `json:"document"`           // ID of the bitext
	Title       string   `json:"title"`              // of the bitext, for people
	Row         string   `json:"row"`                // key of the row, see [corpus.LinkedPair.Key]
	Bead        string   `json:"bead"`               // key of the bead
	Place       int64    `json:"place"`              // orders the beads of a bitext; an edit of one leaves that of the others
	Kind        string   `json:"kind"`               // see [corpus.Kind]
	Number      string   `json:"number,omitempty"`   // of the paragraph, in Western digits
	Status      string   `json:"status"`             // [Open], [Confirmed] or [Rejected]
	Checks      []string `json:"checks,omitempty"`   // that report something in the row, sorted
	Imported    string   `json:"imported,omitempty"` // the day on which the bitext was added, YYYY-MM-DD
	Original    string   `json:"original"`           // "" where the bead has no original
	Translation string   `json:"translation"`
	Links       []Link   `json:"links,omitempty"`
}

// Text is the record's text on a side.
func (r *Record) Text(side corpus.Side) string {
	if side == corpus.OriginalSide {
		return r.Original
	}
	return r.Translation
}

// Bitext is one bitext as it is to stand in an index.
type Bitext struct {
	ID      string
	Version int64 // grows with every edit: an index never goes back to an older one
	Records []Record
}

// About is what is known of a bitext beside its rows.
type About struct {
	ID       string // of the bitext, unique in the index
	Title    string
	Imported string // the day on which it was added, YYYY-MM-DD, or empty

	Verdict  func(key string) string   // status of a row or bead; nil: all are open
	Checks   func(corpus.Row) []string // names of the checks that report something in a row; nil: none
	WordLink func(original, translation string) []Link
}

// Records are the records of a bitext's rows: one a sentence bead.
func (a About) Records(rows []corpus.Row) []Record {
	var out []Record
	place := int64(0)
	for _, row := range rows {
		base := a.row(row)
		for _, bead := range row.Beads {
			r := base
			pair := row.BeadPair(bead)
			place = placeOf(pair, place)
			r.Place = place
			r.Bead = pair.Key()
			r.ID = recordID(a.ID, r.Bead)
			r.Original = joinSegments(row.OriginalSegments, bead.Original)
			r.Translation = joinSegments(row.TranslationSegments, bead.Translation)
			if r.Status == Open && a.Verdict != nil {
				r.Status = a.Verdict(r.Bead)
			}
			if a.WordLink != nil && !bead.IsNull() {
				r.Links = a.WordLink(r.Original, r.Translation)
			}
			out = append(out, r)
		}
	}
	return out
}

// row is what the records of a row share.
func (a About) row(row corpus.Row) Record {
	r := Record{Document: a.ID, Title: a.Title, Row: row.Pair().Key(), Status: Open, Imported: a.Imported}
	for _, side := range [][]corpus.ReadingParagraph{row.Original, row.Translation} {
		if len(side) > 0 { // the translation, where there is one, was repaired: it goes last
			r.Kind, r.Number = string(side[0].Kind), side[0].Number
		}
	}
	if a.Verdict != nil {
		r.Status = a.Verdict(r.Row)
	}
	if a.Checks != nil {
		r.Checks = a.Checks(row)
	}
	return r
}

// placeOf is where the original of a pair begins: its block and the byte in it. What has none stands behind what is before it.
func placeOf(pair corpus.LinkedPair, before int64) int64 {
	if len(pair.Original) == 0 {
		return before + 1
	}
	const blockSize = 1 << 32 // more bytes than a block has
	return int64(pair.Original[0].Block)*blockSize + int64(pair.Original[0].Span.Start)
}

// recordID names a bead within the index in 16 letters that every backend takes. Of a million beads two have the same name
// with a probability of 10⁻¹⁷.
func recordID(document, bead string) string {
	const size = 12
	h := fnv.New128a()
	h.Write([]byte(document + "\x00" + bead))
	sum := h.Sum(nil)
	for i, c := range sum[size:] {
		sum[i] ^= c
	}
	return base64.RawURLEncoding.EncodeToString(sum[:size])
}

// TitleValues are what a bitext is filtered by beside its ID: its folded title, and each word of it.
func (r *Record) TitleValues() []string {
	title := strings.TrimSpace(arabic.Fold(r.Title))
	if title == "" {
		return nil
	}
	return append(strings.Fields(title), title)
}

func joinSegments(segments []corpus.Segment, of []int) string {
	texts := make([]string, len(of))
	for i, at := range of {
		texts[i] = segments[at].Text
	}
	return strings.Join(texts, " ")
}
