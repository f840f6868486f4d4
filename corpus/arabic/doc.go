// Package arabic is what Arabic text, and the English beside it, needs before it can be compared: folding with an offset
// map, digits and number words, light stems, words, and sentences.
//
// Every offset is a UTF-8 byte offset into the text that was given; nothing here changes a text in place. Everything is safe
// for concurrent use.
package arabic
