package corpus

// Severity says how much a finding matters.
type Severity string

// The severities, the gravest first.
const (
	Error   Severity = "error"   // surely a defect
	Warning Severity = "warning" // most likely a defect
	Info    Severity = "info"    // worth a look
)

// Finding is what a check reports about one place of the translation.
type Finding struct {
	Check       string    `json:"check"`
	Severity    Severity  `json:"severity"`
	Block       BlockID   `json:"block"` // of the translation; 0 where the place is missing from it
	Span        Span      `json:"span"`  // bytes of the block
	Text        string    `json:"text"`  // what the span covers
	Message     string    `json:"message"`
	Suggestions []string  `json:"suggestions,omitempty"` // texts to put in place of the span, the best first
	Related     []BlockID `json:"related,omitempty"`     // other blocks of the translation that the finding is about
	Number      string    `json:"number,omitempty"`      // of a missing paragraph
	Original    BlockID   `json:"original,omitempty"`    // the block of the original that the finding is about
	Cause       string    `json:"cause,omitempty"`       // what explains it together with others: "columns swapped"
	Confidence  float64   `json:"confidence"`            // probability that it is a defect, 0 to 1
}
