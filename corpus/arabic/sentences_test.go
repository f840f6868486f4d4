package arabic

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"muqabala/corpus"
)

// Each text has a | where a sentence ends and the next begins.
var sentenceTests = map[corpus.Lang][]string{
	corpus.English: {
		`27. On 15 December 1999, Mr. K. Annan spoke. |It was late.`,
		`See A/48/185. |The report (see A/49/1 and Corr.1) was 3.5 pages long. |Resolution No. 5 followed.`,
		`He said "No." |Then he left. |"Why?" he asked. |She left!`,
		`The Council met.(1) |It was adjourned.<sup>2</sup> |It met again.[^3] |It ended.`,
		`States, organizations, etc. are invited. |Companies, e.g. Acme Inc. and others, came.`,
		`I. Introduction and scope`,
		`A. Measures taken. |They work.`,
		`See Annex B. |The rest follows at 5 p.m. on Monday.`,
		`He waited … and left. |(It was closed.) |The end...`,
		`It was late.|Then it changed. |See www.un.org and v1.2.Add.`,
		"## A heading\n|Text that\nis wrapped. |More.",
		"Items:\n|- one\n|- two\n|(a) three",
		`In 1999. |In that year, U.N. forces and U.S. Marines came.`,
		`One; two: three; four.`,
		`vol. II, pp. 5-7. |See ibid. |The J. R. R. Tolkien book.`,
		``,
		` `,
		`no stop at all`,
	},
	corpus.Arabic: {
		`٢٧ - وفي المسائل الانتخابية (انظر A/48/185). |وقد أنشئت فرقة عمل.(١) |وبلغت النسبة ٣.٥ في المائة.`,
		`٢٧. وفي المسائل؟ |نعم! |لا.`,
		`قال د. أحمد إن الأمر "انتهى." |ثم خرج أ. م. علي.`,
		`في عام ١٩٩٩ م. |وبعد ذلك في عام ١٤٢٠ هـ. |انتهى.`,
		`انتهت الفقرة.|وبدأت أخرى. |والوثيقة A/49/1/Corr.1 وS/PV.3461.`,
		`قال ... وسكت. |ثم قال «نعم.» |وانتهى`,
		`أولا: كذا؛ ثانيا: كذا.`,
	},
}

func TestSentences(t *testing.T) {
	for lang, texts := range sentenceTests {
		for _, want := range texts {
			text := strings.ReplaceAll(want, "|", "")
			if got := joined(text, Sentences(text, lang)); got != want {
				t.Errorf("\n got %s\nwant %s", got, want)
			}
		}
	}
}

func joined(text string, spans []corpus.Span) string {
	var parts []string
	for _, s := range spans {
		parts = append(parts, s.In(text))
	}
	return strings.Join(parts, "|")
}

func TestSegmenterOptions(t *testing.T) {
	own, err := ParseRules("own.tsv", "# mine\nen\tabbr\tAcme\n*\tbreak\t--\t\n")
	if err != nil {
		t.Fatal(err)
	}
	s := NewSegmenter(corpus.English, own)
	s.Semicolon, s.Colon = true, true
	text := "One; two: three. |Acme. |Four.--Five. Six"
	want := "One; |two: |three. |Acme. Four.--Five. |Six"
	text = strings.ReplaceAll(text, "|", "")
	if got := joined(text, s.Sentences(text)); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

func TestParseRulesErrors(t *testing.T) {
	for _, src := range []string{"# x\nfr\tbreak\ta\tb", "# x\nen\tbrake\ta", "# x\nen\tbreak\t(", "# x\nen"} {
		_, err := ParseRules("own.tsv", src)
		var in *corpus.InputError
		if !errors.Is(err, corpus.ErrFormat) || !errors.As(err, &in) || in.Line != 2 || in.Offset != 4 {
			t.Errorf("%q: %v", src, err)
		}
	}
}

func FuzzSentences(f *testing.F) {
	for _, texts := range sentenceTests {
		for _, text := range texts {
			f.Add(text, true)
		}
	}
	f.Add("\xff.\n\n \xd8", false)
	f.Fuzz(func(t *testing.T, text string, options bool) {
		for _, lang := range []corpus.Lang{corpus.Arabic, corpus.English} {
			s := NewSegmenter(lang)
			s.Semicolon, s.Colon = options, options
			at := 0
			for _, span := range s.Sentences(text) {
				if span.Start != at || span.Len() <= 0 {
					t.Fatalf("%q: %v after %d", text, span, at)
				}
				at = span.End
			}
			if at != len(text) {
				t.Fatalf("%q: covered to %d of %d", text, at, len(text))
			}
		}
	})
}

func BenchmarkSentences(b *testing.B) {
	text := strings.Repeat("٢٧ - وفي المسائل الانتخابية (انظر A/48/185)، أنشئت فرقة عمل مشتركة معنية بالتسجيل. وبلغت النسبة ٣.٥ في المائة. ", 200)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Sentences(text, corpus.Arabic)
	}
}

func ExampleSentences() {
	text := "٢٧ - أنشئت فرقة عمل (انظر A/48/185). وبلغت النسبة ٣.٥ في المائة."
	for _, s := range Sentences(text, corpus.Arabic) {
		fmt.Println(strings.TrimSpace(s.In(text)))
	}
	// Output:
	// ٢٧ - أنشئت فرقة عمل (انظر A/48/185).
	// وبلغت النسبة ٣.٥ في المائة.
}

// TestSentencesOfDevelopmentSets joins lines that are whole sentences and looks whether they come apart again.
func TestSentencesOfDevelopmentSets(t *testing.T) {
	for lang, path := range map[corpus.Lang]string{corpus.Arabic: "beads_un/ar.txt", corpus.English: "beads_un/en.txt"} {
		src, err := os.ReadFile("../../../shared/eval/sets/" + path)
		if err != nil {
			t.Skip("no ../shared beside the repository: nothing to measure")
		}
		text, gold := joinSentences(string(src))
		hits, found := 0, 0
		for _, s := range Sentences(text, lang) {
			found++
			if gold[s.End] {
				hits++
				delete(gold, s.End)
			} else if testing.Verbose() {
				t.Logf("not in the text: %q", text[max(0, s.End-60):s.End])
			}
		}
		for end := range gold {
			t.Logf("missed: %q | %q", text[max(0, end-60):end], text[end:min(len(text), end+60)])
		}
		p, r := float64(hits)/float64(found), float64(hits)/float64(hits+len(gold))
		t.Logf("%s: precision %.3f recall %.3f", path, p, r)
		if p < .85 || r < .95 {
			t.Errorf("%s: precision %.3f recall %.3f", path, p, r)
		}
	}
}

// joinSentences joins the lines that end in a full stop or question mark, and gives the ends of each.
func joinSentences(src string) (string, map[int]bool) {
	var b strings.Builder
	ends := map[int]bool{}
	for line := range strings.Lines(src) {
		line = strings.TrimSpace(line)
		if len(line) > 40 && strings.ContainsAny(line[len(line)-2:], ".؟?") {
			b.WriteString(line + " ")
			ends[b.Len()] = true
		}
	}
	return b.String(), ends
}
