package glossary

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"muqabala/align/lexicon"
	"muqabala/corpus"
)

const tbx2019 = `<?xml version="1.0"?><tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
<conceptEntry id="1"><langSec xml:lang="en"><termSec><term>trust fund</term></termSec></langSec>
<langSec xml:lang="ar"><termSec><term>صندوق استئماني</term></termSec><termSec><term>صندوق ائتماني</term></termSec></langSec></conceptEntry>
</body></text></tbx>`

const martif = `<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd"><martif type="TBX" xml:lang="en"><text><body>
<termEntry id="1"><langSet xml:lang="ar"><tig><term>ولاية</term></tig></langSet><langSet xml:lang="en"><ntig><termGrp><term>mandate</term></termGrp></ntig></langSet></termEntry>
</body></text></martif>`

const tmx = `<?xml version="1.0"?><tmx version="1.4"><header srclang="en"/><body>
<tu><tuv xml:lang="en"><seg>The Committee adopted its report at the end of the session.</seg></tuv><tuv xml:lang="ar"><seg>اعتمدت اللجنة تقريرها في نهاية الدورة التي عقدت في جنيف.</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>good offices</seg></tuv><tuv xml:lang="ar"><seg>مساع حميدة</seg></tuv></tu>
</body></tmx>`

// show is a glossary on one line.
func show(g *Glossary) string {
	var out []string
	for _, e := range g.Entries {
		s := e.English + "=" + strings.Join(e.Arabic, "|")
		for _, f := range e.Forbidden {
			s += "!" + f
		}
		out = append(out, s)
	}
	if n := len(g.Memory); n > 0 {
		out = append(out, fmt.Sprint(n, " samples"))
	}
	return strings.Join(out, "; ")
}

func TestRead(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a.tsv", "# my terms\nmandate\tولاية\ntrust fund\tصندوق استئماني|صندوق ائتماني\ta remark\n\n", "mandate=ولاية; trust fund=صندوق استئماني|صندوق ائتماني"},
		{"a.tsv", "ولاية\tmandate\nمهمة\tmandate\n", "mandate=ولاية|مهمة"},
		{"a.tsv", "\ufeffid\ten\tnote\tar\r\n1\tmandate\tx\tولاية\r\n", "mandate=ولاية"},
		{"a.tsv", "one\ttwo\nmandate\tولاية\n", "mandate=ولاية"},
		{"a.csv", "\ufeffEnglish,Arabic\n\"funds, trust\",صناديق استئمانية\n", "funds, trust=صناديق استئمانية"},
		{"a.csv", "mandate,\" ولاية \"\n", "mandate=ولاية"},
		{"a.tbx", tbx2019, "trust fund=صندوق استئماني|صندوق ائتماني"},
		{"a.TBX", martif, "mandate=ولاية"},
		{"a.tbx", strings.Replace(tbx2019, "</term></termSec></langSec></conc", `</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec></langSec></conc`, 1), "trust fund=صندوق استئماني!صندوق ائتماني"},
		{"a.tsv", "mandate\tولاية|!انتداب\n", "mandate=ولاية!انتداب"},
		{"a.csv", "en,ar,status\nmandate,ولاية,preferred\nmandate,انتداب,forbidden\n", "mandate=ولاية!انتداب"},
		{"a.tmx", tmx, "good offices=مساع حميدة; 1 samples"},
	} {
		g, err := Read(context.Background(), strings.NewReader(c.text), c.name)
		if err != nil {
			t.Errorf("%s %.20q: %v", c.name, c.text, err)
		} else if s := show(g); s != c.want {
			t.Errorf("%s %.20q: %s, want %s", c.name, c.text, s, c.want)
		}
	}
}

