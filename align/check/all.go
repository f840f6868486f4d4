package check

// All is every check, in the order in which they are explained.
func All() []Check {
	return []Check{mastheadInFlow, duplicateParagraph, misorderedParagraph, splitParagraph, footnoteInFlow, missingParagraph,
		numberMismatch, ocrCharacter, ocrWord, terminology, foreignScript, doubledWord, punctuation, markup,
		names, unpaired, untranslated, omission, addition, sentenceCount, lengthAnomaly}
}
