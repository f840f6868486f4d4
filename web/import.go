package web

import (
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

// startImport takes two files: "original" and "translation", or two "files" of which it is to be found out; many "files", of
// which it is to be found out which belong together; or "aligned" ones.
func (s *Server) startImport(c *gin.Context) {
	if err := c.Request.ParseMultipartForm(inMemory); err != nil {
		s.fail(c, fmt.Errorf("%w: %w", errBadRequest, err))
		return
	}
	defer c.Request.MultipartForm.RemoveAll() // what is left of a failed removal is the system's to clean
	address, err := s.importFiles(c.Request.MultipartForm.File, workspace.How{Title: head(c.PostForm("title"), 200), Look: c.PostForm("look") != ""})
	if err != nil {
		s.fail(c, err)
		return
	}
	c.Redirect(http.StatusSeeOther, address)
}

// importFiles begins to import the files of a form, and gives the address of the page that follows it.
func (s *Server) importFiles(form map[string][]*multipart.FileHeader, how workspace.How) (string, error) {
	aligned, err := uploads(form["aligned"])
	if err != nil {
		return "", err
	}
	files, err := uploads(form["files"])
	if err != nil {
		return "", err
	}
	if len(files) > 2 {
		return "/imports/" + s.imports.StartBatch(files).ID, nil
	}
	if len(files) == 0 {
		how.Sorted = true
		if files, err = uploads(append(form["original"], form["translation"]...)); err != nil {
			return "", err
		}
	}
	var i *workspace.Import
	switch {
	case len(aligned) > 0:
		i, err = s.imports.StartAligned(aligned, how.Title)
	case len(files) == 2:
		i, err = s.imports.Start(files[0], files[1], how)
	default:
		err = fmt.Errorf("an import needs two files, the English and the Arabic, or files that are aligned: %w", errBadRequest)
	}
	if err != nil {
		return "", err
	}
	return "/import/" + i.ID, nil
}

// uploads reads the files of a field.
func uploads(headers []*multipart.FileHeader) ([]workspace.Upload, error) {
	var out []workspace.Upload
	for _, h := range headers {
		u, err := upload(h)
		if err != nil {
			return nil, err
		}
		out = append(out, u)
	}
	return out, nil
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
		m.Format, m.Pairs = f.Format, f.Pairs
		for side, text := range f.Texts {
			m.Texts[side] = views.ImportText{Format: text.Format, Encoding: text.Encoding, Paragraphs: text.Blocks}
		}
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
	eventHeaders(c)
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

// acceptImport keeps what was shown.
func (s *Server) acceptImport(c *gin.Context) {
	if i := s.importOf(c); i != nil {
		i.Accept() // a second press has nothing to do
		c.Redirect(http.StatusSeeOther, "/import/"+i.ID)
	}
}
