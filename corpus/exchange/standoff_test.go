package exchange

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"reflect"
	"strings"
	"testing"

	"muqabala/corpus"
)

// packed is a text as gzip packs it.
func packed(t testing.TB, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// folder reads main in a format, with the other files of a folder beside it.
func folder(name, main string, all map[string]string) (units []Unit, h Header, err error) {
	f, err := Find(name)
	if err != nil {
		return nil, h, err
	}
	open := Beside(f, main, func(path string) (io.Reader, string, error) {
		text, ok := all[path]
		if !ok {
			return nil, path, &corpus.InputError{File: path, Err: fs.ErrNotExist}
		}
		return strings.NewReader(text), path, nil
	})
	for u, e := range f.Read(open, &h) {
		if e != nil {
			return units, h, e
		}
		units = append(units, u)
	}
	return units, h, nil
}

// texts are those of units, a line each.
func texts(units []Unit) string {
	var b strings.Builder
	for _, u := range units {
		fmt.Fprintf(&b, "%q %q\n", u.Original, u.Translation)
	}
	return b.String()
}

const (
	opusEnglish = `<?xml version="1.0" encoding="utf-8"?><text><p id="1"><s id="1.1"><w id="1.1.1">The</w> <w id="1.1.2">Council</w> met.</s></p></text>`
	opusArabic  = `<?xml version="1.0" encoding="utf-8"?><text><s id="1">اجتمع</s><s id="2">المجلس.</s></text>`
	opusSecond  = `<text><s id="1">It rose.</s></text>`
	opusThird   = `<text><s id="1">وانفض.</s></text>`
	opusLinks   = `<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE cesAlign PUBLIC "-//CES//DTD XML cesAlign//EN" "">
<cesAlign version="1.0">
<linkGrp targType="s" fromDoc="ar/2000/a.xml.gz" toDoc="en/2000/a.xml.gz"><link certainty="1.48" xtargets="1 2;1.1" id="SL1"/></linkGrp>
<linkGrp targType="s" fromDoc="ar/2000/b.xml.gz" toDoc="en/2000/b.xml.gz"><link xtargets="1;1" id="SL1"/></linkGrp>
</cesAlign>`
)

// TestOPUS: a packed file of links over several documents, those packed or not, Arabic before English.
func TestOPUS(t *testing.T) {
	got, h, err := folder("xces", "ar-en.xml.gz", map[string]string{
		"ar-en.xml.gz": packed(t, opusLinks), "en/2000/a.xml.gz": packed(t, opusEnglish), "ar/2000/a.xml.gz": packed(t, opusArabic),
		"en/2000/b.xml": opusSecond, "ar/2000/b.xml": opusThird})
	const want = `["The Council met."] ["اجتمع" "المجلس."]` + "\n" + `["It rose."] ["وانفض."]` + "\n"
	if err != nil || texts(got) != want || h.Original != "en" || h.Translation != "ar" {
		t.Errorf("%s%v %+v", texts(got), err, h)
	}
}

// TestInterText: the links stand in a <linkGrp> alone, the other document's first, with what was done by hand.
func TestInterText(t *testing.T) {
	got, _, err := folder("xces", "book.en.ar.alignment.xml", map[string]string{
		"book.en.ar.alignment.xml": `<?xml version='1.0' encoding='utf-8'?>
<linkGrp toDoc='book.ar.xml' fromDoc='book.en.xml'>
<link type='1-2' xtargets='1:1 1:2;1:1' status='man'/>
<link type='0-1' xtargets='2:1;' status='auto'/>
</linkGrp>`,
		"book.en.xml": `<div><p id="1"><s id="1:1">The Council met.</s></p></div>`,
		"book.ar.xml": `<div><p id="1"><s id="1:1">اجتمع</s> <s id="1:2">المجلس.</s></p><p id="2"><s id="2:1">زيادة.</s></p></div>`})
	const want = `["The Council met."] ["اجتمع" "المجلس."]` + "\n" + `[] ["زيادة."]` + "\n"
	if err != nil || texts(got) != want || got[0].Status != corpus.Confirmed || got[1].Status != "" {
		t.Errorf("%s%v", texts(got), err)
	}
}

// TestRenamed: people give files names of their own; then those beside the links count.
func TestRenamed(t *testing.T) {
	for name, f := range map[string]Format{"xces": xcesFormat(), "tei": teiFormat()} {
		all := map[string]string{}
		for extension, b := range written(t, f, Header{Name: "old"}, sampleUnits()...) {
			all["new"+extension] = b.String()
		}
		if got, _, err := folder(name, "new"+f.Extensions[0], all); err != nil || len(got) != len(sampleUnits()) {
			t.Errorf("%s: %d units, %v", name, len(got), err)
		}
	}
}

// teiBook has both texts and the links between them in one file, with name spaces, words and a paragraph linked as a whole.
const teiBook = `<?xml version="1.0"?>
<tei:TEI xmlns:tei="http://www.tei-c.org/ns/1.0"><tei:teiHeader><tei:fileDesc><tei:titleStmt><tei:title>Minutes</tei:title></tei:titleStmt></tei:fileDesc></tei:teiHeader>
<tei:text><tei:group>
<tei:text xml:lang="en"><tei:body><tei:p xml:id="e1"><tei:s xml:id="e1.1"><tei:w xml:id="w1">The</tei:w> Council met.</tei:s> <tei:s xml:id="e1.2">It rose.</tei:s></tei:p><tei:p xml:id="e2">Not translated.</tei:p></tei:body></tei:text>
<tei:text xml:lang="ar"><tei:body><tei:p xml:id="a1">اجتمع المجلس وانفض.</tei:p><tei:p xml:id="a2">زيادة.</tei:p></tei:body></tei:text>
</tei:group><tei:back><tei:div><tei:linkGrp type="coref"><tei:link target="#w1 #e1.2"/></tei:linkGrp>
<tei:linkGrp type="alignment"><tei:link target="#a1 #e1"/><tei:link target="#e2"/><tei:link target="#a2"/></tei:linkGrp></tei:div></tei:back></tei:text></tei:TEI>`

func TestTEIOfOthers(t *testing.T) {
	got, h, err := folder("tei", "book.xml", map[string]string{"book.xml": teiBook})
	const want = `["The Council met." "It rose."] ["اجتمع المجلس وانفض."]` + "\n" + `["Not translated."] []` + "\n" + `[] ["زيادة."]` + "\n"
	if err != nil || texts(got) != want || h.Title != "Minutes" || h.Original != "en" || h.Translation != "ar" {
		t.Errorf("%s%v %+v", texts(got), err, h)
	}
	two := map[string]string{
		"links.xml":       `<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><linkGrp type="translation"><link target="arabic/book.xml#s1 english.xml#s1 english.xml#s2"/></linkGrp></standOff></TEI>`,
		"english.xml":     `<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p><s xml:id="s1">One.</s><s xml:id="s2">Two.</s></p></body></text></TEI>`,
		"arabic/book.xml": `<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p><s xml:id="s1">واحد واثنان.</s></p></body></text></TEI>`}
	if got, _, err := folder("tei", "links.xml", two); err != nil || texts(got) != `["One." "Two."] ["واحد واثنان."]`+"\n" {
		t.Errorf("two texts without languages: %s%v", texts(got), err)
	}
}

// TestRefusedLinks: what links must not name, and what they must.
func TestRefusedLinks(t *testing.T) {
	group := func(document string) string {
		return `<cesAlign><linkGrp fromDoc="` + document + `" toDoc="b.xml"><link xtargets="1;1"/></linkGrp></cesAlign>`
	}
	link := func(target string) string {
		return `<TEI><standOff><linkGrp><link target="` + target + `"/></linkGrp></standOff></TEI>`
	}
	bomb := packed(t, `<TEI><standOff><linkGrp><link target="`+strings.Repeat(" ", 2*maxUnit)+`"/></linkGrp></standOff></TEI>`)
	for want, c := range map[string][2]string{
		`names the file "../secret.xml", which is not beside it`:  {"xces", group("../secret.xml")},
		`names the file "/etc/passwd", which is not beside it`:    {"xces", group("/etc/passwd")},
		`names the file "a/../../b", which is not beside it`:      {"xces", group("a/../../b")},
		`names the file "..\\secret.xml", which is not beside it`: {"xces", group(`..\secret.xml`)},
		"absent.xml: file does not exist":                         {"xces", group("absent.xml")},
		`names the file "../x.tei", which is not beside it`:       {"tei", link("../x.tei#s1")},
		`names the file "../y", which is not beside it`:           {"tei", link("..%2Fy#s1")},
		`the target "e1" is not like`:                             {"tei", link("e1")},
		`no sentence has the id "s9"`:                             {"tei", link("#s9")},
		"it has no links":                                         {"tei", `<TEI><text><body><p><s xml:id="s1">One.</s></p></body></text></TEI>`},
		"without a unit":                                          {"tei", bomb},
		"not packed as gzip does":                                 {"tei", "\x1f\x8b\x08broken"},
		"declares entities":                                       {"tei", `<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]><TEI>&x;</TEI>`},
	} {
		units, _, err := folder(c[0], "main.xml", map[string]string{"main.xml": c[1]})
		if input := (*corpus.InputError)(nil); !errors.As(err, &input) || !strings.Contains(err.Error(), want) {
			t.Errorf("%.80q: read %d units, error %v; want %q", c[1], len(units), err, want)
		}
	}
}

// TestBeside: which file is meant by an ending, whatever the file is called that is given.
func TestBeside(t *testing.T) {
	for _, c := range []struct{ format, main, name, want string }{
		{"tmx", "memory.tmx", ".tmx", "memory.tmx"},
		{"tmx", "memory.tmx.gz", ".tmx", "memory.tmx.gz"},
		{"xliff", "memory.xliff", ".xlf", "memory.xliff"},
		{"tmx", "memory.xml", ".tmx", "memory.xml"},
		{"moses", "corpus.en", ".ar", "corpus.ar"},
		{"moses", "corpus.ar", ".en", "corpus.en"},
		{"moses", "corpus.ar", ".ar", "corpus.ar"},
		{"moses", "corpus.en.gz", ".ar", "corpus.ar.gz"},
		{"xces", "links.xml", ".xces", "links.xml"},
		{"xces", "links.xml", ".en.xml", "links.en.xml"},
		{"tei", "a.b.tei", ".ar.tei", "a.b.ar.tei"},
		{"tei", "a.tei", "texts/./x.xml", "texts/x.xml"},
	} {
		f, err := Find(c.format)
		if err != nil {
			t.Fatal(err)
		}
		var asked []string
		_, _, err = Beside(f, c.main, func(path string) (io.Reader, string, error) { asked = append(asked, path); return nil, path, nil })(c.name)
		if err != nil || !reflect.DeepEqual(asked, []string{c.want}) {
			t.Errorf("%s: %s of %s is %v, %v; want %s", c.format, c.name, c.main, asked, err, c.want)
		}
	}
}

func TestByContent(t *testing.T) {
	for text, want := range map[string]string{
		"<?xml version='1.0'?><!-- x --><tmx/>": "tmx", "<linkGrp toDoc='a'/>": "xces", opusLinks: "xces", teiBook: "tei", "<martif/>": "tbx",
		"<xliff xmlns='x'>": "xliff", "<html/>": "", "": "", "plain": "", "<!DOCTYPE tmx [<!ENTITY a 'b'>]><tmx/>": ""} {
		if f, ok := ByContent(strings.NewReader(text)); f.Name != want || ok != (want != "") {
			t.Errorf("%.40q is %q, want %q", text, f.Name, want)
		}
	}
}

// TestNothingIsKept: of a long text whose sentences are linked in their order nothing waits.
func TestNothingIsKept(t *testing.T) {
	text := `<text><item id="i">`
	for i := range 50 {
		text += fmt.Sprintf(`<p id="p%d"><s id="s%d">One.</s></p>`, i, i)
	}
	d := newPassages(func() (*xmlReader, error) { return newXML(strings.NewReader(text+"</item></text>"), "a.xml"), nil })
	for i := range 50 {
		if got, err := d.take(fmt.Sprint("s", i)); err != nil || len(got) != 1 {
			t.Fatalf("sentence %d: %v, %v", i, got, err)
		}
		if len(d.waiting) > 1 {
			t.Fatalf("%d passages wait after sentence %d", len(d.waiting), i)
		}
	}
}

// TestUnpack: the files of an archive by their names, and what no archive may have.
func TestUnpack(t *testing.T) {
	got, err := Unpack("a.zip", zipped(t, "links.tei", "x", "texts/en.tei", "y"))
	if err != nil || len(got) != 2 || string(got["texts/en.tei"]) != "y" {
		t.Errorf("%q, %v", got, err)
	}
	for want, in := range map[string]*bytes.Buffer{
		"points out of the archive": zipped(t, "../../etc/passwd", "x"),
		"not in the format":         bytes.NewBufferString("PK no archive"),
		"more than 256 MB unpacked": zipped(t, "a", strings.Repeat("x", maxUnpacked/2), "b", strings.Repeat("x", maxUnpacked/2+1)),
	} {
		_, err := Unpack("a.zip", in)
		if input := (*corpus.InputError)(nil); !errors.As(err, &input) || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}
