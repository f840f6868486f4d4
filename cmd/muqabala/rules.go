package main

import (
	"cmp"
	"context"
	"errors"
	"io/fs"

	"muqabala/align"
	"muqabala/align/check"
	"muqabala/align/lexicon"
	"muqabala/web/workspace"
)

// ruleFlags are what holds for the checks of a server while it runs, beside what its project chooses.
type ruleFlags struct {
	Config   string   `help:"Choices for the checks, as muqabala check has them; muqabala.toml in this directory is read without being named." placeholder:"FILE"`
	Glossary []string `help:"Terms that the translations must have: TSV, CSV, TBX, TMX or a spreadsheet. May be given several times." placeholder:"FILE" sep:"none"`
	Memory   []string `help:"A translation memory that is right: what is usual in it is usual. May be given several times." placeholder:"FILE" sep:"none"`
}

// fixed reads them.
func (f *ruleFlags) fixed(ctx context.Context) (out workspace.Fixed, err error) {
	if out.Check, err = readConfig(f.Config); err != nil {
		return out, err
	}
	out.Terms, out.Memory, err = termsAndMemory(ctx, append(out.Check.Glossary, f.Glossary...), f.Memory)
	out.Check.Glossary = nil // is read
	return out, err
}

// readConfig reads the choices of a file, or those of the one that lies in this directory, if one does.
func readConfig(named string) (check.Config, error) {
	config, err := check.ReadConfig(cmp.Or(named, check.ConfigName))
	if named == "" && errors.Is(err, fs.ErrNotExist) {
		return check.Config{}, nil
	}
	return config, err
}

// termsAndMemory reads glossaries and translation memories. The short sentences of a memory are sentences.
func termsAndMemory(ctx context.Context, glossaries, memories []string) (terms []lexicon.Entry, memory []align.Translated, err error) {
	g, err := (&knowledgeFlags{Glossary: glossaries}).options(ctx)
	if err != nil {
		return nil, nil, err
	}
	m, err := (&knowledgeFlags{Memory: memories}).options(ctx)
	memory = m.Memory
	for _, e := range m.Glossary {
		for _, a := range e.Arabic {
			memory = append(memory, align.Translated{Original: e.English, Translation: a})
		}
	}
	return g.Glossary, memory, err
}
