package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
)

//go:embed static
var static embed.FS

// assets are the files of web/static. Each is served under an address with a digest of all of them, so that browsers may
// keep it for ever and never mix versions.
type assets struct {
	files  map[string][]byte // by path in static/
	digest string
}

func loadAssets() (*assets, error) {
	a := &assets{files: map[string][]byte{}}
	h := sha256.New()
	err := fs.WalkDir(static, "static", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := static.ReadFile(name)
		h.Write(data)
		a.files[strings.TrimPrefix(name, "static/")] = data
		return err
	})
	a.digest = hex.EncodeToString(h.Sum(nil))[:12]
	return a, err
}

// href is the address of a file.
func (a *assets) href(name string) string { return "/static/" + a.digest + "/" + name }

// serve answers with a file, under its address with the digest of now or of any time.
func (a *assets) serve(c *gin.Context) {
	digest, name, _ := strings.Cut(strings.TrimPrefix(c.Param("name"), "/"), "/")
	data, ok := a.files[name]
	if !ok {
		c.String(http.StatusNotFound, "no such file\n")
		return
	}
	if digest == a.digest {
		c.Header("Cache-Control", "public, max-age=31536000, immutable")
	} else {
		c.Header("Cache-Control", "no-cache")
	}
	if t := mime.TypeByExtension(path.Ext(name)); t != "" {
		c.Header("Content-Type", t)
	}
	http.ServeContent(c.Writer, c.Request, name, time.Time{}, bytes.NewReader(data))
}
