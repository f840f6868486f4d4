package check

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// What follows is the grammar that adjectives must agree with their nouns (Wright, A Grammar of the Arabic Language, 3rd ed.,
// II §§ 136–152; Ryding, A Reference Grammar of Modern Standard Arabic, ch. 5 and 10), as far as spelling shows it: a noun's
// gender by its ending or, for broken plurals of things, by pattern and list.

// gender is a set of the genders that a noun may ask of its adjective in the singular.
type gender uint8

const (
	masculine gender = 1 << iota
	feminine
	either = masculine | feminine
)

// brokenPlurals are plurals of things and feminine nouns that no ending shows; their adjectives are feminine.
var brokenPlurals = setOf(`شؤون حقوق ظروف وفود جهود بنود حدود قيود نصوص خطوط قرون فصول أصول حلول عقود ديون فنون علوم بحوث ردود رسوم نفوس شعوب
 سبل نظم أسس أطر كتب صحف مدن نسخ فرص خطط غرف مهن جزر دول أمم قيم شعب حصص فرق مراحل مواد مهام قضايا مزايا نوايا زوايا خلايا هدايا أراض أراضي
 نواح نواحي مبان مباني معان معاني مساع مساعي موانئ مبادئ نتائج آثار آراء آليات آفاق آمال أنباء أشياء أجزاء أنحاء أعباء أسماء أحياء أخطاء
 بلدان نقاط بلاد مياه جبال رمال جهات لغات ألغام أيام حرب أرض نفس سوق شمس دار نار بئر طريق يد عين أذن ريح روح قدم كأس سن ساق رحم
 أسلحة أدوية أنشطة أجهزة أنظمة أسئلة أدلة أمثلة أغذية ألسنة وسائل مسائل رسائل عوامل جوانب قوانين موارد قواعد نوافذ كوارث حوادث حواجز حوافز
 لوائح فوائد عوائق طوائف وظائف صحائف ضرائب خصائص وثائق حقائق تقارير تدابير تعاريف تفاصيل تكاليف تصاريح مقاييس معايير مشاريع مواضيع
 مفاهيم مجاميع صناديق أساليب أقاليم أرقام أقسام أهداف أعمال أطراف أسباب أبعاد أوضاع أحكام أموال أوقات أنواع أشكال أفكار أقوال أفعال
 برامج مناهج جداول مدارس مكاتب مجالس مراكز مصادر مناطق مواقع منافع مخاطر مشاكل مصالح محاكم محافل معاهد معارك معاهدات مخازن مصانع مطالب
 مرافق ملاجئ مناسبات مسؤوليات ألعاب أدوار أسعار أسواق أعراف أعراق أفرقة أوساط أوبئة أمراض أغراض أضرار أخطار أحداث أجيال أبواب أدوات صور سور جثث
 قوى رؤى قرى دعاوى شكاوى فتاوى كبرى أخرى أولى سلع مبالغ ودائع بضائع مقاطع روابط ضوابط ثغرات هياكل نظائر ذخائر قذائف وقائع بدائل دوائر
 أنقاض ألياف محاصيل أسماك أشجار غابات بحار محيطات كواكب أقمار مؤن حسابات حملات هجمات`)

// human are broken plurals of people: their adjectives are plural, so that nothing is to be said of a singular one.
var human = setOf(`أطفال رجال نساء خبراء أعضاء رؤساء وزراء سفراء أمناء نواب عمال موظفون شباب أفراد أشخاص أسرى ضحايا قضاة أطباء علماء سكان طلاب مواطنون
 حكام قادة جنود شهود أصدقاء آباء أمهات أبناء بنات ناس أهالي أيتام تجار كبار صغار زعماء عرب يهود أكراد روس أقارب جيران شركاء عملاء وكلاء مندوبو ممثلو مرضى
 لاجئون نازحون ركاب حراس مدراء مديرو أبطال زملاء ضباط`)

// relatives end in ية or اية and are nouns, never adjectives beside another noun.
var relatives = setOf(`اتفاقية عملية قضية جمعية مسؤولية أهمية إمكانية أولوية حرية هوية كمية نوعية منهجية استراتيجية إستراتيجية شفافية فعالية مديرية
 جنسية أغلبية أقلية عضوية صلاحية حماية بداية نهاية رعاية ولاية كفاية غاية رواية دراية عناية بنية تنمية تسمية تغذية توصية تسوية تربية تصفية ترقية تنقية تعبئة
 تقوية تغطية تهيئة ميزانية آلية ذرية قرية مدنية إنتاجية مصداقية خصوصية حساسية ملكية أرضية جاذبية ضحية وصية هدية ثنية أبوية إنسانية كلية نظرية جزئية
 خلية أمنية أغنية قابلية فاعلية شرعية مشروعية سرية عبودية مساواة وقاية بلدية مفوضية أكاديمية بعدية ناحية زاوية حاوية هاوية داعية راية آية
 سيطرة منسقية ألوية أودية أدوية أندية أغذية أوعية خصخصة رفاهية استمرارية حيوية محدودية عالمية مركزية لامركزية ديمقراطية رأسمالية اشتراكية عنصرية
 موضوعية استقلالية إقليمية شمولية عمومية مرجعية فرضية إشكالية تعددية محلية مهنية تراضي تحدي تعدي أراضي نواحي مساعي مباني معاني أيادي وادي نادي مقهى
 تعاطي تلقي تصدي تردي تأني تبني توخي تولي تخلي تحري تقصي تفشي تفادي تمادي تنامي توالي تساوي تالي وعي سعي نفي رأي نهي شيء جزء بدء وحي رمي جري مجري مشي
 محامي قاضي راعي داعي مفتي لاجئ هادي شواطئ موانئ مبادئ حاوي ماضي أهالي ليالي رقي بغي غني صبي نبي حي ولي وصي علي عدي قضائي`)