func TestReadErrors(t *testing.T) {
	for _, c := range []struct {
		name, text string
		is         error
		line       int
		offset     int
	}{
		{"a.tsv", "", corpus.ErrEmpty, 0, 0},
		{"a.tsv", "mandate\tولاية\r\nonly one\n", corpus.ErrFormat, 2, 20},
		{"a.tsv", "mandate\tولاية\nx\xff\tب\n", corpus.ErrNotUTF8, 2, 19},
		{"a.tsv", "a\x00\tب\n", corpus.ErrNUL, 1, 0},
		{"a.tsv", strings.Repeat("a", maxLine+1) + "\tب", corpus.ErrTooLarge, 1, 0},
		{"a.tsv", "mandate\tmandat\n", corpus.ErrEmpty, 0, 0},
		{"a.csv", "mandate,ولاية\na\n", corpus.ErrFormat, 2, 19},
		{"a.csv", "mandate,\"ولاية\n", corpus.ErrFormat, 1, 0},
		{"a.tbx", `<!DOCTYPE tbx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><tbx>&b;</tbx>`, corpus.ErrFormat, 1, 55},
		{"a.tbx", `<!DOCTYPE tbx [<!ENTITY a SYSTEM "file:///etc/passwd">]><tbx>&a;</tbx>`, corpus.ErrFormat, 1, 56},
		{"a.tbx", "<tbx><text>\n<body>", corpus.ErrFormat, 2, 18},
		{"a.tmx", tmx[:200], corpus.ErrFormat, 2, 200},
		{"a.docx", "x", corpus.ErrFormat, 0, 0},
		{"a", "x", corpus.ErrFormat, 0, 0},
	} {
		_, err := Read(context.Background(), strings.NewReader(c.text), c.name)
		var input *corpus.InputError
		if !errors.Is(err, c.is) || !errors.As(err, &input) {
			t.Errorf("%s %.40q: %v", c.name, c.text, err)
			continue
		}
		if input.File != c.name || input.Line != c.line || input.Line > 0 && input.Offset != c.offset {
			t.Errorf("%s %.40q: %v (line %d, offset %d), want line %d, offset %d", c.name, c.text, err, input.Line, input.Offset, c.line, c.offset)
		}
	}
}

func TestLoadNamesTheFile(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "none.tsv")
	if _, err := Load(context.Background(), missing); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), missing) {
		t.Error(err)
	}
	if _, err := Load(context.Background(), t.TempDir()); !errors.Is(err, corpus.ErrFormat) {
		t.Error(err)
	}
	path := filepath.Join(t.TempDir(), "terms.tsv")
	if err := os.WriteFile(path, []byte("mandate\tولاية\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if g, err := Load(context.Background(), path); err != nil || show(g) != "mandate=ولاية" {
		t.Error(g, err)
	}
}

func TestReadStopsWhenItIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for name, text := range map[string]string{"a.tsv": "mandate\tولاية\n", "a.csv": "mandate,ولاية\n", "a.tbx": tbx2019} {
		if _, err := Read(ctx, strings.NewReader(text), name); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestUsersTermsComeBeforeBuiltinOnes(t *testing.T) {
	joined := lexicon.Join([]lexicon.Entry{{English: "Mandate", Arabic: []string{"انتداب"}}}, lexicon.Builtin())
	for _, e := range joined {
		if strings.EqualFold(e.English, "mandate") {
			if e.Arabic[0] != "انتداب" || len(e.Arabic) < 2 {
				t.Errorf("mandate is %s", e.Arabic)
			}
			return
		}
	}
	t.Error("no mandate")
}

func FuzzRead(f *testing.F) {
	for i, text := range []string{"mandate\tولاية\n", "en,ar\nmandate,ولاية\n", tbx2019, martif, tmx, "<!DOCTYPE x [<!ENTITY a \"b\">]><tbx/>"} {
		f.Add(uint8(i%4), text)
	}
	names := []string{"a.tsv", "a.csv", "a.tbx", "a.tmx"}
	f.Fuzz(func(t *testing.T, format uint8, text string) {
		name := names[int(format)%len(names)]
		g, err := Read(context.Background(), strings.NewReader(text), name)
		if (g == nil) == (err == nil) {
			t.Fatalf("%s: %v and %v", name, g, err)
		}
		if err != nil {
			var input *corpus.InputError
			if !errors.As(err, &input) {
				t.Fatalf("%s: %v is no InputError", name, err)
			}
			return
		}
		for _, e := range g.Entries {
			if e.English == "" || len(e.Arabic) == 0 {
				t.Fatalf("%s: %v", name, e)
			}
		}
	})
}

func ExampleRead() {
	g, err := Read(context.Background(), strings.NewReader("trust fund\tصندوق استئماني\n"), "terms.tsv")
	fmt.Println(g.Entries, err)
	// Output: [{trust fund [صندوق استئماني] []}] <nil>
}
