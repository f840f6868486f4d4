package check

import "slices"

// All is every check, in the order in which they are explained.
func All() []Check { return slices.Concat(Structure(), Words()) }

// Structure are the checks of how the translation was read: they look at the layout alone.
func Structure() []Check {
	return []Check{mastheadInFlow, duplicateParagraph, misorderedParagraph, splitParagraph, footnoteInFlow, missingParagraph}
}

// Words are the checks of what the translation says. What they find changes with every edit.
func Words() []Check {
	return []Check{numberMismatch, ocrCharacter, ocrWord, terminology, foreignScript, doubledWord, punctuation, markup,
		names, unpaired, untranslated, omission, addition, sentenceCount, lengthAnomaly}
}
