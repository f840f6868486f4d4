package web

import (
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"muqabala/corpus/read"
	"muqabala/views"
	"muqabala/web/workspace"
)

// maxUpload is how much an import may send, in bytes: two files of the greatest size, and the form around them.
const maxUpload = 2*read.MaxFile + 1<<20

// inMemory is how much of an upload is kept in memory while it arrives; the rest goes to temporary files.
const inMemory = 16 << 20

// startImport takes two files: "original" and "translation", or two "files" of which it is to be found out; or one that is
// "aligned" already.
func (s *Server) startImport(c *gin.Context) {
	if err := c.Request.ParseMultipartForm(inMemory); err != nil {
		s.fail(c, fmt.Errorf("%w: %w", errBadRequest, err))
		return
	}
	defer c.Request.MultipartForm.RemoveAll() // what is left of a failed removal is the system's to clean
	i, err := s.importFiles(c.Request.MultipartForm.File, head(c.PostForm("title"), 200))
	if err != nil {
		s.fail(c, err)
		return
	}
	c.Redirect(http.StatusSeeOther, "/import/"+i.ID)
}

// importFiles begins to import the files of a form.
func (s *Server) importFiles(files map[string][]*multipart.FileHeader, title string) (*workspace.Import, error) {
	if one := files["aligned"]; len(one) == 1 {
		file, err := upload(one[0])
		if err != nil {
			return nil, err
		}
		return s.imports.StartAligned(file, title)
	}
	both, sorted := files["files"], false
	if len(both) == 0 {
		both, sorted = append(files["original"], files["translation"]...), true
	}
	if len(both) != 2 {
		return nil, fmt.Errorf("an import needs two files, the English and the Arabic, or one that has both: %w", errBadRequest)
	}
	original, err := upload(both[0])
	translation, err2 := upload(both[1])
	if err := errors.Join(err, err2); err != nil {
		return nil, err
	}
	return s.imports.Start(original, translation, title, sorted)
}

func upload(h *multipart.FileHeader) (workspace.Upload, error) {
	f, err := h.Open()
	if err != nil {
		return workspace.Upload{}, err
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	return workspace.Upload{Name: h.Filename, Data: data}, err
}

// importOf finds the import of the address, or answers that there is none.
func (s *Server) importOf(c *gin.Context) *workspace.Import {
	i := s.imports.Import(c.Param("import"))
	if i == nil {
		s.fail(c, errNotFound)
	}
	return i
}

// importPage shows how far an import is, and leads to the bitext once it is there.
func (s *Server) importPage(c *gin.Context) {
	i := s.importOf(c)
	if i == nil {
		return
	}
	m := importModel(i)
	if m.Bitext != "" {
		c.Redirect(http.StatusSeeOther, "/b/"+m.Bitext)
		return
	}
	s.show(c, http.StatusOK, views.ImportPage(s.page(c, views.T(c, "import.title"), "library"), m))
}

// stages are those that a reader sees pass, in order.
var stages = []workspace.Stage{workspace.Waiting, workspace.Reading, workspace.Ordering, workspace.Checking, workspace.Done}

func importModel(i *workspace.Import) views.Import {
	state, _ := i.State()
	m := views.Import{ID: i.ID, Stage: string(state.Stage), Steps: len(stages) - 1}
	m.Original, m.Translation = i.Names()
	for k, stage := range stages {
		if state.Stage == stage {
			m.Step = k
		}
	}
	if state.Stage == workspace.Done {
		m.Bitext = strconv.FormatInt(int64(state.Bitext), 10)
	}
	if f := state.Found; f != nil {
		m.Format, m.Pairs = f.Format.Name, f.Pairs
		for k, pair := range f.First {
			m.First = append(m.First, views.Unit{Row: k + 1, Original: pair[0], Translation: pair[1]})
		}
	}
	if state.Err != nil {
		m.Error = state.Err.Error()
	}
	return m
}

// importEvents tells an import's page how far it is, as server-sent events.
func (s *Server) importEvents(c *gin.Context) {
	i := s.importOf(c)
	if i == nil {
		return
	}
	c.Header("Content-Type", "text/event-stream")
	c.Header("Cache-Control", "no-store")
	c.Header("X-Accel-Buffering", "no")
	out := stream{c.Writer, http.NewResponseController(c.Writer)}
	for {
		state, changed := i.State()
		m := importModel(i)
		if out.send("stage", gin.H{"stage": m.Stage, "step": m.Step, "steps": m.Steps, "text": views.T(c, "import.stage."+m.Stage)}) != nil || state.Over() {
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

// exchangeImport takes each file of an import for the other.
func (s *Server) exchangeImport(c *gin.Context) {
	if i := s.importOf(c); i != nil {
		i.Exchange() // a second press has nothing to do
		c.Redirect(http.StatusSeeOther, "/import/"+i.ID)
	}
}

// acceptImport keeps an aligned file as it was shown.
func (s *Server) acceptImport(c *gin.Context) {
	if i := s.importOf(c); i != nil {
		i.Accept() // a second press has nothing to do
		c.Redirect(http.StatusSeeOther, "/import/"+i.ID)
	}
}
