package align

// What the sentence aligner believes and weighs; found on texts of the United Nations, of medicine and of software, and the
// same for all of them.
const (
	// Of words.
	alpha          = .6    // share of a translation's words that have a counterpart, at most (Moore 2002)
	alphaStrength  = 2.0   // occurrences that half of alpha counts for, when a word's own share is learnt
	expected       = .5    // share of numbers, symbols and Latin words that have one, whatever the text says
	background     = 1000. // words that are thought to stand in a text beside its own, when the share of a word is counted
	leastShare     = 1e-6  // of a word of the memory that the text does not have
	minRatio       = .3    // the least ratio that is kept: lower ones add too little
	anchorWeight   = .8    // probability that equal numbers, symbols and Latin words stand for one another
	termWeight     = .4    // the same of an entry of the lexicon
	glossaryWeight = .6    // the same of an entry of a user's glossary
	knownWeight    = .8    // what the probabilities of a model file are multiplied by
	entryFloor     = .5    // share of that weight that counts whatever the text says
	discount       = .35   // taken off each count, so that words seen together once prove little
	rowPrior       = 1.0   // added to each row's sum for the same reason

	// Of shapes.
	oneToOne      = .89
	nullShare     = .02  // of beads with nothing on one side, after one with two sides
	nullAgain     = .4   // the same after one with nothing on one side: such beads come in runs
	nullStrength  = 20.  // beads that nullAgain counts for
	largeBead     = .09  // of 1–2 and 2–1 beads
	perMore       = .2   // for each segment more
	crossed       = .5   // where both sides have several
	longest       = .3   // of four against one
	priorStrength = 150. // beads that these shares count for, when those of the text are learnt

	furnitureNull = 5. // nats that speak for a running header having no counterpart

	// Of confidence: scores are made milder before they are read as probabilities, for the words of one sentence are no
	// independent witnesses.
	temperature = .65

	// Of lengths and marks, in beads that the belief counts for.
	lengthStrength = 30.
	endStrength    = 40.
	borderStrength = 20.
)
