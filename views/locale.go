package views

import (
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"muqabala/corpus"
)

//go:embed messages/*.json
var messages embed.FS

// Languages are those that the interface speaks, the default first.
var Languages = []corpus.Lang{corpus.English, corpus.Arabic}

// Translations is the message files, read.
type Translations struct {
	localizers map[corpus.Lang]*i18n.Localizer
	matcher    language.Matcher
	sayings    map[string]saying
}

// LoadTranslations reads the message files.
func LoadTranslations() (*Translations, error) {
	bundle := i18n.NewBundle(language.English)
	bundle.RegisterUnmarshalFunc("json", json.Unmarshal)
	t := &Translations{localizers: map[corpus.Lang]*i18n.Localizer{}}
	var tags []language.Tag
	for _, lang := range Languages {
		if _, err := bundle.LoadMessageFileFS(messages, "messages/"+string(lang)+".json"); err != nil {
			return nil, fmt.Errorf("messages of %s: %w", lang, err)
		}
		t.localizers[lang] = i18n.NewLocalizer(bundle, string(lang))
		tags = append(tags, language.Make(string(lang)))
	}
	t.matcher = language.NewMatcher(tags)
	var err error
	t.sayings, err = sayings()
	return t, err
}

// Match is the language of the interface for what a reader asked for: languages or Accept-Language headers, the first
// that names one of ours.
func (t *Translations) Match(wanted ...string) corpus.Lang {
	_, i := language.MatchStrings(t.matcher, wanted...)
	return Languages[i]
}

// locale is the language that a page is in.
type locale struct {
	lang      corpus.Lang
	localizer *i18n.Localizer
	sayings   map[string]saying
}

type localeKey struct{}

// In makes a context in which pages are shown in that language.
func (t *Translations) In(ctx context.Context, lang corpus.Lang) context.Context {
	return context.WithValue(ctx, localeKey{}, &locale{lang, t.localizers[lang], t.sayings})
}

func localeOf(ctx context.Context) *locale {
	l, _ := ctx.Value(localeKey{}).(*locale)
	if l == nil {
		panic("views: a page is shown in no language; see Translations.In")
	}
	return l
}

// Lang is the language of the interface.
func Lang(ctx context.Context) corpus.Lang { return localeOf(ctx).lang }

// T is a message with values in it, given as names and values in turn: T(ctx, "row.nth", "N", 3).
func T(ctx context.Context, id string, values ...any) string {
	return localeOf(ctx).message(id, nil, values)
}

// N is a message about a number of things; its form depends on the number, which it calls PluralCount.
func N(ctx context.Context, id string, count int, values ...any) string {
	return localeOf(ctx).message(id, count, append(values, "Count", count))
}

func (l *locale) message(id string, count any, values []any) string {
	c := &i18n.LocalizeConfig{MessageID: id, PluralCount: count}
	if len(values) > 0 {
		data := make(map[string]any, len(values)/2)
		for i := 0; i+1 < len(values); i += 2 {
			value := values[i+1]
			if n, ok := value.(int); ok {
				value = l.number(n)
			}
			data[fmt.Sprint(values[i])] = value
		}
		c.TemplateData = data
	}
	s, err := l.localizer.Localize(c)
	if err != nil {
		return id // a test holds every message of the templates to the files
	}
	return s
}

// Has reports whether there is a message of that ID in the language of the context.
func Has(ctx context.Context, id string) bool {
	_, err := localeOf(ctx).localizer.Localize(&i18n.LocalizeConfig{MessageID: id})
	return err == nil
}

// number writes a number in the digits of the language.
func (l *locale) number(n int) string { return l.digits(strconv.Itoa(n)) }

func (l *locale) digits(s string) string {
	if l.lang != corpus.Arabic {
		return s
	}
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return r - '0' + '٠'
		}
		return r
	}, s)
}

// Num writes a number in the digits of the interface.
func Num(ctx context.Context, n int) string { return localeOf(ctx).number(n) }

// Digits writes the digits of a text as the interface does.
func Digits(ctx context.Context, s string) string { return localeOf(ctx).digits(s) }

// Percent writes a share, 0 to 1, in whole percent.
func Percent(ctx context.Context, share float64) string {
	return T(ctx, "percent", "N", int(share*100+.5))
}
