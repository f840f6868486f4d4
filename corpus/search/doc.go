// Package search finds segment pairs of bitexts, in Arabic, in English or in both at once.
//
// What is indexed is a [Record]: one sentence bead with the row that it stands in. A word is found by four keys ([KeysOf]):
// as it is written, folded, stemmed, and as the bare skeleton of its letters, which survives misread dots. What is written on
// an Arabic word (و ف ب ل ك ال) is not taken off in the index, where بلدان would lose its first letter, but put on in the
// query: تعاون is asked for as تعاون, وتعاون, التعاون, والتعاون … (see [Forms]). A word that stands in two parts (تعا ون) is asked for
// as any two that make it up; one that has lost a space (مجلسالأمن) is indexed by both of its words.
//
// A backend ([Source]) only keeps records and finds those that satisfy an expression over their keys ([Expr]). Reading the
// query, choosing what its words may stand for, ranking and highlighting are done here by [Engine], so that every backend
// gives the same answer. Highlights are spans of the text as it stands, never of a folded one.
package search
