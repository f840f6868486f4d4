package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"reflect"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"

	"muqabala/corpus"
)

// files are those of an export, by extension.
type files map[string]*bytes.Buffer

func (f files) create(extension string) (io.Writer, error) {
	f[extension] = &bytes.Buffer{}
	return f[extension], nil
}

func (f files) open(extension string) (io.Reader, string, error) {
	b, ok := f[extension]
	if !ok {
		return nil, "", fmt.Errorf("no file %s was written: %w", extension, fs.ErrNotExist)
	}
	return bytes.NewReader(b.Bytes()), "test" + extension, nil
}

// written is units in a format.
func written(t testing.TB, f Format, h Header, units ...Unit) files {
	t.Helper()
	out := files{}
	w, err := f.NewWriter(out.create, h)
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range units {
		if err := w.Write(u); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out
}

// readAll is what a format reads, and the error that ended it.
func readAll(f Format, in files) (units []Unit, h Header, err error) {
	for u, e := range f.Read(in.open, &h) {
		if e != nil {
			return units, h, e
		}
		units = append(units, u)
	}
	return units, h, nil
}

func TestFormatsAreListed(t *testing.T) {
	seen, extensions := map[string]bool{}, map[string]string{}
	for _, f := range Formats() {
		if f.Name == "" || f.Doc == "" || len(f.Extensions) == 0 || f.NewWriter == nil && f.Read == nil || seen[f.Name] {
			t.Errorf("format %+v", f)
		}
		seen[f.Name] = true
		for _, e := range f.Extensions {
			if other := extensions[e]; other != "" {
				t.Errorf("%s and %s both have files %s", other, f.Name, e)
			}
			extensions[e] = f.Name
		}
		if got, err := Find(f.Name); err != nil || got.Name != f.Name {
			t.Errorf("format %s is not found: %v", f.Name, err)
		}
	}
	if _, err := Find("pdf"); !errors.Is(err, corpus.ErrFormat) || !strings.Contains(err.Error(), "jsonl") {
		t.Errorf("a format that is not there: %v", err)
	}
	if f, ok := ByExtension("a/b.REPORT.JSONL"); !ok || f.Name != "jsonl" {
		t.Errorf("by extension: %v", f.Name)
	}
	if _, ok := ByExtension("jsonl"); ok {
		t.Error("a file without an ending has a format")
	}
}

func TestID(t *testing.T) {
	pair := corpus.LinkedPair{
		Original:    []corpus.Ref{{Block: 2, Span: corpus.Span{Start: 0, End: 20}}, {Block: 3, Span: corpus.Span{Start: 0, End: 5}}},
		Translation: []corpus.Ref{{Block: 4, Span: corpus.Span{Start: 0, End: 30}}}}
	for id, p := range map[string]corpus.LinkedPair{"2:0-20.3:0-5..4:0-30": pair, "2:0-20.3:0-5..": {Original: pair.Original}, "..4:0-30": {Translation: pair.Translation}, "..": {}} {
		if got := ID(p); got != id {
			t.Errorf("ID %q, want %q", got, id)
		}
		if got, err := ParseID(id); err != nil || !reflect.DeepEqual(got, p) {
			t.Errorf("%q is %+v, %v", id, got, err)
		}
	}
	for _, id := range []string{"", "2:0-20", "2:0..4:0-3", "a:0-1..", "2:-1-4..", "1:0-99999999999999..", "1:0-1....1:0-1"} {
		if p, err := ParseID(id); !errors.Is(err, corpus.ErrFormat) {
			t.Errorf("%q is %+v, %v", id, p, err)
		}
	}
}

// awkward is what a format may stumble on: markup, separators, what looks like a formula or an escape, marks of direction, marks
// above letters, letters beyond the first plane, control characters and noncharacters.
var awkward = []string{"word", "كلمة", "<b>", "&amp;", "\"", "'", "]]>", "--", "=1+1", "'=x", "-", "@", ",", ";", "|||", "\\t", "\u200f١٩٩٩\u200e", "\u202e12\u202c", "\u2067x\u2069", "e\u0301",
	"مُحَمَّد", "ـــ", "𝔘", "\u00a0x", "#", "%s", "%2F", "_x0041_", "\x01", "\x00", "a\x1fb", "\x7f", "\u0085", "\u2028", "\ufffe", "\ufeff", "\t", "\r\n", "\n", "<!--", "?>"}

// randomText has some of it; a few are very long.
func randomText(t *rapid.T, name string) string {
	words := rapid.SliceOfN(rapid.SampledFrom(awkward), 1, 8).Draw(t, name)
	text := "x" + strings.Join(words, rapid.SampledFrom([]string{" ", "", "\t"}).Draw(t, name+" between"))
	if rapid.IntRange(0, 50).Draw(t, name+" length") == 50 {
		text = strings.Repeat(text+" ", 9_000/len(text))
	}
	return text
}

// randomUnit is any unit that a bitext can have.
func randomUnit(t *rapid.T, n int) Unit {
	texts := func(name string, least int) []string {
		var out []string
		for i := range rapid.IntRange(least, 3).Draw(t, name+" segments") {
			out = append(out, randomText(t, fmt.Sprint(name, i)))
		}
		return out
	}
	u := Unit{Row: n + 1, Original: texts("original", 0)}
	u.Translation = texts("translation", 1-min(len(u.Original), 1))
	ref := func(texts []string) (out []corpus.Ref) {
		for i := range texts {
			out = append(out, corpus.Ref{Block: corpus.BlockID(n + 1), Span: corpus.Span{Start: i, End: i + 1}})
		}
		return out
	}
	u.ID = ID(corpus.LinkedPair{Original: ref(u.Original), Translation: ref(u.Translation)})
	u.Confidence = rapid.SampledFrom([]float64{0, .25, .9972, 1}).Draw(t, "confidence")
	if u.Status = rapid.SampledFrom([]corpus.Verdict{"", corpus.Confirmed, corpus.Rejected}).Draw(t, "status"); u.Status != "" {
		u.By, u.At = rapid.SampledFrom([]string{"leila", "ليلى <x>", "-o\n\"x\""}).Draw(t, "by"), time.Unix(int64(n)*1000, 0).UTC()
	}
	for i := range rapid.IntRange(0, 2).Draw(t, "notes") {
		u.Notes = append(u.Notes, randomText(t, fmt.Sprint("note", i)))
	}
	return u
}

// kept is what a format keeps of a unit; JSON Lines keep all.
var kept = map[string]func(Unit) Unit{
	"jsonl": func(u Unit) Unit { return u },
	"csv":   tabular, "tsv": tabular, "xlsx": tabular,
	"tmx": joined, "xliff": joined, "tei": cleaned,
	"moses": func(u Unit) Unit {
		return joined(Unit{Original: u.Original, Translation: u.Translation})
	},
	"tbx": func(u Unit) Unit {
		return joined(Unit{ID: u.ID, Original: u.Original, Translation: u.Translation, Notes: u.Notes})
	},
	"xces": func(u Unit) Unit {
		u.Notes, u.By, u.At = nil, "", time.Time{}
		return cleaned(u)
	},
}

// cleaned is a unit with each text on one line.
func cleaned(u Unit) Unit {
	all := func(texts []string) (out []string) {
		for _, t := range texts {
			out = append(out, segment(t)...)
		}
		return out
	}
	u.Original, u.Translation, u.Notes = all(u.Original), all(u.Translation), all(u.Notes)
	u.By = clean(u.By)
	return u
}

// joined is a cleaned unit with a text a side.
func joined(u Unit) Unit {
	u = cleaned(u)
	u.Original, u.Translation = segment(u.OriginalText()), segment(u.TranslationText())
	return u
}

// tabular is a unit in columns.
func tabular(u Unit) Unit {
	u = joined(u)
	if len(u.Notes) > 0 {
		u.Notes = strings.Split(strings.Join(u.Notes, " | "), " | ")
	}
	return u
}

// TestRoundTrip: what a format writes it reads again, whole.
func TestRoundTrip(t *testing.T) {
	for _, f := range Formats() {
		if f.NewWriter == nil || f.Read == nil {
			continue
		}
		t.Run(f.Name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				h := Header{Title: "A <report>", Original: "en", Translation: "ar", OriginalFile: "en.md", TranslationFile: "ar.md", Created: time.Unix(1_700_000_000, 0).UTC()}
				var units []Unit
				for i := range rapid.IntRange(0, 5).Draw(t, "units") {
					units = append(units, randomUnit(t, i))
				}
				out := files{}
				w, err := f.NewWriter(out.create, h)
				for _, u := range units {
					err = errors.Join(err, w.Write(u))
				}
				if err := errors.Join(err, w.Close()); err != nil {
					t.Fatal(err)
				}
				var want []Unit
				for _, u := range units {
					if k := kept[f.Name](u); len(k.Original)+len(k.Translation) > 0 {
						want = append(want, k)
					}
				}
				got, _, err := readAll(f, out)
				if err != nil {
					t.Fatalf("%v\n%v", err, out)
				}
				if fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
					t.Fatalf("read\n%.2000s, want\n%.2000s\n%.3000v", fmt.Sprintf("%+q", fmt.Sprint(got)), fmt.Sprintf("%+q", fmt.Sprint(want)), out)
				}
			})
		})
	}
}

