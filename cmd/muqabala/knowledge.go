package main

import (
	"context"
	"os"

	"muqabala/align"
	"muqabala/align/lexicon/glossary"
	"muqabala/corpus"
)

// knowledgeFlags are what a user knows beforehand of how words translate.
type knowledgeFlags struct {
	Model    string   `help:"A model file that muqabala train wrote." placeholder:"FILE"`
	Glossary []string `help:"Terms in both languages: TSV, CSV, TBX or a spreadsheet; or the word freedict, for FreeDict's dictionaries where they are installed. May be given several times." placeholder:"FILE" sep:"none"`
	Memory   []string `help:"A translation memory to learn words from: TMX, XLIFF and others. May be given several times." placeholder:"FILE" sep:"none"`
}

// options are those of an aligner that knows it.
func (k *knowledgeFlags) options(ctx context.Context) (o align.Options, err error) {
	if k.Model != "" {
		if o.Knowledge, err = readModel(k.Model); err != nil {
			return o, err
		}
	}
	for _, paths := range [][]string{k.Glossary, k.Memory} {
		for _, path := range paths {
			g, err := glossary.Load(ctx, path)
			if err != nil {
				return o, err
			}
			o.Glossary = append(o.Glossary, g.Entries...)
			for _, s := range g.Memory {
				o.Memory = append(o.Memory, align.Translated{Original: s.English, Translation: s.Arabic})
			}
		}
	}
	return o, ctx.Err()
}

// readModel reads a model file.
func readModel(path string) (*align.Knowledge, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, &corpus.InputError{File: path, Err: cause(err)}
	}
	defer f.Close()
	return align.ReadKnowledge(f, path)
}
