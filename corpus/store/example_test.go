package store_test

import (
	"context"
	"fmt"

	"muqabala/corpus"
	"muqabala/corpus/store"
	"muqabala/corpus/store/memory"
	"muqabala/corpus/store/storetest"
)

// A session keeps every edit, or the edit did not happen.
func ExampleSession() {
	ctx := context.Background()
	var s memory.Store
	id, err := s.Add(ctx, storetest.New("تقرير"))
	if err != nil {
		fmt.Println(err)
	}
	session, err := store.Open(ctx, &s, id)
	if err != nil {
		fmt.Println(err)
	}
	err = session.Edit(ctx, func(b *corpus.Bitext) error {
		return b.Apply(corpus.Edit{Author: "leila", Ops: []corpus.Op{corpus.Judge{Key: "1:0-3 | 2:0-8", Verdict: corpus.Confirmed}}})
	})
	if err != nil {
		fmt.Println(err)
	}
	info, err := s.Info(ctx, id)
	fmt.Println(info.Title, info.Version, info.LastAuthor, err)
	// Output: تقرير 2 leila <nil>
}
