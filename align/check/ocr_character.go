package check

import "muqabala/corpus"

var ocrCharacter = Check{"ocr-character", "A word is no Arabic: a letter was misread, lost or added, or a space.", func(p *Pass) []corpus.Finding {
	return p.misreadFindings(false)
}}
