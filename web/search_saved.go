package web

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"muqabala/corpus"
	"muqabala/corpus/exchange"
	"muqabala/corpus/search"
)

// savedKey is the setting that has the saved searches of a reader.
const savedKey = "searches"

// maxSaved is how many searches a reader keeps; the oldest go.
const maxSaved = 50

// saver is who the reader's searches are saved under: the name, or what tells the browser from others.
func saver(c *gin.Context) string {
	if name := prefs(c).Name; name != "" {
		return name
	}
	return browserOwner(readerID(c))
}

// browserOwner is the owner of settings that a browser stands for. It cannot be a name: [oneLine] leaves no line end in names.
func browserOwner(id string) string { return "browser\n" + id }

// savedSearches are the reader's, the newest first.
func (s *Server) savedSearches(c *gin.Context) ([]string, error) {
	owner := saver(c)
	settings, err := s.library.Store.Settings(c, owner)
	if err != nil || settings[savedKey] == "" {
		return nil, err
	}
	var out []string
	if err := json.Unmarshal([]byte(settings[savedKey]), &out); err != nil {
		return nil, fmt.Errorf("saved searches of %q: %w", owner, err)
	}
	return out, nil
}

// saveSearch keeps a search, or forgets one.
func (s *Server) saveSearch(c *gin.Context) {
	saved, err := s.savedSearches(c)
	if err != nil {
		s.fail(c, err)
		return
	}
	query, forget := strings.TrimSpace(c.PostForm("save")), c.PostForm("forget")
	if query == "" && forget == "" || len(query) > 4*search.MaxCharacters {
		s.fail(c, fmt.Errorf("say which search to save or to forget: %w", errBadRequest))
		return
	}
	saved = slices.DeleteFunc(saved, func(q string) bool { return q == query || q == forget })
	back := "/search"
	if query != "" {
		saved = slices.Insert(saved, 0, query)
		back = "/search?q=" + url.QueryEscape(query)
	}
	owner := saver(c)
	data, err := json.Marshal(saved[:min(len(saved), maxSaved)])
	if err == nil {
		err = s.library.Store.PutSetting(c, owner, savedKey, string(data))
	}
	if err != nil {
		s.fail(c, err)
		return
	}
	c.Redirect(http.StatusSeeOther, back)
}

// exportSearch sends what a query finds as a file.
func (s *Server) exportSearch(c *gin.Context) {
	format := c.Query("format")
	if format != "csv" && format != "tmx" || s.search.Index == nil {
		s.fail(c, errNotFound)
		return
	}
	f, err := exchange.Find(format)
	if err != nil {
		s.fail(c, err)
		return
	}
	a := searchAsk{query: c.Query("q"), shown: search.MaxLimit}
	_, r, err := s.find(c, a, false)
	if err != nil {
		if problemOf(err) != "" {
			err = fmt.Errorf("%w: %w", err, errBadRequest)
		}
		s.fail(c, err)
		return
	}
	c.Header("Content-Disposition", `attachment; filename="search.`+format+`"`)
	c.Header("Content-Type", f.MediaType)
	if err := writeUnits(f, c.Writer, a.query, r.Hits); err != nil {
		_ = c.Error(err) // the reader has gone, or half the file is sent: nothing can be mended
	}
}

// writeUnits writes hits in a format of others, one unit a pair.
func writeUnits(f exchange.Format, w io.Writer, title string, hits []search.Hit) error {
	out, err := f.NewWriter(func(string) (io.Writer, error) { return w, nil }, exchange.Header{Name: "search", Title: title})
	if err != nil {
		return err
	}
	for _, h := range hits {
		u := exchange.Unit{ID: unitID(&h), Original: segment(h.Original), Translation: segment(h.Translation)}
		if h.Status != search.Open {
			u.Status = corpus.Verdict(h.Status)
		}
		if err := out.Write(u); err != nil {
			return err
		}
	}
	return out.Close()
}

// unitID names a pair in a file: its bitext, and what of its documents it is made of, as exchange has it.
func unitID(h *search.Hit) string {
	original, translation, _ := strings.Cut(h.Bead, "|")
	translation = strings.TrimSuffix(strings.TrimSpace(translation), "|")
	return "b" + h.Document + "_" + strings.Join(strings.Fields(original), ".") + ".." + strings.Join(strings.Fields(translation), ".")
}

// segment is a text as the segments of a unit.
func segment(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}
