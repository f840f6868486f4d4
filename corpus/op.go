package corpus

// Op is one reversible operation on a bitext. Applied, it gives its exact inverse; where it no longer fits the bitext it
// changes nothing and gives an error that wraps [ErrConflict].
type Op interface {
	apply(*state) (inverse Op, err error)
	// about lists what the operation is about, for the history of each.
	about() []subject
}

// subject is something of a bitext that operations change.
type subject struct {
	aspect aspect
	side   Side // with block, of what belongs to a block
	block  BlockID
	key    string // of what belongs to a bead or a finding
}

// aspect is what of a subject is changed.
type aspect byte

const (
	inOrder    aspect = iota + 1 // where the block stands, and what it is joined with
	inReading                    // whether it is left out
	inText                       // its words
	inKind                       // its kind
	inNumber                     // its number
	inSegments                   // where its segments begin
	inLinks                      // whether a bead was made
	inVerdict                    // what was decided
	inComments                   // what was said
)

// blockAspects lists those of a block.
var blockAspects = [...]aspect{inOrder, inReading, inText, inKind, inNumber, inSegments}