// twofold are nouns of this list that are adjectives as well, too common to leave out.
var twofold = setOf(`مدنية إنسانية ذرية أرضية سرية شرعية حيوية عالمية مركزية ديمقراطية عنصرية إقليمية محلية مهنية آلية كلية نظرية جزئية أمنية بلدية قضائي غني حي
 عمومية موضوعية شمولية استقلالية بعدية أبوية أكاديمية رأسمالية اشتراكية علي تالي ماضي`)

func setOf(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// Broken plurals by pattern: those of things as good as always, and those that may as well be singular.
var (
	surePlural = regexp.MustCompile(`^(.وا.ي?.|..ائ.|ت.ا.ي.|م.ا.ي.|أ.ا.ي.|أ..ا.)$`)
	mayPlural  = regexp.MustCompile(`^(م.ا..|..ا.ي?.|..و.|.{1,3}اء|.{2,4}ان|.{2,4}ى|.{3})$`)
)

// parts are what a word is made of at its start: conjunction, preposition, article. "والسياسية" is و, "", ال, "سياسية".
type parts struct {
	conjunction, preposition string
	article                  bool
	base                     string
}

// takeApart parts a word; what begins like a particle but would leave fewer than two letters stays whole.
func takeApart(word string) parts {
	out := parts{base: word}
	for _, c := range []string{"و", "ف"} {
		if rest, ok := strings.CutPrefix(word, c); ok && particleBefore(rest) {
			out.conjunction, word = c, rest
			break
		}
	}
	switch {
	case strings.HasPrefix(word, "لل") && runes(word) > 4:
		return parts{out.conjunction, "ل", true, word[2*letterBytes:]}
	case strings.HasPrefix(word, "بال") && runes(word) > 5, strings.HasPrefix(word, "كال") && runes(word) > 5:
		return parts{out.conjunction, word[:letterBytes], true, word[3*letterBytes:]}
	case strings.HasPrefix(word, "ال") && runes(word) > 4:
		return parts{out.conjunction, "", true, word[2*letterBytes:]}
	}
	out.base = word
	return out
}

// particleBefore reports whether a letter before these is surely a particle: an article follows, alone or behind another.
func particleBefore(rest string) bool {
	for _, a := range []string{"ال", "بال", "لل", "كال"} {
		if strings.HasPrefix(rest, a) {
			return true
		}
	}
	return false
}

// genderOf is what a noun asks of its adjective.
func genderOf(base string) gender {
	switch {
	case brokenPlurals[base]:
		return feminine
	case human[base]:
		return either
	case strings.HasSuffix(base, "ة"), strings.HasSuffix(base, "ات") && runes(base) > 4:
		return feminine
	case strings.HasSuffix(base, "ين"), strings.HasSuffix(base, "ون"):
		return either // of people, or a word like قانون
	case surePlural.MatchString(base):
		return feminine
	case mayPlural.MatchString(base):
		return either
	}
	return masculine
}

// adjective reports whether a word with the article is a relative or defective adjective in -ي or -ية, and its gender.
func adjective(w parts) (gender, bool) {
	base := w.base
	if relatives[base] && !twofold[base] || relatives[base+"ة"] && !twofold[base+"ة"] || strings.HasSuffix(base, "اية") {
		return 0, false
	}
	switch {
	case strings.HasSuffix(base, "ية") && runes(base) > 4:
		return feminine, true
	case strings.HasSuffix(base, "ي") && runes(base) > 3:
		return masculine, true
	}
	return 0, false
}

// heads are the nouns that an adjective may belong to, by the genders that they ask for: near is the noun or adjective
// before it, far all of them, 0 where there is none to be seen.
type heads struct {
	near, far gender
	noun      string // the base of the near one
	construct bool   // a construct ends with the near one: the adjective may belong to either
}

// headsOf are the nouns before token i: those with the article next to it, and the construct before them.
func (p *Pass) headsOf(g *paragraph, i int) (out heads) {
	w := takeApart(p.forms.words[g.tokens[i].form])
	if w.preposition != "" {
		return out // the word begins a phrase of its own
	}
	for k := i - 1; k >= 0 && k >= i-6 && g.tokens[k+1].tight; k-- {
		word := p.forms.words[g.tokens[k].form]
		before := takeApart(word)
		var asks gender
		switch {
		case before.article && !out.construct:
			asks = genderOf(before.base)
			if a, ok := adjective(before); ok {
				asks = a
			}
		case before.article, enders[word], runes(word) < 3:
			return out
		default: // a noun in the construct, maybe with a particle on it
			out.construct = true
			asks = genderOf(word)
			if _, n := utf8.DecodeRuneInString(word); strings.HasPrefix(word, "و") || strings.HasPrefix(word, "ل") || strings.HasPrefix(word, "ب") {
				asks |= genderOf(word[n:])
			}
			if strings.HasSuffix(word, "ه") || strings.HasSuffix(word, "ها") || strings.HasSuffix(word, "هم") {
				asks = either
			}
		}
		if out.far == 0 {
			out.near, out.noun = asks, before.base
		}
		out.far |= asks
	}
	return out
}

// enders are words that end the search for a noun.
var enders = setOf(`في من إلى على عن مع أن إن أو ثم لم لن قد لا ما هذا هذه ذلك تلك التي الذي الذين اللذين كما بما فيما مما حيث عند بعد قبل خلال بين كان كانت يكون تكون
 وفي ومن وإلى وعلى وعن ومع وأن وقد ولا وما وهذا وهذه وذلك وهو وهي هو هي هم وكان وكانت كل جميع بعض أي غير`)
