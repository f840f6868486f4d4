package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"muqabala/corpus"
	"muqabala/views"
	"muqabala/web/workspace"
)

// maxShown is how many changed rows are sent back; where more have changed the page asks for what it shows.
const maxShown = 40

// act does what a form asks for. A page with scripts gets the rows that changed; one without is sent back where it was.
func (s *Server) act(c *gin.Context) {
	if err := c.Request.ParseForm(); err != nil {
		s.fail(c, fmt.Errorf("%w: %w", errBadRequest, err))
		return
	}
	a, err := actionOf(c.Request.PostForm)
	if err != nil {
		s.fail(c, err)
		return
	}
	b := bitext(c)
	var change workspace.Change
	if a.Name == "realign" {
		change, err = b.Realign(c)
	} else {
		change, err = b.Do(c, who(c, c), a)
	}
	switch {
	case errors.Is(err, workspace.ErrStale) && a.Name == "edit":
		s.conflict(c, b, a)
	case err != nil:
		s.fail(c, err)
	case scripted(c):
		s.changed(c, b, a, change)
	default:
		c.Redirect(http.StatusSeeOther, back(c, b, a))
	}
}

// actionOf reads an action: its field do is the name and what belongs to it, as in "split side=translation at=45.0 to=45.120";
// what people type or tick are fields of their own.
func actionOf(form url.Values) (workspace.Action, error) {
	a := workspace.Action{Bead: -1, Text: form.Get("text"), Kind: corpus.Kind(form.Get("kind")), Number: form.Get("number")}
	words := strings.Fields(form.Get("do"))
	if len(words) == 0 {
		return a, fmt.Errorf("no action was named: %w", errBadRequest)
	}
	a.Name = words[0]
	if !workspace.Known(a.Name) && a.Name != "realign" {
		return a, fmt.Errorf("no action %q: %w", a.Name, errBadRequest)
	}
	var row workspace.Target
	for _, w := range words[1:] {
		name, value, _ := strings.Cut(w, "=")
		if err := setField(&a, &row, name, value); err != nil {
			return a, err
		}
	}
	if row.ID != "" {
		a.Rows = append(a.Rows, row)
	} else {
		for _, ticked := range form["rows"] {
			id, seen, _ := strings.Cut(ticked, " ")
			a.Rows = append(a.Rows, workspace.Target{ID: id, Seen: seen})
		}
	}
	return a, nil
}

// setField sets a field of an action by its name.
func setField(a *workspace.Action, row *workspace.Target, name, value string) (err error) {
	switch name {
	case "row":
		row.ID = value
	case "seen":
		row.Seen = value
	case "side":
		a.Side = corpus.Side(value)
	case "at":
		a.At, err = placeOf(value)
	case "to":
		a.To, err = placeOf(value)
	case "bead":
		a.Bead, err = strconv.Atoi(value)
	case "choice":
		a.Choice, err = strconv.Atoi(value)
	case "edit":
		a.Edit, err = strconv.Atoi(value)
	case "finding":
		a.Finding = value
	case "cause":
		a.Cause = value
	case "force":
		a.Force = value == "1"
	default:
		err = errors.New("no such field")
	}
	if err != nil {
		return fmt.Errorf("%s=%q: %w: %w", name, value, errBadRequest, err)
	}
	return nil
}

// placeOf reads a place as [placeText] writes it.
func placeOf(s string) (corpus.Place, error) {
	block, offset, _ := strings.Cut(s, ".")
	b, err := strconv.Atoi(block)
	if err != nil {
		return corpus.Place{}, err
	}
	o, err := strconv.Atoi(offset)
	return corpus.Place{Block: corpus.BlockID(b), Offset: o}, err
}

// changed answers with what an action has changed. The header says the same to the scripts.
func (s *Server) changed(c *gin.Context, b *workspace.Bitext, a workspace.Action, change workspace.Change) {
	v := change.View
	m := newRowModels(c, b, v)
	whole := change.Structure || len(change.Rows) > maxShown
	var rows []views.Row
	if !whole {
		open := map[string]bool{}
		for _, id := range strings.Split(c.PostForm("open"), ",") {
			open[id] = true
		}
		for _, id := range change.Rows {
			r := m.row(v.Row(id), open[id])
			r.Swap = true
			rows = append(rows, r)
		}
	}
	event := map[string]any{"version": v.Version, "whole": whole, "rows": change.Rows, "action": a.Name, "edits": change.Edits}
	if whole {
		delete(event, "rows")
	}
	trigger, _ := json.Marshal(map[string]any{"muqabala:changed": event}) // of strings and numbers: it cannot fail
	c.Header("HX-Trigger", string(trigger))
	s.show(c, http.StatusOK, views.Changed(header(b, v), rows, doneNote(c, a, change)))
}

// doneNote says in a word what was done.
func doneNote(c *gin.Context, a workspace.Action, change workspace.Change) string {
	switch {
	case change.Edits == 0 && a.Name != "realign":
		return views.T(c, "done.nothing")
	case views.Has(c, "done."+a.Name):
		return views.T(c, "done."+a.Name)
	}
	return views.T(c, "done.done")
}

// back is where a page without scripts goes on.
func back(c *gin.Context, b *workspace.Bitext, a workspace.Action) string {
	if to := localPath(c.PostForm("back")); to != "" {
		return to
	}
	if len(a.Rows) > 0 && a.Rows[0].ID != "" {
		return "/b/" + idOf(b) + "/row/" + url.PathEscape(a.Rows[0].ID)
	}
	return "/b/" + idOf(b)
}

// localPath is an address on this server, or "" where it is none.
func localPath(s string) string {
	if !strings.HasPrefix(s, "/") || strings.HasPrefix(s, "//") || strings.ContainsAny(s, "\\\r\n") {
		return ""
	}
	return s
}

// conflict lets the person choose between what was typed and what stands there by now.
func (s *Server) conflict(c *gin.Context, b *workspace.Bitext, a workspace.Action) {
	v := b.View()
	i := v.Row(a.Rows[0].ID)
	if i < 0 {
		s.fail(c, workspace.ErrStale)
		return
	}
	r := v.Rows[i]
	side, all := "translation", r.Translation
	if a.Side == corpus.OriginalSide {
		side, all = "original", r.Original
	}
	m := views.Conflict{Bitext: idOf(b), Row: r.ID, Seen: r.Seen, Side: side, Mine: a.Text, Who: lastAuthor(b)}
	for _, p := range all {
		if p.At == a.At {
			m.Theirs = p.Text()
		}
	}
	m.Do = fmt.Sprintf("edit side=%s at=%s row=%s seen=%s", side, placeText(a.At), r.ID, r.Seen)
	if scripted(c) {
		c.Header("HX-Retarget", "#dialog")
		c.Header("HX-Reswap", "innerHTML")
		s.show(c, http.StatusConflict, views.ConflictBody(m))
		return
	}
	s.show(c, http.StatusConflict, views.ConflictPage(s.bitextPage(c, b, v, "review"), m))
}

// lastAuthor is who made the last edit.
func lastAuthor(b *workspace.Bitext) (name string) {
	b.Read(func(x *corpus.Bitext) {
		if log := x.Since(max(0, x.Version()-1)); len(log) > 0 {
			name = log[0].Author
		}
	})
	return name
}