// refused are files that a reader must not take, with what it must say.
type refused struct{ text, want string }

// testRefused checks that each is an input error that says what is wrong and where.
func testRefused(t *testing.T, format string, all []refused) {
	t.Helper()
	f, err := Find(format)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all {
		in := files{}
		for _, e := range f.Extensions {
			in[e] = bytes.NewBufferString(r.text)
		}
		units, _, err := readAll(f, in)
		var input *corpus.InputError
		if !errors.As(err, &input) || input.File != "test"+f.Extensions[0] || !strings.Contains(err.Error(), r.want) {
			t.Errorf("%.80q: read %d units, error %v; want %q", r.text, len(units), err, r.want)
		}
	}
}

func TestRefusedTables(t *testing.T) {
	for format, tab := range map[string]string{"tsv": "\t", "csv": ","} {
		header := "original" + tab + "translation" + tab + "status" + tab + "confidence\n"
		row := func(cells ...string) string { return strings.Join(cells, tab) + "\n" }
		testRefused(t, format, []refused{
			{row("a", "b"), `:1: no column is called "original"`},
			{row("original", "source", "translation"), `:1: two columns are called "original"`},
			{header + row("a", "b", "perhaps"), `:2: status "perhaps"`},
			{header + row("a", "b", "", "7"), `:2: confidence 7 is not`},
			{header + row("a", "b", "", "NaN"), `:2: confidence NaN`},
			{header + row("a", "b", "", "x"), `:2: confidence "x" is no number`},
			{header + "\xff\n", "not valid UTF-8"},
		})
	}
	testRefused(t, "csv", []refused{{"original,translation\n\"a,b\n", ":2: not in the format"}})
}

