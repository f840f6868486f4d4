package workspace

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// One decision puts right what was read with one letter for another, in many words: what is ticked, what is sure, or all of it; one undo
// takes it back.
func TestOneDecisionForAConfusionOfLetters(t *testing.T) {
	const ar = "١ - اجتمع المجلس في فيينا عام ١٩٩٩.\n\n٢ - والففرة الثانية تنهي التفرير.\n\n٣ - واعتمد المجلس قرارا آخر في التفرير."
	b := openedTexts(t, "1. The Council met in Vienna in 1999.\n\n2. The second paragraph ends the report.\n\n3. The Council adopted another resolution in the report.", ar, true)
	all := b.View().Confusions()
	i := slices.IndexFunc(all, func(c Confusion) bool { return c.Letters == "ف→ق" })
	if i < 0 || all[i].Places != 3 {
		t.Fatalf("confusions %+v", all)
	}
	before := reading(b)
	do(t, b, Action{Name: "accept-all", Which: Which{Letters: "ف→ق"}})
	if text := reading(b); strings.Contains(text, "فرير") || strings.Contains(text, "ففرة") || !strings.Contains(text, "فيينا") {
		t.Errorf("accepted: %q", text)
	}
	if v := b.View(); len(v.Confusions()) != len(all)-1 {
		t.Errorf("left: %+v", v.Confusions())
	}
	do(t, b, Action{Name: "undo"})
	if reading(b) != before {
		t.Error("one undo does not take it back")
	}
	var members []string
	for _, f := range b.View().Findings {
		if f.Confusion == "ف→ق" && f.Block == 3 {
			members = append(members, f.Key)
		}
	}
	do(t, b, Action{Name: "accept-all", Which: Which{Letters: "ف→ق"}, Members: members, Picked: true})
	if text := reading(b); strings.Count(text, "التفرير") != 1 || !strings.HasSuffix(strings.TrimSpace(text), "التقرير.") {
		t.Errorf("one accepted: %q", text)
	}
	if _, err := b.Do(t.Context(), "Amal", Action{Name: "accept-all", Which: Which{Letters: "ف→ق"}, Picked: true}); reasonOf(err) != "none-ticked" {
		t.Errorf("with none ticked: %v", err)
	}
	if _, err := b.Do(t.Context(), "Amal", Action{Name: "accept-all", Which: Which{Letters: "ف→ق", Least: 1}}); reasonOf(err) != "no-finding" {
		t.Errorf("of those that are certain: %v", err)
	}
	do(t, b, Action{Name: "dismiss-all", Which: Which{Letters: "ف→ق"}})
	if s := b.View().Stats(); s.Dismissed != 2 {
		t.Errorf("%d dismissed, want 2", s.Dismissed)
	}
}

// reasonOf is why an action was refused; "" where it was not.
func reasonOf(err error) string {
	var r *Refusal
	if errors.As(err, &r) {
		return r.Reason
	}
	return ""
}
