package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"muqabala/web/workspace"
)

// beat is how often a silent stream says that it is there, so that no one between takes it for dead.
const beat = 20 * time.Second

// look is how often a stream asks whether another program has written to the project.
const look = 2 * time.Second

// events tells an open page what others do, as server-sent events: "changed", "checked" and "people".
func (s *Server) events(c *gin.Context) {
	b := bitext(c)
	sub, leave := b.Hub.Join(head(c.Query("page"), 40), workspace.Person{Name: who(c, c), Row: head(c.Query("row"), 40)})
	defer leave()
	eventHeaders(c)
	ticker, n := time.NewTicker(look), 0
	defer ticker.Stop()
	out := stream{c.Writer, http.NewResponseController(c.Writer)}
	if out.send("hello", gin.H{"version": b.View().Version}) != nil {
		return
	}
	for {
		var err error
		select {
		case <-c.Request.Context().Done():
			return
		case e := <-sub.Events:
			if b.Hub.Missed(sub) {
				err = out.send("changed", gin.H{"version": b.View().Version, "whole": true})
			} else {
				err = out.event(e)
			}
		case <-ticker.C:
			err = b.Refresh(c.Request.Context())
			if n++; err == nil && n%(int(beat/look)) == 0 {
				err = out.send("beat", gin.H{})
			}
		}
		if err != nil {
			return // the reader has gone
		}
	}
}

// eventHeaders begins an answer of server-sent events.
func eventHeaders(c *gin.Context) {
	c.Header("Content-Type", "text/event-stream")
	c.Header("Cache-Control", "no-store")
	c.Header("X-Accel-Buffering", "no")
}

// stream writes server-sent events.
type stream struct {
	w    http.ResponseWriter
	ctrl *http.ResponseController
}

func (s stream) event(e workspace.Event) error {
	if c := e.Change; c != nil {
		name := "changed"
		if c.Edits == 0 && !c.Structure() {
			name = "checked" // nobody has done anything, but more is known
		}
		m := told(c)
		m["who"] = c.Who
		return s.send(name, m)
	}
	return s.send("people", gin.H{"people": e.People})
}

// maxTold is how many rows a page is told of at most; where more have changed it fetches its rows anew.
const maxTold = 500

// told is what a page's scripts are told of a change.
func told(c *workspace.Change) gin.H {
	n := 0
	for _, s := range c.Splices {
		n += len(s.Gone) + len(s.Rows)
	}
	m := gin.H{"version": c.View.Version}
	if n > maxTold {
		m["whole"] = true
	} else {
		m["splices"] = c.Splices
	}
	return m
}

func (s stream) send(name string, data any) error {
	text, err := json.Marshal(data)
	if err != nil {
		return err
	}
	if err := s.ctrl.SetWriteDeadline(time.Now().Add(2 * beat)); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return err
	}
	if _, err := fmt.Fprintf(s.w, "event: %s\ndata: %s\n\n", name, text); err != nil {
		return err
	}
	return s.ctrl.Flush()
}

// presence says at which row the person of a page is.
func (s *Server) presence(c *gin.Context) {
	bitext(c).Hub.At(head(c.PostForm("page"), 40), head(c.PostForm("row"), 40))
	c.Status(http.StatusNoContent)
}
