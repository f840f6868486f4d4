package web

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"muqabala/align/check"
	"muqabala/align/lexicon/glossary"
	"muqabala/corpus"
	"muqabala/views"
	"muqabala/web/workspace"
)

// maxGlossary is how much an upload of terms may send, in bytes.
const maxGlossary = 32 << 20

// rulesPage shows what the project chooses of the checks, and its terms.
func (s *Server) rulesPage(c *gin.Context) {
	all, err := s.library.Rulings(c)
	if err != nil {
		s.fail(c, err)
		return
	}
	s.showRules(c, http.StatusOK, rulesModel(c, all, s.library.Fixed), localPath(c.Query("back")))
}

func (s *Server) showRules(c *gin.Context, status int, m views.Rules, back string) {
	m.Back = back
	s.show(c, status, views.RulesPage(s.page(c, views.T(c, "rules.title"), "rules"), m))
}

// rulesModel is the model of the last version.
func rulesModel(ctx context.Context, all []workspace.Ruling, fixed workspace.Fixed) views.Rules {
	m := views.Rules{Seen: len(all), Fixed: fixedWords(ctx, fixed)}
	var now workspace.Rules
	for i, r := range all {
		v := views.RulesVersion{Number: i + 1, Time: r.Time.Local().Format("2006-01-02 15:04"), Author: r.Author, Changed: changedParts(now, r.Rules), Now: i == len(all)-1}
		m.History = slices.Insert(m.History, 0, v)
		now = r.Rules
	}
	intoForm(&m, now.Check)
	for _, t := range now.Terms {
		m.Terms = append(m.Terms, views.RuledTerms{Name: t.Name, SHA256: t.SHA256, Entries: t.Entries})
	}
	return m
}

// intoForm puts a configuration into the form.
func intoForm(m *views.Rules, config check.Config) {
	m.Checks = nil
	on := config.Checks()
	for _, k := range check.All() {
		runs := slices.ContainsFunc(on, func(o check.Check) bool { return o.Name == k.Name })
		m.Checks = append(m.Checks, views.RuledCheck{Name: k.Name, On: runs, Severity: config.Severity[k.Name]})
	}
	m.Minimum, m.Ignore = config.Minimum, strings.Join(config.Ignore, "\n")
}

// changedParts names the parts in which two versions differ.
func changedParts(old, now workspace.Rules) (out []string) {
	add := func(name string, same bool) {
		if !same {
			out = append(out, name)
		}
	}
	add("checks", slices.Equal(old.Check.Enable, now.Check.Enable) && slices.Equal(old.Check.Disable, now.Check.Disable))
	add("severity", maps.Equal(old.Check.Severity, now.Check.Severity))
	add("minimum", old.Check.Minimum == now.Check.Minimum)
	add("ignore", slices.Equal(old.Check.Ignore, now.Check.Ignore))
	add("terms", slices.Equal(old.Terms, now.Terms))
	if out == nil {
		out = []string{"nothing"}
	}
	return out
}

// fixedWords says what the command line adds.
func fixedWords(ctx context.Context, f workspace.Fixed) (out []string) {
	if len(f.Check.Disable) > 0 {
		out = append(out, views.T(ctx, "rules.fixedOff", "Names", strings.Join(f.Check.Disable, ", ")))
	}
	if len(f.Check.Enable) > 0 {
		out = append(out, views.T(ctx, "rules.fixedOnly", "Names", strings.Join(f.Check.Enable, ", ")))
	}
	if len(f.Check.Severity) > 0 || f.Check.Minimum != "" {
		out = append(out, views.T(ctx, "rules.fixedSeverity"))
	}
	if n := len(f.Check.Ignore); n > 0 {
		out = append(out, views.N(ctx, "rules.fixedIgnored", n))
	}
	if n := len(f.Terms); n > 0 {
		out = append(out, views.N(ctx, "rules.entries", n))
	}
	if n := len(f.Memory); n > 0 {
		out = append(out, views.N(ctx, "rules.fixedMemory", n))
	}
	return out
}

// setRules keeps what was chosen. What comes too late is shown again, with what has come before it.
func (s *Server) setRules(c *gin.Context) {
	if err := c.Request.ParseForm(); err != nil {
		s.fail(c, fmt.Errorf("%w: %w", errBadRequest, err))
		return
	}
	config := configOf(c.Request.PostForm)
	err := s.rule(c, func(r *workspace.Rules) error {
		config.Dismissed = r.Check.Dismissed
		r.Check = config
		return nil
	})
	if errors.Is(err, workspace.ErrStale) {
		all, err := s.library.Rulings(c)
		if err != nil {
			s.fail(c, err)
			return
		}
		m := rulesModel(c, all, s.library.Fixed)
		intoForm(&m, config)
		m.Stale = true
		s.showRules(c, http.StatusConflict, m, localPath(c.PostForm("back")))
		return
	}
	s.ruled(c, err)
}

