package search

import "muqabala/corpus"

// Field names a part of a record that backends index.
type Field string

// What records are filtered and counted by.
const (
	DocumentField Field = "document"
	KindField     Field = "kind"
	StatusField   Field = "status"
	CheckField    Field = "check"
	NumberField   Field = "number"
	DateField     Field = "date"     // see [Record.Dates]
	ImportedField Field = "imported" // a day
	TitleField    Field = "title"    // see [TitleValues]
)

// The keys of words, a field a side and form; see [KeysOf].
const (
	OriginalExact       Field = "originalExact"
	OriginalFolded      Field = "originalFolded"
	OriginalStem        Field = "originalStem"
	TranslationExact    Field = "translationExact"
	TranslationFolded   Field = "translationFolded"
	TranslationStem     Field = "translationStem"
	OriginalSkeleton    Field = "originalSkeleton"
	TranslationSkeleton Field = "translationSkeleton"
)

// KeyFields are the fields that hold keys of words.
var KeyFields = []Field{OriginalExact, OriginalFolded, OriginalStem, OriginalSkeleton, TranslationExact, TranslationFolded, TranslationStem, TranslationSkeleton}

// FacetFields are the fields that hits are counted by.
var FacetFields = []Field{DocumentField, KindField, StatusField, CheckField}

// form is one of the four ways in which a word is a key.
type form uint8

const (
	exactForm form = iota
	foldedForm
	stemForm
	skeletonForm
)

func keyField(side corpus.Side, f form) Field {
	if side == corpus.OriginalSide {
		return KeyFields[f]
	}
	return KeyFields[4+f]
}

// Expr says which records are wanted. It is one of [All], [Any], [Not], [In], [Begins] and [Between].
type Expr interface{ isExpr() }

// All wants what satisfies every one; where it is empty, everything.
type All []Expr

// Any wants what satisfies at least one; where it is empty, nothing.
type Any []Expr

// Not wants what does not satisfy the expression.
type Not struct{ Expr }

// In wants records that have one of the values in the field.
type In struct {
	Field  Field
	Values []string
	Most   int // values that more records have may be left out; 0: none
}

// Begins wants records that have a value in the field that begins with one of the prefixes.
type Begins struct {
	Field    Field
	Prefixes []string
	Most     int // of the values that begin so the commonest are enough, this many; 0: all
}

// Between wants records that have a value in the field that lies in a range, both ends included; "" leaves an end open.
type Between struct {
	Field    Field
	From, To string
}

func (All) isExpr()     {}
func (Any) isExpr()     {}
func (Not) isExpr()     {}
func (In) isExpr()      {}
func (Begins) isExpr()  {}
func (Between) isExpr() {}
