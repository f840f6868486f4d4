package main

import (
	"context"
	"os"

	"muqabala/align"
	"muqabala/corpus"
)

// knowledgeFlags are what a user knows beforehand of how words translate.
type knowledgeFlags struct {
	Model string `help:"A model file that muqabala train wrote." placeholder:"FILE"`
}

// options are those of an aligner that knows it.
func (k *knowledgeFlags) options(ctx context.Context) (o align.Options, err error) {
	if k.Model != "" {
		if o.Knowledge, err = readModel(k.Model); err != nil {
			return o, err
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
