package read

import (
	"errors"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	utf16 "golang.org/x/text/encoding/unicode"

	"muqabala/corpus"
)

func TestEncodings(t *testing.T) {
	const ar = "## مقدمة\n\n١ - اتخذت الجمعية العامة القرار في عام 1999، وهو «قرار» مهم؛ انظر A/48/185."
	const western = "## مقدمة\n\n1 - اتخذت الجمعية العامة القرار في عام 1999، وهو قرار مهم؛ انظر A/48/185."
	const en = "The café’s “report” – see A/48/185 – was naïve."
	for _, c := range []struct {
		name     string
		encoding encoding.Encoding
		lang     corpus.Lang
		text     string
		want     string
	}{
		{"utf-8", encoding.Nop, corpus.Arabic, ar, ""},
		{"utf-16 with mark", utf16.UTF16(utf16.LittleEndian, utf16.UseBOM), corpus.Arabic, ar, "utf-16"},
		{"big endian", utf16.UTF16(utf16.BigEndian, utf16.UseBOM), corpus.English, en, "utf-16"},
		{"without mark", utf16.UTF16(utf16.LittleEndian, utf16.IgnoreBOM), corpus.Arabic, ar, "utf-16"},
		{"big endian without mark", utf16.UTF16(utf16.BigEndian, utf16.IgnoreBOM), corpus.Arabic, western, "utf-16"},
		{"windows-1256", charmap.Windows1256, corpus.Arabic, western, "windows-1256"},
		{"iso-8859-6", charmap.ISO8859_6, corpus.Arabic, western, "iso-8859-6"},
		{"windows-1252", charmap.Windows1252, corpus.English, en, "windows-1252"},
	} {
		src, err := c.encoding.NewEncoder().String(c.text)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		d, err := Text(c.name, c.lang, []byte(src))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if d.Source != c.text || d.Encoding != c.want {
			t.Errorf("%s: read as %q: %q", c.name, d.Encoding, d.Source)
		}
	}
	if _, err := Text("x", corpus.English, []byte("\x01\x02\x80\x81\x9d\x9f ab \xff\xfe\x80\x81 \x90\xb2\xb3")); !errors.Is(err, corpus.ErrNotUTF8) {
		t.Errorf("bytes that are no text: %v", err)
	}
	src, _ := charmap.Windows1256.NewEncoder().String(western + western)
	if _, err := Text("x", corpus.English, []byte(src)); !errors.Is(err, corpus.ErrLanguage) {
		t.Errorf("Arabic in Windows-1256 where English belongs: %v", err)
	}
}