// configOf reads the form: checks that are not ticked do not run.
func configOf(form url.Values) check.Config {
	config := check.Config{Severity: map[string]corpus.Severity{}, Minimum: corpus.Severity(form.Get("minimum"))}
	for _, k := range check.All() {
		if !slices.Contains(form["on"], k.Name) {
			config.Disable = append(config.Disable, k.Name)
		}
		if severity := form.Get("severity " + k.Name); severity != "" {
			config.Severity[k.Name] = corpus.Severity(severity)
		}
	}
	for line := range strings.Lines(form.Get("ignore")) {
		if word := oneLine(line, 100); word != "" && !slices.Contains(config.Ignore, word) {
			config.Ignore = append(config.Ignore, word)
		}
	}
	return config
}

// rule changes the rules that the reader has seen.
func (s *Server) rule(c *gin.Context, change func(*workspace.Rules) error) error {
	seen, err := strconv.Atoi(c.PostForm("seen"))
	if err != nil {
		return fmt.Errorf("seen=%q: %w", c.PostForm("seen"), errBadRequest)
	}
	return s.library.Rule(c, who(c, c), seen, change)
}

// ruled leads back to the page, or says what went wrong.
func (s *Server) ruled(c *gin.Context, err error) {
	if errors.Is(err, workspace.ErrStale) {
		err = &workspace.Refusal{Reason: "rules", Text: "the rules have changed since they were seen"}
	}
	if errors.Is(err, corpus.ErrFormat) {
		err = fmt.Errorf("%w: %w", errBadRequest, err)
	}
	if err != nil {
		s.fail(c, err)
		return
	}
	to := "/checks"
	if back := localPath(c.PostForm("back")); back != "" {
		to += "?back=" + url.QueryEscape(back)
	}
	c.Redirect(http.StatusSeeOther, to)
}

// addTerms takes a glossary.
func (s *Server) addTerms(c *gin.Context) {
	if err := c.Request.ParseMultipartForm(inMemory); err != nil {
		s.fail(c, fmt.Errorf("%w: %w", errBadRequest, err))
		return
	}
	defer c.Request.MultipartForm.RemoveAll() // what is left of a failed removal is the system's to clean
	terms, err := s.readTerms(c)
	if err != nil {
		s.fail(c, err)
		return
	}
	s.ruled(c, s.rule(c, func(r *workspace.Rules) error {
		r.Terms = append(slices.DeleteFunc(r.Terms, func(t workspace.Terms) bool { return t.Name == terms.Name }), terms)
		return nil
	}))
}

// readTerms reads the glossary of a form and keeps its entries.
func (s *Server) readTerms(c *gin.Context) (workspace.Terms, error) {
	files := c.Request.MultipartForm.File["file"]
	if len(files) != 1 {
		return workspace.Terms{}, fmt.Errorf("send one glossary: %w", errBadRequest)
	}
	f, err := files[0].Open()
	if err != nil {
		return workspace.Terms{}, err
	}
	defer f.Close()
	name := oneLine(filepath.Base(filepath.ToSlash(files[0].Filename)), 200)
	g, err := glossary.Read(c, f, name)
	if err == nil && len(g.Entries) == 0 {
		err = &corpus.InputError{File: name, Err: corpus.ErrEmpty, Hint: "it has sentences, but no terms"}
	}
	if err != nil {
		return workspace.Terms{}, fmt.Errorf("%w: %w", errBadRequest, err)
	}
	return s.library.KeepTerms(c, name, g.Entries)
}

// removeTerms lets a glossary go.
func (s *Server) removeTerms(c *gin.Context) {
	s.ruled(c, s.rule(c, func(r *workspace.Rules) error {
		r.Terms = slices.DeleteFunc(r.Terms, func(t workspace.Terms) bool { return t.SHA256 == c.PostForm("sha256") })
		return nil
	}))
}

// restoreRules chooses an earlier version again.
func (s *Server) restoreRules(c *gin.Context) {
	all, err := s.library.Rulings(c)
	n, notNumber := strconv.Atoi(c.PostForm("version"))
	if err == nil && (notNumber != nil || n < 1 || n > len(all)) {
		err = fmt.Errorf("no version %q of the rules: %w", c.PostForm("version"), errBadRequest)
	}
	if err != nil {
		s.fail(c, err)
		return
	}
	s.ruled(c, s.rule(c, func(r *workspace.Rules) error {
		*r = all[n-1].Rules
		return nil
	}))
}
