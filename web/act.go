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

// maxShown is how many changed rows are sent back; where more have changed the page asks for those that it shows.
const maxShown = 40

// act does what a form asks for. A page with scripts gets the rows that changed; one without is sent back where it was.
func (s *Server) act(c *gin.Context) {
	if err := c.Request.ParseForm(); err != nil {
		s.fail(c, fmt.Errorf("%w: %w", errBadRequest, err))
		return
	}
	b := bitext(c)
	a, err := actionOf(c.Request.PostForm, b.View())
	if err != nil {
		s.fail(c, err)
		return
	}
	if caret := c.PostForm("caret"); caret != "" && len(a.Segments) > 0 {
		a.Offset = offsetOf(b.View(), a, caret)
	}
	a.By = readerMark(c)
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
func actionOf(form url.Values, v *workspace.View) (workspace.Action, error) {
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
		if name == "filter" {
			rows, err := filtered(value, v)
			if err != nil {
				return a, err
			}
			a.Rows = rows
			continue
		}
		if err := setField(&a, &row, name, value); err != nil {
			return a, err
		}
	}
	switch {
	case row.ID != "":
		a.Rows = []workspace.Target{row}
	case len(a.Rows) == 0:
		for _, ticked := range form["rows"] {
			id, seen, _ := strings.Cut(ticked, " ")
			a.Rows = append(a.Rows, workspace.Target{ID: id, Seen: seen})
		}
	}
	a.Members = form["members"]
	return a, setTicked(&a, form)
}

// filtered are the rows that a filter lets through, which the action is about.
func filtered(query string, v *workspace.View) ([]workspace.Target, error) {
	text, err := url.QueryUnescape(query)
	if err != nil {
		return nil, fmt.Errorf("filter=%q: %w", query, errBadRequest)
	}
	q, err := url.ParseQuery(text)
	if err != nil {
		return nil, fmt.Errorf("filter=%q: %w", query, errBadRequest)
	}
	var out []workspace.Target
	for _, i := range matching(v, filterOf(q, v)) {
		out = append(out, workspace.Target{ID: v.Rows[i].ID, Seen: v.Rows[i].Seen})
	}
	return out, nil
}

// setTicked adds the sentences, paragraphs and blocks that are ticked; those of other rows are not meant.
func setTicked(a *workspace.Action, form url.Values) error {
	for field, list := range map[string]*[]workspace.SegmentID{"segments": &a.Segments, "paragraphs": &a.Paragraphs} {
		for _, ticked := range form[field] {
			row, name, _ := strings.Cut(ticked, " ")
			if len(*list) > maxTicked || len(a.Rows) == 0 || row != a.Rows[0].ID {
				continue
			}
			id, err := segmentOf(name)
			if err != nil {
				return err
			}
			*list = append(*list, id)
		}
	}
	for _, blocks := range form["blocks"] {
		if err := addBlocks(a, blocks); err != nil {
			return err
		}
	}
	return nil
}

// maxTicked is how many sentences or paragraphs of a row an action names.
const maxTicked = 1000

// segmentOf reads the name of a sentence of a row: "t0" is the first of the translation.
func segmentOf(name string) (workspace.SegmentID, error) {
	id := workspace.SegmentID{Side: corpus.TranslationSide}
	if strings.HasPrefix(name, "o") {
		id.Side = corpus.OriginalSide
	}
	n, err := strconv.Atoi(strings.TrimLeft(name, "ot"))
	if err != nil {
		return id, fmt.Errorf("no sentence %q: %w", name, errBadRequest)
	}
	id.Index = n
	return id, nil
}

// addBlocks reads numbers of blocks: "28,29".
func addBlocks(a *workspace.Action, blocks string) error {
	for _, s := range strings.Split(blocks, ",") {
		n, err := strconv.Atoi(s)
		if err != nil {
			return fmt.Errorf("no block %q: %w", s, errBadRequest)
		}
		a.Blocks = append(a.Blocks, corpus.BlockID(n))
	}
	return nil
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
	case "offset":
		a.Offset, err = strconv.Atoi(value)
	case "segment":
		var id workspace.SegmentID
		id, err = segmentOf(value)
		a.Segments = append(a.Segments, id)
	case "blocks":
		err = addBlocks(a, value)
	case "finding":
		a.Finding = value
	case "check":
		a.Which.Check = value
	case "letters":
		a.Which.Letters = value
	case "least":
		a.Which.Least, err = leastOf(value)
	case "cause":
		a.Cause = value
	case "picked":
		a.Picked = value == "1"
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

// leastOf reads a confidence, 0 to 1; nothing is 0.
func leastOf(s string) (float64, error) {
	if s == "" {
		return 0, nil
	}
	least, err := strconv.ParseFloat(s, 64)
	if err != nil || !(least >= 0 && least <= 1) {
		return 0, errors.New("a confidence is a number from 0 to 1")
	}
	return least, nil
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

// changed answers with what an action has changed: the header says which rows, and the page has those to put in, unless they are many.
func (s *Server) changed(c *gin.Context, b *workspace.Bitext, a workspace.Action, change workspace.Change) {
	var rows []views.Row
	if ids := change.Rows(); len(ids) <= maxShown {
		rows = newRowModels(c, b, change.View).named(ids, openRows(c.PostForm("open")))
	}
	event := told(&change)
	event["action"], event["edits"] = a.Name, change.Edits
	trigger, _ := json.Marshal(map[string]any{"muqabala:changed": event}) // of strings and numbers: it cannot fail
	c.Header("HX-Trigger", string(trigger))
	s.show(c, http.StatusOK, views.Changed(header(b, change.View), rows, doneNote(c, a, change)))
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
