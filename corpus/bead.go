package corpus

import "fmt"

// Bead is an n–m link between units of the original and of the translation: segments, or paragraphs (Brown, Lai and
// Mercer 1991; Gale and Church 1993). The units are named by 0-based indexes, ascending on each side; an empty side
// means that the unit has no counterpart.
type Bead struct {
	Original    []int `json:"original"`
	Translation []int `json:"translation"`
	// Confidence is the probability that the bead is right, 0 to 1.
	Confidence float64 `json:"confidence"`
	// Moved says that the bead crosses the order of the others.
	Moved bool `json:"moved,omitempty"`
	// Repeat says that the translation repeats what another bead has already.
	Repeat bool `json:"repeat,omitempty"`
}

// Type is the bead's shape, original first: "1–1", "1–2", "0–1".
func (b Bead) Type() string { return fmt.Sprintf("%d–%d", len(b.Original), len(b.Translation)) }

// IsNull reports whether one side is empty.
func (b Bead) IsNull() bool { return len(b.Original) == 0 || len(b.Translation) == 0 }
