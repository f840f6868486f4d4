package check

import "muqabala/corpus"

var ocrWord = Check{"ocr-word", "A word is good Arabic, but not the word, or not the form of it, that belongs there.", func(p *Pass) []corpus.Finding {
	return p.misreadFindings(true)
}}
