package web

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"muqabala/views"
)

// maxForm is how much a form may send, in bytes: a long paragraph, percent-encoded, fits.
const maxForm = 4 << 20

// policy lets a page load scripts, styles, fonts and pictures from here alone, and none that stand in the page itself.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; " +
	"base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

func securityHeaders(c *gin.Context) {
	h := c.Writer.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
}

// headAsGet answers HEAD as GET, of which net/http then sends the head alone; but for streams, which would not end.
func headAsGet(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead && !strings.HasSuffix(r.URL.Path, "/events") {
			get := *r
			get.Method = http.MethodGet
			r = &get
		}
		h.ServeHTTP(w, r)
	})
}

// limitBody refuses bodies of more than n bytes.
func limitBody(n int64) gin.HandlerFunc {
	return func(c *gin.Context) {
		c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, n)
	}
}

// Cookies of a reader.
const (
	cookieLang   = "lang"
	cookieTheme  = "theme"
	cookieSide   = "side"
	cookieName   = "name"
	cookieReader = "reader" // a random name that tells this browser from others
)

// readable puts the language of the interface into the context: that of the address, the cookie, or the browser.
func (s *Server) readable(c *gin.Context) {
	wanted := []string{c.Query("lang"), cookie(c, cookieLang), c.GetHeader("Accept-Language")}
	lang := s.translations.Match(nonEmpty(wanted)...)
	if wanted[0] == string(lang) {
		setCookie(c, cookieLang, wanted[0]) // the parts of the page are to be in it, too
	}
	c.Request = c.Request.WithContext(s.translations.In(c.Request.Context(), lang))
	c.Writer.Header().Set("Content-Language", string(lang))
	c.Writer.Header().Add("Vary", "Accept-Language, Cookie")
}

func nonEmpty(all []string) []string {
	var out []string
	for _, s := range all {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// cookie is the value of a cookie, "" where there is none.
func cookie(c *gin.Context, name string) string {
	v, err := c.Cookie(name)
	if err != nil || len(v) > 200 {
		return ""
	}
	return v
}

// setCookie keeps a choice for a year.
func setCookie(c *gin.Context, name, value string) {
	http.SetCookie(c.Writer, &http.Cookie{Name: name, Value: url.QueryEscape(value), Path: "/", MaxAge: int((365 * 24 * time.Hour).Seconds()),
		HttpOnly: true, SameSite: http.SameSiteLaxMode})
}

// prefs are the reader's choices.
func prefs(c *gin.Context) views.Prefs {
	p := views.Prefs{Name: strings.TrimSpace(cookie(c, cookieName)), ArabicLeft: cookie(c, cookieSide) == "left"}
	if t := cookie(c, cookieTheme); t == "light" || t == "dark" {
		p.Theme = t
	}
	return p
}

// who is the name that the reader's edits are entered under.
func who(ctx context.Context, c *gin.Context) string {
	if name := prefs(c).Name; name != "" {
		return name
	}
	return views.T(ctx, "people.someone")
}

// readerKey is what the name that tells the browser from others is kept under for the rest of a request.
const readerKey = "reader"

// known gives a browser a name of its own where it has none: people need not say theirs for their edits to be told from others'.
func known(c *gin.Context) {
	id := cookie(c, cookieReader)
	if id == "" && !strings.HasPrefix(c.Request.URL.Path, "/static/") {
		id = rand.Text()
		setCookie(c, cookieReader, id)
	}
	c.Set(readerKey, id)
}

// readerID is the name that tells the browser from others. It is the browser's secret.
func readerID(c *gin.Context) string { return oneLine(c.GetString(readerKey), 64) }

// readerMark is what the log has of it: enough to tell it from others, not enough to take its place. It is "" for a browser that keeps
// no cookies.
func readerMark(c *gin.Context) string {
	if cookie(c, cookieReader) == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(readerID(c)))
	return hex.EncodeToString(sum[:6])
}

// scripted reports whether a script of the page asks, for a part of it.
func scripted(c *gin.Context) bool { return c.GetHeader("HX-Request") == "true" }
