package views

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"github.com/google/go-cmp/cmp"

	"muqabala/corpus"
)

var update = flag.Bool("update", false, "write what is compared with anew")

// row is a row with one of everything.
func row(open bool) Row {
	text := []Run{{Text: "١ - اجتمع المجلس في فيينا "}, {Text: "عام عام", Class: "error", Title: "the word stands twice", Key: "doubled-word-1"}, {Text: " ١٩٩٩."}}
	r := Row{ID: "o2", Bitext: "1", Seen: "00ff", Index: 1, Kind: corpus.Paragraph, Number: "1", Confidence: .9, Type: "1–2",
		Badges:      []Badge{{Icon: "join", Word: "joined from 2, 4", Class: "torn"}},
		Original:    []Paragraph{{Side: corpus.OriginalSide, At: "2.0", Kind: corpus.Paragraph, Number: "1", Text: "1. The Council & <others> met.", Runs: []Run{{Text: "1. The Council & <others> met."}}}},
		Translation: []Paragraph{{Side: corpus.TranslationSide, At: "2.0", Kind: corpus.Paragraph, Number: "1", Text: "١ - اجتمع", Runs: text}}}
	if !open {
		return r
	}
	r.Comments = []Comment{{Index: 0, Text: "انظر الأصل", Author: "أمل", Time: "2026-01-02 03:04"}}
	r.Findings = []Finding{finding()}
	r.Open = &OpenRow{CanJoinRows: true, Next: "o3", Dropped: []DroppedParagraph{{At: "5.0", Text: "نسخة"}}, Beads: []Bead{
		{Index: 0, Type: "1–2", Confidence: .7, Original: []Segment{{Side: corpus.OriginalSide, Runs: []Run{{Text: "The Council met."}}}},
			Translation: []Segment{{Side: corpus.TranslationSide, Runs: text}, {Side: corpus.TranslationSide, Runs: []Run{{Text: "واعتمد خطة."}}, Split: "2.40", Head: "2.0", Cut: 1}}},
		{Index: 1, Type: "1–0", Verdict: corpus.Confirmed, Moved: true, Last: true, Original: []Segment{{Side: corpus.OriginalSide, Runs: []Run{{Text: "It adopted a plan."}}}}}}}
	return r
}

func finding() Finding {
	return Finding{Key: "doubled-word-1", Bitext: "1", Row: "o2", RowSeen: "00ff", Check: "doubled-word", Severity: corpus.Error, State: "open",
		Message: corpus.Say("the word stands twice"), Text: "عام عام", Suggestions: []string{"عام", ""}, Fixes: true, Evidence: []corpus.Message{corpus.Say("no dictionary has “%s”", "عام عام")},
		Together: 3, Series: "series", Confidence: .95, Context: [3]string{"في فيينا ", "عام عام", " ١٩٩٩."}, Original: []Run{{Text: "in Vienna in 1999."}}}
}

func header() *Header {
	return &Header{ID: "1", Title: "Report", Progress: Progress{Rows: 50, Confirmed: 12, WrongLeft: 2, Spread: 1, Errors: 1, Warnings: 2, Infos: 5, OpenRepairs: 3, Version: 7}}
}

func TestGoldens(t *testing.T) {
	tr, err := LoadTranslations()
	if err != nil {
		t.Fatal(err)
	}
	f, p := finding(), Page{Bitext: header()}
	group := finding()
	group.Members = []Member{{Key: "k1", Row: "o2", Context: f.Context, Lang: corpus.Arabic, Suggestion: "عام"}, {Key: "k2", Context: f.Context, Lang: corpus.Arabic}}
	for name, c := range map[string]templ.Component{
		"row":      RowArticle(row(false)),
		"open-row": RowArticle(row(true)),
		"changed":  Changed(header(), []Row{{ID: "o3", Bitext: "1", Verdict: corpus.Confirmed}}, "done"),
		"frame":    FrameOf(Frame{Bitext: "1", Chunks: []Chunk{{Count: 40, Rows: []Row{row(false)}}, {From: 40, Count: 7, Lines: 30, At: "o41", Page: "/b/1?row=o41#o41"}}}),
		"queue":    QueueBody(p, Queue{Current: &group, After: "k2", Before: "k3", Left: 2, Place: 1, List: []Finding{f}, Counts: []CheckCount{{"doubled-word", 2}}}),
		"repairs": RepairsBody(p, []Cause{{Name: "columns-swapped", Confidence: .9, Parts: 2, Made: 1, Repairs: []Repair{{ID: 1, Text: "columns swapped on 2 pages: 5 blocks stand in the wrong place", Blocks: 5, Block: 9,
			Parts: []RepairPart{{Op: "move", Blocks: "9,10", From: 9, To: 10, Text: "٢ - وبموجب", Made: true, Row: "o3"}, {Op: "move", Blocks: "20", From: 20, To: 20, Text: "٧ - ونظرا"}}}}}}),
		"conflict": ConflictBody(Conflict{Bitext: "1", Row: "o2", Seen: "00ff", Side: "translation", Mine: "نصي", Theirs: "نصهم", Who: "أمل", Do: "edit at=2.0"}),
	} {
		for _, lang := range Languages {
			var b bytes.Buffer
			if err := c.Render(tr.In(context.Background(), lang), &b); err != nil {
				t.Fatal(err)
			}
			compare(t, name+"."+string(lang), strings.ReplaceAll(b.String(), "><", ">\n<")+"\n") // a tag a line, to be read
		}
	}
}

// compare holds what was rendered to the file of that name. After a change that is meant: go test ./views -update.
func compare(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".html")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}
