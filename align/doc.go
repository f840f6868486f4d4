// Package align aligns sentences, and the words within them, of an original and its translation.
//
// Text becomes segments of stems (words.go) that a [Vocabulary] numbers. Segments are compared by length (length.go, after
// Gale and Church 1993) and by words (lexical.go, IBM model 1 after Brown et al. 1993 and Moore 2002), helped by what stands in
// both texts alike (anchor.go), by the lexicon and by names (knowledge.go). A search (search.go) finds the best chain of beads
// within a corridor; what crosses the order or repeats is looked for among what that leaves (moved.go, repeat.go). Confidences
// are posteriors of the lattice (lattice.go). Paragraphs of a scanned page have packages of their own: align/blocks finds what
// each block carries, align/layout what to mend.
package align
