package embedded

import "iter"

// chains are many short lists in one piece of memory: of most words there is one form, and a slice for it would be larger than it.
type chains[T any] struct{ links []link[T] }

// chain is one of them, the place behind its last link; 0 is an empty one.
type chain int32

type link[T any] struct {
	value  T
	before chain
}

// add adds a value to a chain.
func (c *chains[T]) add(to *chain, value T) {
	c.links = append(c.links, link[T]{value, *to})
	*to = chain(len(c.links))
}

// all are the values of a chain, the last first.
func (c *chains[T]) all(of chain) iter.Seq[T] {
	return func(yield func(T) bool) {
		for of != 0 && yield(c.links[of-1].value) {
			of = c.links[of-1].before
		}
	}
}

// keyed are entries by a key that several may have.
type keyed struct {
	heads   map[string]chain
	entries chains[int32]
}

func newKeyed() keyed { return keyed{heads: map[string]chain{}} }

func (k *keyed) has(key string) bool { return k.heads[key] != 0 }

func (k *keyed) add(key string, entry int32) {
	head := k.heads[key]
	k.entries.add(&head, entry)
	k.heads[key] = head
}

func (k *keyed) all(key string) iter.Seq[int32] { return k.entries.all(k.heads[key]) }
