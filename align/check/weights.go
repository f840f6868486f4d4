package check

// The weights of the logistic regressions of misread.go. They were fitted by iteratively reweighted least squares with a
// prior of unit variance on damaged United Nations documents, health news, guides and licences with known truth, about
// 120,000 words, at the rates of errors that real pages have; other documents of the same kinds were kept for measuring.

// nonWordWeights rank what may stand for a word that is no Arabic.
var nonWordWeights = features{3.34, -1.24, -2.11, 1.21, -1.42, -0.10, 1.09, 0.34, -0.04, 0.16, -3.63, 0.35, -0.86, -0.27, 1.15, 1.24, 0.26}

// decisionWeights say whether such a word is misread, or a name or a word that the dictionary lacks.
var decisionWeights = [decisionFeatures]float64{3.98, 0.79, -3.46, 0.25, -0.51, 0.63, -0.02, -0.85, -0.05}

const (
	dBias         = iota
	dOdds         // of the likeliest candidate
	dName         // as fName
	dOwn          // as fOwn
	dNone         // there is no candidate: 1
	dFrequent     // the document has the candidate: 1
	dMeaning      // as fMeaning
	dFrequentName // both
	dLength
	decisionFeatures
)

// wrongWordWeights are for another word in the place of one that is Arabic.
var wrongWordWeights = features{-5.16, -0.64, 0.05, 0.24, -0.46, 0.27, 0.84, 0.17, -0.26, 1.02, -0.02, 0.25, -1.52, 1.34, 1.12, 0.20, 1.40}

// variantWeights are for another form of it, by the kind of change.
var variantWeights = [changeCount][variantFeatures]float64{
	changeGender:  {-4.42, 0.73, -0.59, 1.16, 0.72, -0.27, 0.14, 1.20, -0.04, 0.26, 0.35, -0.59, -0.90, 0.79, 1.13, -1.98, 0.17, 0.38, 1.68, 0.85, -0.72, 0.87, -0.34, -0.05, 0.32, 0.00, 0.32},
	changeTo:      {-2.63, 0.24, -0.65, 1.81, -0.06, -0.34, 0.13, 0.00, 0.00, 0.74, -0.44, -0.27, -0.51, 2.22, -0.04, 0.16, 0.93, -1.08, 0.00, 0.00, 0.00, 0.00, -0.41, -0.49, 0.74, -0.39, -0.00},
	changeAnd:     {-3.43, 0.51, -1.13, 1.76, 0.11, 0.30, -0.42, 0.00, 0.00, 2.40, -0.85, -0.90, -0.63, 1.04, -0.08, -0.04, 0.00, 0.85, 0.00, 0.00, 0.00, 0.00, 1.46, -0.82, -1.00, 0.72, -0.00},
	changeArticle: {-7.34, 0.83, -0.51, 0.50, 3.12, 0.60, 0.67, -0.68, -0.17, -0.19, -0.33, 0.61, -1.06, 0.34, 2.11, 2.30, -0.57, 0.77, 0.60, 0.00, -0.32, 0.00, -0.18, 0.20, -0.01, 0.00, 1.95},
	changeDual:    {0.21, -0.07, -0.61, 0.73, 1.00, -0.19, 0.06, -0.47, -0.37, -0.13, -0.68, -0.44, -0.93, 0.00, 0.07, 0.00, -1.15, -0.09, -0.13, 0.00, -0.29, 0.00, 0.13, 0.21, 0.60, -0.05, -0.00},
	changeCase:    {-3.22, 0.66, -0.60, 0.37, 0.68, -0.15, 0.55, -0.21, -0.15, -0.03, 0.18, 0.29, 0.07, 0.00, -0.43, -0.43, 1.95, -0.61, 0.33, 0.00, 0.14, 0.00, -0.43, -0.25, -0.71, 0.61, -0.00},
	changeTwo:     {-5.65, 1.90, -0.86, 1.11, 0.43, 0.02, 0.00, -0.05, 0.43, 0.52, -0.26, -0.20, 0.82, 0.00, -0.59, -0.53, -0.03, 0.21, 0.08, 0.00, 0.03, 0.00, 0.91, -0.20, -0.18, 0.57, 0.07},
	changePrefix:  {-3.81, 1.20, -0.48, -0.29, 0.80, 0.00, 0.44, -1.42, 0.32, -0.44, -0.27, -0.29, 0.72, -0.66, -0.06, -0.04, -1.16, 0.28, -0.19, 0.00, 0.73, 0.00, -0.92, -0.04, -0.38, -0.47, 0.74},
	changeOwner:   {-4.21, 2.23, -1.27, 0.70, 0.07, 0.02, 0.00, -0.11, 0.29, 0.40, -0.40, -0.17, 0.22, 0.00, 0.28, -0.48, -0.05, -0.39, -0.46, 0.00, -0.36, 0.00, 0.43, 0.30, 0.30, 0.28, 2.05},
}
