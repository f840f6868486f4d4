package web

import (
	"net/url"
	"slices"
	"strings"

	"muqabala/corpus"
	"muqabala/corpus/arabic"
	"muqabala/views"
	"muqabala/web/workspace"
)

// filterOf is the filter that an address asks for.
func filterOf(q url.Values, v *workspace.View) views.Filter {
	f := views.Filter{Kind: q.Get("kind"), Status: q.Get("status"), Bead: q.Get("bead"), Check: q.Get("check"),
		Severity: q.Get("severity"), Text: strings.TrimSpace(head(q.Get("q"), 400))}
	for _, g := range v.Findings {
		if !slices.Contains(f.Checks, g.Check) {
			f.Checks = append(f.Checks, g.Check)
		}
	}
	slices.Sort(f.Checks)
	return f
}

// matching are the places of the rows that a filter lets through.
func matching(v *workspace.View, f views.Filter) []int {
	text := strings.Fields(arabic.Fold(f.Text))
	out := make([]int, 0, len(v.Rows))
	for i, r := range v.Rows {
		if f.Any() && !(hasKind(r, f.Kind) && hasStatus(r, f.Status) && hasBead(r, f.Bead) && hasFinding(r, f.Check, f.Severity) && hasText(r, text)) {
			continue
		}
		out = append(out, i)
	}
	return out
}

func hasKind(r *workspace.Row, kind string) bool { return kind == "" || string(kindOf(r)) == kind }

func hasStatus(r *workspace.Row, status string) bool {
	switch status {
	case "":
		return true
	case "unconfirmed":
		return r.Verdict == ""
	case "confirmed", "rejected":
		return string(r.Verdict) == status
	case "unsure":
		return r.Verdict == "" && r.Confidence < .8
	case "commented":
		return len(r.Comments) > 0
	case "edited":
		return slices.ContainsFunc(r.Translation, wasEdited) || slices.ContainsFunc(r.Original, wasEdited)
	}
	return false
}

func wasEdited(p corpus.ReadingParagraph) bool {
	return slices.ContainsFunc(p.Pieces, func(q corpus.Piece) bool { return len(q.Edited) > 0 })
}

func hasBead(r *workspace.Row, shape string) bool {
	if shape == "" {
		return true
	}
	if shape == "null" && (len(r.Original) == 0 || len(r.Translation) == 0) {
		return true
	}
	return slices.ContainsFunc(r.Beads, func(b corpus.Bead) bool { return hasShape(b, shape) })
}

func hasShape(b corpus.Bead, shape string) bool {
	o, t := len(b.Original), len(b.Translation)
	switch shape {
	case "null":
		return b.IsNull()
	case "moved":
		return b.Moved
	case "other":
		return o+t > 3 && !(o == 2 && t == 2)
	}
	return strings.ReplaceAll(b.Type(), "–", "-") == shape
}

func hasFinding(r *workspace.Row, check, severity string) bool {
	if check == "" && severity == "" {
		return true
	}
	return slices.ContainsFunc(r.Findings, func(f *workspace.Finding) bool {
		return f.State == workspace.Open && (check == "" || f.Check == check) && (severity == "" || string(f.Severity) == severity)
	})
}

// hasText reports whether every word stands somewhere in the row's texts, or is its number.
func hasText(r *workspace.Row, words []string) bool {
	if len(words) == 0 {
		return true
	}
	var b strings.Builder
	for _, p := range slices.Concat(r.Original, r.Translation) {
		b.WriteString(p.Number + " " + p.Text() + "\n")
	}
	text := arabic.Fold(b.String())
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}
