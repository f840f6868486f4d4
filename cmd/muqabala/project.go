package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"os/user"
	"strings"

	"muqabala/corpus/store"
	"muqabala/corpus/store/sqlite"
)

// projectFlag names a project.
type projectFlag struct {
	Project string `help:"The project: one file with its documents and all edits." required:"" short:"p" placeholder:"FILE"`
}

// bitextFlags name a bitext of a project.
type bitextFlags struct {
	projectFlag
	Bitext store.ID `help:"Number of the bitext in the project; where there is only one it need not be said." short:"b" placeholder:"N"`
}

// open opens the project and finds the bitext.
func (f bitextFlags) open(ctx context.Context, mode sqlite.Mode) (*sqlite.Store, store.Info, error) {
	s, err := sqlite.Open(ctx, f.Project, mode)
	if err != nil {
		return nil, store.Info{}, err
	}
	info, err := f.find(ctx, s)
	if err != nil {
		s.Close()
		return nil, info, fmt.Errorf("%s: %w", f.Project, err)
	}
	return s, info, nil
}

func (f bitextFlags) find(ctx context.Context, s store.Library) (store.Info, error) {
	all, err := s.Bitexts(ctx)
	if err != nil {
		return store.Info{}, err
	}
	for _, info := range all {
		if info.ID == f.Bitext || f.Bitext == 0 && len(all) == 1 {
			return info, nil
		}
	}
	var names []string
	for _, info := range all {
		names = append(names, fmt.Sprintf("\n  %d  %s", info.ID, info.Title))
	}
	switch {
	case len(all) == 0:
		return store.Info{}, fmt.Errorf("the project has no bitext: %w; muqabala import adds one", store.ErrNotFound)
	case f.Bitext == 0:
		return store.Info{}, fmt.Errorf("the project has several bitexts; say which with --bitext N:%s", strings.Join(names, ""))
	}
	return store.Info{}, fmt.Errorf("bitext %d: %w; there are:%s", f.Bitext, store.ErrNotFound, strings.Join(names, ""))
}

// authorFlag says who edits.
type authorFlag struct {
	Author string `help:"Your name, for the log; as a rule that of your account." env:"MUQABALA_AUTHOR" placeholder:"NAME"`
}

func (f authorFlag) name() string {
	if f.Author != "" {
		return f.Author
	}
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return "unknown"
}

// source is what the store keeps about a file. What can be read but once, such as a pipe, has no hash.
func source(path string) (store.File, error) {
	f, err := os.Open(path)
	if err != nil {
		return store.File{}, err
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return store.File{Name: path}, err
	}
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return store.File{}, err
	}
	return store.File{Name: path, SHA256: hex.EncodeToString(h.Sum(nil))}, nil
}

// sameFiles reports whether a bitext was read from these two files.
func sameFiles(i store.Info, original, translation store.File) bool {
	return original.SHA256 != "" && i.Original.File.SHA256 == original.SHA256 &&
		translation.SHA256 != "" && i.Translation.File.SHA256 == translation.SHA256
}
