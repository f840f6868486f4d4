package web

import (
	"archive/zip"
	"bytes"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode"

	"github.com/gin-gonic/gin"
)

// downloadTime is how long a download may take.
const downloadTime = 10 * time.Minute

// download is a file as an answer. Its head is sent with its first byte, so that what goes wrong before has a page.
type download struct {
	c               *gin.Context
	name, mediaType string
	begun           bool
}

// begin sends the head, once.
func (d *download) begin() {
	if d.begun {
		return
	}
	d.begun = true
	d.c.Header("Content-Type", d.mediaType)
	d.c.Header("Content-Disposition", disposition(d.name))
	d.c.Header("Cache-Control", "no-store")
	_ = http.NewResponseController(d.c.Writer).SetWriteDeadline(time.Now().Add(downloadTime)) // where there are deadlines
}

// breakOff closes the connection instead of ending the answer, so that half a file is not taken for a whole one.
func (d *download) breakOff() {
	_ = http.NewResponseController(d.c.Writer).SetWriteDeadline(time.Unix(1, 0)) // where there are deadlines
}

func (d *download) Write(p []byte) (int, error) {
	d.begin()
	return d.c.Writer.Write(p)
}

// disposition names a file as RFC 6266 has it: in ASCII for old programs, and as it is.
func disposition(name string) string {
	ascii := strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII || r == '"' || r == '\\' || r == '%' {
			return '_'
		}
		return r
	}, name)
	escaped := strings.ReplaceAll(url.QueryEscape(name), "+", "%20")
	return `attachment; filename="` + ascii + `"; filename*=UTF-8''` + escaped
}

// maxName is how many characters of a title go into the name of a file; in UTF-8 they stay below the 255 bytes of file systems.
const maxName = 80

// fileName makes a title the name of a file, without ending, that every system takes; otherwise where nothing of it is left.
func fileName(title, otherwise string) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Cf, r): // marks of direction could make an ending look like another
			return -1
		case !unicode.IsGraphic(r) || strings.ContainsRune(`/\:*?"<>|`, r):
			return ' '
		}
		return r
	}, strings.ToValidUTF8(title, " "))
	if name = strings.Trim(shorten(strings.Join(strings.Fields(name), " ")), ". "); name == "" {
		return otherwise
	}
	return name
}

// shorten cuts a name that is too long, before a word where it can.
func shorten(name string) string {
	runes := []rune(name)
	if len(runes) <= maxName {
		return name
	}
	name = string(runes[:maxName+1])
	if i := strings.LastIndexByte(name, ' '); i > 0 {
		return name[:i]
	}
	return string(runes[:maxName])
}

// bundle is the files of a format that has several. They are written at the same time, so each waits in memory for its place
// in the archive.
type bundle struct {
	name  string // of the files, without ending
	names []string
	files []*bytes.Buffer
}

// create implements [exchange.Create].
func (b *bundle) create(extension string) (io.Writer, error) {
	b.names, b.files = append(b.names, b.name+extension), append(b.files, &bytes.Buffer{})
	return b.files[len(b.files)-1], nil
}

// writeTo writes the archive.
func (b *bundle) writeTo(w io.Writer) error {
	archive := zip.NewWriter(w)
	for i, f := range b.files {
		out, err := archive.Create(b.names[i])
		if err != nil {
			return err
		}
		if _, err := f.WriteTo(out); err != nil {
			return err
		}
	}
	return archive.Close()
}
