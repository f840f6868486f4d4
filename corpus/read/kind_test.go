package read

import (
	"fmt"
	"strings"
	"testing"

	"muqabala/corpus"
)

// Documents of several sorts, a block a line: what it is, a tab, its text. /, in a masthead, or ⏎ stands for a line break in a block.
const fenced = "```"

var kindTests = map[string]struct {
	lang corpus.Lang
	text string
}{
	"plain report": {corpus.Arabic, `
masthead	الأمم المتحدة/A/69/814
masthead	الجمعية العامة
masthead	Distr.: General/15 June 2015/Original: English
masthead	الدورة التاسعة والستون
agenda	البند ١٢٣ من جدول الأعمال
agenda	تعزيز منظومة الأمم المتحدة
title	إصلاح إدارة الشؤون الإدارية
title	تقرير الأمين العام
heading I	أولا - مقدمة
paragraph 1	١ - طلبت الجمعية العامة إلى الأمين العام أن يقدم تقريرا(١) عن ذلك.
heading A	ألف - لمحة عامة
paragraph 2	٢ - وقد أعد هذا التقرير استجابة لذلك الطلب، وهو يغطي الفترة الممتدة من عام ١٩٩٩
furniture	15-49330
furniture	A/69/814
furniture	7/23
paragraph	إلى عام ٢٠٠١.
paragraph a	(أ) بند أول؛
paragraph b	(ب) بند ثان.
footnote 1	(١) انظر A/48/185.
heading B	بـاء- مسائل أخرى
paragraph 3	٣- انتهى.
`},
	"fragments are not numbered": {corpus.Arabic, `
title	# عنوان
paragraph 1	١ - نص أول عن الفترة من عام
paragraph 2	٢ - نص ثان.
paragraph	١٩٩٩ - ٢٠٠١، وهي الفترة التي شملها التقرير.
paragraph 3	٣ - نص ثالث يشير إلى القرار
paragraph	١٥٤٠ (٢٠٠٤) بشأن عدم الانتشار.
paragraph 4	٤ - وفي المادة ١٢
paragraph	١٢. وقد انتهى الأمر.
paragraph	٣٫٥ في المائة من السكان.
`},
	"misread numbers": {corpus.Arabic, `
title	# عنوان
paragraph	١ - نص الفقرة الأولى.
paragraph	٢ - نص الفقرة الثانية.
paragraph	٧ - نص الفقرة الثالثة.
paragraph	١ - نص الفقرة الحادية عشرة.
paragraph	٥ - نص الفقرة الثانية عشرة.
paragraph	٥ - نص الفقرة الثالثة عشرة.
paragraph	٢٩ - نص الفقرة الرابعة عشرة.
paragraph	٩ - نص الفقرة الخامسة عشرة.
paragraph	٥٥ - نص الفقرة السادسة عشرة.
`},
	"no front": {corpus.Arabic, `
paragraph	اجتمع المجلس يوم الأحد في مقره الدائم لمناقشة جدول أعماله.
paragraph	وقرر المجلس بعد ذلك أن يجتمع مرة أخرى في الشهر القادم.
`},
	"title and sections": {corpus.English, `
title	# The state of the forests
heading	## Background
paragraph	Forests cover a third of the land.
heading	## Findings
paragraph	They are shrinking.
`},
	"title line": {corpus.English, `
title	The state of the forests
paragraph	Forests cover a third of the land. They are shrinking.
paragraph	Nobody knows by how much.
`},
	"treaty": {corpus.Arabic, `
title	اتفاقية بشأن التنوع البيولوجي
heading 1	المادة ١
paragraph	تتمثل أهداف هذه الاتفاقية في صيانة التنوع البيولوجي.
heading 2	المادة ٢: المصطلحات المستخدمة
paragraph 1	١ - لأغراض هذه الاتفاقية تستخدم المصطلحات التالية.
heading 3	المادة الثالثة
paragraph	للدول السيادة على مواردها.
`},
	"treaty in English": {corpus.English, `
title	Convention on Biological Diversity
heading 1	Article 1. Objectives
paragraph	The objectives of this Convention are the conservation of biological diversity.
heading IV	IV. FINAL CLAUSES
heading 2	ARTICLE 2
paragraph	Article 3 of the Convention applies to all of the parties without any exception.
paragraph	A. Smith and others wrote that book about it in 1990.
`},
	"resolution": {corpus.English, `
masthead	S/RES/1244 (1999)
title	# Resolution 1244 (1999)
paragraph	*Recalling* its resolution 1160 (1998), and the reports of the Secretary-General,
paragraph	*Determined* to act,
paragraph 1	1. Decides that a solution shall be based on the principles in annex 1;
paragraph 2	2. Welcomes the acceptance(1) by the Federal Republic;
paragraph a	(a) an item;
paragraph i	(i) an item of an item;
paragraph b	(b) an item.
footnote 1	(1) Ibid.
footnote *	\* Reissued for technical reasons.
`},
	"bracketed items": {corpus.Arabic, `
title	# قائمة
paragraph	وتشمل التدابير ما يلي:
paragraph 1	(١) وضع خطة وطنية شاملة لجميع القطاعات؛
paragraph 2	(٢) إنشاء لجنة وطنية تتولى التنسيق؛
paragraph 3	(٣) تخصيص الموارد اللازمة.
`},
	"bullets": {corpus.English, `
title	# Guide
paragraph	We list:
paragraph	* one thing
paragraph	* another thing
paragraph	- a third thing
heading	## Usage
paragraph	Text here.
footnote 2	[^2]: A note.
footnote 3	<sup>3</sup> Another note.
`},
	"Markdown": {corpus.English, `
markup	---⏎title: Setup
markup	lang: en⏎---
title	# Setup
paragraph	* one thing⏎* another thing
paragraph	Then run:
paragraph	* the only thing
markup	` + fenced + `sh⏎make
markup	make install
markup	` + fenced + `
paragraph	Some words and code:⏎` + fenced + `⏎make test
markup	make clean⏎` + fenced + `
markup	<details>
paragraph	<summary>Output</summary>
markup	</details>
markup	- - -
paragraph	An open fence is none:⏎~~~
paragraph	The end.
`},
	"press release": {corpus.English, `
masthead	SG/SM/7437
masthead	15 June 2000
title	# SECRETARY-GENERAL WELCOMES AGREEMENT
paragraph	The following statement was issued today by the Spokesman.
paragraph	The Secretary-General is pleased.
`},
	"running headers": {corpus.English, `
title	# A study
paragraph 1	1. The first paragraph is here.
furniture	Study of forests
paragraph 2	2. The second paragraph is here.
furniture	Study of forests
furniture	- 2 -
paragraph 3	3. The third paragraph is here.
furniture	Study of forests
furniture	Page 3
`},
	"old notes": {corpus.English, `
title	# A study
paragraph 1	1. The Secretary-General 1/ said so, and the Council² agreed.
paragraph 2	2. That was all.
footnote 1	1/ See A/48/185.
footnote 2	² See S/1994/1.
`},
	"plain headings": {corpus.Arabic, `
title	دراسة عن الغابات
heading 1	الفصل الأول
paragraph 1	١ - تغطي الغابات ثلث اليابسة.
heading	معلومات أساسية
paragraph 2	٢ - وهي تتقلص منذ عام
paragraph	ألف سنة
paragraph 3	٣ - ولا أحد يعلم مقدار ذلك.
heading A	أ - خاتمة
paragraph 4	٤ - انتهى.
`},
	"hidden signs": {corpus.Arabic, "\ntitle\t# عنوان\nparagraph 27\t\u200f٢٧\u200f - وقد تم ذلك.\nparagraph 28\t٢٨ ـ وقد تم ذلك.\nparagraph 29\t٢٩– وقد تم ذلك.\nheading II\t## \u200fثانـــياً – ﻣﻘﺪﻣﺔ\nparagraph 30\t**٣٠ -** وقد تم ذلك.\n"},
	"levels": {corpus.English, `
title	# Plan
paragraph 1.1	1.1 The plan has aims.
paragraph 1.2	1.2 It has means.
paragraph 1.2.1	1.2.1 Money is one.
paragraph	3.5 million people know of it.
paragraph 1.3	1.3. The end.
`},
}

