package web

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"muqabala/corpus/store"
	"muqabala/views"
	"muqabala/web/workspace"
)

// patience is how long a page waits for a bitext to open before it is answered by how far that is.
const patience = 200 * time.Millisecond

// opened is the bitext as soon as it can be shown. It is nil where a reader's page had better say how far the opening is.
func (s *Server) opened(c *gin.Context, id store.ID) (*workspace.Bitext, error) {
	ctx, o := c.Request.Context(), s.library.Open(c.Request.Context(), id)
	if c.Request.Method == http.MethodGet && !scripted(c) {
		brief, stop := context.WithTimeout(ctx, patience)
		defer stop()
		ctx = brief
	}
	for {
		state, changed := o.State()
		if state.Bitext != nil || state.Err != nil {
			return state.Bitext, state.Err
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return nil, c.Request.Context().Err()
		}
	}
}

// openingStages are those that a reader sees pass before the bitext is shown, in order.
var openingStages = []workspace.Stage{workspace.Ordering, workspace.Aligning, workspace.Checking}

// openingModel is how far an opening is.
func openingModel(id store.ID, state workspace.OpeningState) views.Opening {
	m := views.Opening{Bitext: strconv.FormatInt(int64(id), 10), Stage: string(state.Stage), Steps: len(openingStages)}
	for k, stage := range openingStages {
		if state.Stage == stage {
			m.Step = k + 1
		}
	}
	return m
}

// openingPage says how far the opening of a bitext is, and comes to be the page that was asked for.
func (s *Server) openingPage(c *gin.Context, id store.ID) {
	info, err := s.library.Store.Info(c, id)
	if err != nil {
		s.fail(c, err)
		return
	}
	state, _ := s.library.Open(c.Request.Context(), id).State()
	m := openingModel(id, state)
	m.Title = info.Title
	c.Header("Refresh", "3") // without scripts
	s.show(c, http.StatusAccepted, views.OpeningPage(s.page(c, info.Title, "library"), m))
	c.Abort()
}

// openingEvents tells that page how far it is, as server-sent events; over says that there is something else to see.
func (s *Server) openingEvents(c *gin.Context) {
	id, err := strconv.ParseInt(c.Param("id"), 10, 64)
	if err != nil {
		s.fail(c, errNotFound)
		return
	}
	eventHeaders(c)
	o, out := s.library.Open(c.Request.Context(), store.ID(id)), stream{c.Writer, http.NewResponseController(c.Writer)}
	for {
		state, changed := o.State()
		m, over := openingModel(store.ID(id), state), state.Bitext != nil || state.Err != nil
		text := ""
		if !over {
			text = views.T(c, "opening.stage."+m.Stage)
		}
		if out.send("stage", gin.H{"step": m.Step, "text": text, "over": over}) != nil || over {
			return
		}
		select {
		case <-changed:
		case <-time.After(beat):
		case <-c.Request.Context().Done():
			return
		}
	}
}