func TestRefusedJSONL(t *testing.T) {
	testRefused(t, "jsonl", []refused{
		{"{\"original\":[\"a\"]}\n{", ":2: not in the format expected"},
		{`{"original":["a"],"status":"perhaps"}`, `:1: status "perhaps"`},
		{`{"originals":[]}`, `unknown field "originals"`},
		{"\n\n\xff", ":3: not valid UTF-8 at byte 2"},
		{strings.Repeat("x", maxLine+1), "too large"},
	})
}

// TestTablesOfOthers: columns in any order and language, a byte order mark, line ends of any kind.
func TestTablesOfOthers(t *testing.T) {
	want := []Unit{{Original: []string{"one"}, Translation: []string{"واحد"}}, {Original: []string{"two, or 2"}}}
	for format, text := range map[string]string{
		"tsv": "\ufeffAR\tmemo\tEN\r\nواحد\tx\tone\r\n\r\n\t\ttwo, or 2\r\n",
		"csv": "\ufeffArabic,memo,English\nواحد,x,one\n,,\"two, or 2\"\n",
	} {
		f, _ := Find(format)
		utf16, err := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String(strings.TrimPrefix(text, "\ufeff"))
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{text, utf16} {
			got, _, err := readAll(f, files{f.Extensions[0]: bytes.NewBufferString(text)})
			if err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("%s: %+v, %v", format, got, err)
			}
		}
	}
}

// TestNoFormulas: no text is worked out by a spreadsheet that opens it.
func TestNoFormulas(t *testing.T) {
	f, _ := Find("csv")
	got := written(t, f, Header{}, Unit{Original: []string{`=HYPERLINK("http://example.org")`}, Translation: []string{"- بند"}})[".csv"].String()
	if !strings.Contains(got, `,"'=HYPERLINK(""http://example.org"")",'- بند,`) {
		t.Error(got)
	}
}