func TestKinds(t *testing.T) {
	for name, test := range kindTests {
		t.Run(name, func(t *testing.T) {
			src, want := kindTest(test.text)
			d, err := Text(name, test.lang, []byte(src))
			if err != nil {
				t.Fatal(err)
			}
			if len(d.Blocks) != len(want) {
				t.Fatalf("%d blocks, want %d", len(d.Blocks), len(want))
			}
			for i, b := range d.Blocks {
				if got := strings.TrimSpace(fmt.Sprint(b.Kind, " ", b.Number, b.Mark)); got != want[i] {
					t.Errorf("%s, want %s: %q", got, want[i], d.Text(b.ID))
				}
			}
		})
	}
}

// kindTest parts a test into the document and what its blocks are.
func kindTest(text string) (src string, want []string) {
	for line := range strings.Lines(strings.TrimPrefix(text, "\n")) {
		is, block, _ := strings.Cut(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(is, "masthead") && !strings.Contains(block, "RES") && !strings.Contains(block, "SM") {
			block = strings.ReplaceAll(block, "/A/", "\nA/")
		}
		if strings.HasPrefix(block, "Distr") {
			block = strings.ReplaceAll(block, "/", "\n")
		}
		src += strings.ReplaceAll(block, "⏎", "\n") + "\n\n"
		want = append(want, is)
	}
	return src, want
}
