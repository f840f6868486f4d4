// Package sample has the report that the project began with, in both languages.
//
// The Arabic is the United Nations report A/55/98 (2000) as OCR read it from pages of two columns, with all its errors. The
// English is a working text of the same report made for this project; it is not the official English version.
package sample

import _ "embed"

//go:embed report.en.md
var original []byte

//go:embed report.ar.md
var translation []byte

// Original is a copy of the English working text, in Markdown.
func Original() []byte { return append([]byte(nil), original...) }

// Translation is a copy of the Arabic text as OCR read it, in Markdown.
func Translation() []byte { return append([]byte(nil), translation...) }
