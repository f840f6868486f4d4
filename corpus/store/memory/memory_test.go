package memory

import (
	"testing"

	"muqabala/corpus/store"
	"muqabala/corpus/store/storetest"
)

func TestStore(t *testing.T) {
	storetest.Test(t, func(*testing.T) store.Store { return new(Store) })
}
