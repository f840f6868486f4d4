package web

import (
	"net/http"
	"strings"
	"testing"
)

// TestMissingParagraphsAreTold: of paragraphs that the translation lacks the group shows what the original has.
func TestMissingParagraphsAreTold(t *testing.T) {
	en := "1. The Council met in Geneva on 3 May.\n\n2. Kenya reported on its harbours.\n\n3. The delegates went to Nairobi afterwards.\n\n" +
		"4. A second report came from Peru.\n\n5. The session was closed on Friday."
	ar := "١ - اجتمع المجلس في جنيف في ٣ أيار/مايو.\n\n٣ - ثم توجه المندوبون إلى نيروبي.\n\n٥ - واختتمت الدورة يوم الجمعة."
	h := servedTexts(t, []byte(en), []byte(ar), false).Handler()
	code, body := get(t, h, "/b/1/findings?check=missing-paragraph")
	if code != http.StatusOK || strings.Count(body, `name="members"`) != 2 {
		t.Fatalf("%d, %d findings in the group, want 2", code, strings.Count(body, `name="members"`))
	}
	for _, want := range []string{`<bdi lang="en" dir="ltr">2. Kenya reported on its harbours.</bdi>`, `<bdi lang="en" dir="ltr">4. A second report came from Peru.</bdi>`} {
		if !strings.Contains(body, want) {
			t.Errorf("%q is not on the page", want)
		}
	}
}
