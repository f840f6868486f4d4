package check

// The weights of the logistic regressions of misread.go. They were fitted by iteratively reweighted least squares with a
// prior of unit variance on damaged United Nations documents, health news, guides and licences with known truth, about
// 120,000 words, at the rates of errors that real pages have; other documents of the same kinds were kept for measuring.

// nonWordWeights rank what may stand for a word that is no Arabic.
var nonWordWeights = features{1.87, -1.52, -1.68, 1.22, -2.36, 0.31, 0.86, 0.09, -0.05, -0.45, -2.42, 0.55, -0.91, -0.32, 1.76, 0.47}

// decisionWeights say whether such a word is misread, or a name or a word that the dictionary lacks.
var decisionWeights = [decisionFeatures]float64{1.70, 0.56, -1.72, -0.43, -3.21, 1.02, 0.05, -0.29, -0.02}

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
var wrongWordWeights = features{-4.56, -0.72, 0.00, 0.33, -0.48, 0.28, 0.93, -0.00, -0.08, 0.94, -0.44, 0.14, -1.24, 2.14, 1.48, 1.26}

// variantWeights are for another form of it, by the kind of change.
var variantWeights = [changeCount][variantFeatures]float64{
	changeGender:  {-5.06, 0.72, -0.57, 1.17, 0.71, -0.24, 0.24, 1.20, 0.00, 0.34, -0.25, -0.31, -0.49, 0.76, 1.13, -1.97, 0.18, 0.37, 1.66, 0.85, -0.76, 0.82, -0.33, -0.00, 0.33, 0.01, 0.81},
	changeTo:      {-2.46, 0.41, -0.60, 1.87, -0.08, -0.37, 0.11, 0.00, 0.00, 0.74, -0.09, -1.32, -0.35, 2.04, 0.01, 0.20, 1.00, -1.03, 0.00, 0.00, 0.00, 0.00, -0.39, -0.49, 0.74, -0.50, -0.00},
	changeAnd:     {-2.68, 0.55, -1.15, 1.82, 0.04, 0.29, -0.40, 0.00, 0.00, 2.14, -0.48, -0.56, -0.24, 1.03, -0.13, -0.06, 0.00, 0.48, 0.00, 0.00, 0.00, 0.00, 1.68, -0.86, -0.96, 0.83, -0.58},
	changeArticle: {-7.33, 0.71, -0.47, 0.52, 3.02, 0.58, 0.62, -0.69, -0.01, -0.56, -0.23, 0.19, -0.06, 0.31, 2.20, 2.05, -0.80, 1.03, 0.53, 0.00, -0.32, 0.00, 0.01, 0.03, 0.03, 0.00, 2.71},
	changeDual:    {-0.29, -0.18, -0.50, 0.85, 0.89, -0.15, 0.04, -0.39, -0.30, 0.40, -0.24, 0.15, -1.09, 0.00, 0.21, 0.00, -1.11, -0.26, -0.15, 0.00, -0.21, 0.00, -0.02, 0.33, 0.65, -0.02, -0.00},
	changeCase:    {-2.99, 0.64, -0.59, 0.41, 0.71, -0.14, 0.56, -0.18, -0.09, 0.05, 0.71, -0.23, -0.31, 0.00, -0.46, -0.46, 1.95, -0.59, 0.29, 0.00, 0.14, 0.00, -0.40, -0.28, -0.71, 0.55, 0.11},
	changeTwo:     {-5.77, 1.88, -0.77, 1.06, 0.42, 0.02, 0.00, -0.04, 0.39, 0.12, -0.77, -0.30, 0.67, 0.00, -0.58, -0.52, -0.15, 0.23, 0.03, 0.00, 0.01, 0.00, 0.96, -0.19, -0.13, 0.53, 0.51},
	changePrefix:  {-4.21, 1.19, -0.44, -0.38, 0.87, -0.00, 0.47, -1.35, 0.35, -0.38, -0.47, -0.69, 0.21, -0.64, -0.02, -0.02, -1.00, 0.28, -0.13, 0.00, 0.75, 0.00, -0.85, 0.02, -0.34, -0.49, 0.99},
	changeOwner:   {-3.63, 2.23, -1.37, 0.67, 0.03, 0.02, 0.00, -0.12, 0.15, 0.25, -0.59, 0.18, 0.29, 0.00, 0.27, -0.37, -0.20, -0.28, -0.45, 0.00, -0.44, 0.00, 0.44, 0.33, 0.28, 0.33, 1.57},
}
