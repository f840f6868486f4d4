package workspace

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"muqabala/align"
	"muqabala/align/check"
	"muqabala/align/lexicon"
	"muqabala/corpus"
	"muqabala/corpus/store"
)

// Rules are what a project chooses of the checks, and its terms.
type Rules struct {
	Check check.Config `json:"check"` // its glossaries are not read: see Terms
	Terms []Terms      `json:"terms"`
}

// Terms are a glossary of a project.
type Terms struct {
	Name    string `json:"name"`    // of the file that it was read from
	SHA256  string `json:"sha256"`  // of its entries as they are kept, in hexadecimal
	Entries int    `json:"entries"` // how many
}

// Ruling is one version of a project's rules: each stays as it was.
type Ruling struct {
	Rules
	Author string    `json:"author"`
	Time   time.Time `json:"time"`
}

// Fixed are rules that hold while the program runs, whatever the project chooses: those of the command line.
type Fixed struct {
	Check  check.Config
	Terms  []lexicon.Entry
	Memory []align.Translated // sentences with translations known to be right
}

// What rules may be. A store keeps settings of one [store.MaxSetting] at most.
const (
	rulingsKey  = "rules"
	termsPrefix = "terms/"
	maxRulings  = 100 // the oldest go
	maxTerms    = 100 // glossaries
	maxIgnored  = 5000
	maxUnpacked = 64 << 20 // bytes of a glossary; what has more is damaged
)

// Rulings are all versions of the project's rules, the oldest first; none where nobody has chosen anything.
func (l *Library) Rulings(ctx context.Context) ([]Ruling, error) {
	settings, err := l.Store.Settings(ctx, "")
	if err != nil || settings[rulingsKey] == "" {
		return nil, err
	}
	var out []Ruling
	if err := json.Unmarshal([]byte(settings[rulingsKey]), &out); err != nil {
		return nil, fmt.Errorf("the project's rules: %w: %w", store.ErrDamaged, err)
	}
	return out, nil
}

// current is the last version; the zero Rules where there is none.
func current(all []Ruling) Rules {
	if len(all) == 0 {
		return Rules{}
	}
	return all[len(all)-1].Rules
}

// Rule gives the project other rules, and has the bitexts that are open follow them. seen is how many versions there were when whoever
// asks for it saw them: where others have come since, the error wraps [ErrStale].
func (l *Library) Rule(ctx context.Context, who string, seen int, change func(*Rules) error) error {
	l.ruling.Lock()
	defer l.ruling.Unlock()
	all, err := l.Rulings(ctx)
	if err != nil {
		return err
	}
	if seen != len(all) {
		return fmt.Errorf("the project's rules: %w", ErrStale)
	}
	next := current(all)
	next.Terms = slices.Clone(next.Terms)
	if err := change(&next); err != nil {
		return err
	}
	if err := next.valid(); err != nil {
		return err
	}
	all = append(all, Ruling{next, who, time.Now().UTC().Round(time.Second)})
	all = all[max(0, len(all)-maxRulings):]
	data, err := json.Marshal(all)
	if err != nil {
		return err
	}
	if err := l.Store.PutSetting(ctx, "", rulingsKey, string(data)); err != nil {
		return err
	}
	return l.obey(ctx)
}

// valid reports what of the rules cannot be, or nil.
func (r *Rules) valid() error {
	switch {
	case len(r.Check.Ignore) > maxIgnored:
		return fmt.Errorf("%d words are ignored, more than %d: %w", len(r.Check.Ignore), maxIgnored, corpus.ErrTooLarge)
	case len(r.Terms) > maxTerms:
		return fmt.Errorf("%d glossaries, more than %d: %w", len(r.Terms), maxTerms, corpus.ErrTooLarge)
	}
	return r.Check.Valid()
}

// KeepTerms keeps the entries of a glossary, for [Library.Rule] to name them.
func (l *Library) KeepTerms(ctx context.Context, name string, entries []lexicon.Entry) (Terms, error) {
	plain, err := json.Marshal(entries)
	if err != nil {
		return Terms{}, err
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, err = z.Write(plain)
	if err := errors.Join(err, z.Close()); err != nil {
		return Terms{}, err
	}
	sum := sha256.Sum256(plain)
	t := Terms{name, hex.EncodeToString(sum[:]), len(entries)}
	text := base64.StdEncoding.EncodeToString(packed.Bytes())
	if len(text) > store.MaxSetting {
		return t, &corpus.InputError{File: name, Err: corpus.ErrTooLarge, Hint: "a project takes some 100,000 terms a glossary; leave out what it does not need"}
	}
	return t, l.Store.PutSetting(ctx, "", termsPrefix+t.SHA256, text)
}

// terms are the entries of the project's glossaries.
func (l *Library) terms(settings map[string]string, all []Terms) (out []lexicon.Entry, err error) {
	for _, t := range all {
		packed, err := base64.StdEncoding.DecodeString(settings[termsPrefix+t.SHA256])
		if err != nil {
			return nil, fmt.Errorf("glossary %s: %w: %w", t.Name, store.ErrDamaged, err)
		}
		z, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			return nil, fmt.Errorf("glossary %s: %w: %w", t.Name, store.ErrDamaged, err)
		}
		plain, err := io.ReadAll(io.LimitReader(z, maxUnpacked))
		var entries []lexicon.Entry
		if err = errors.Join(err, json.Unmarshal(plain, &entries)); err != nil {
			return nil, fmt.Errorf("glossary %s: %w: %w", t.Name, store.ErrDamaged, err)
		}
		out = append(out, entries...)
	}
	return out, nil
}

// ruleset is what a bitext follows: the project's rules and those of the command line.
type ruleset struct {
	check  check.Config
	terms  []lexicon.Entry
	memory []align.Translated
	digest string // of what findings depend on: other terms or memories find others
	stats  string // name that figures are kept under: other rules have others
}

// ruleset is what bitexts are to follow now.
func (l *Library) ruleset(ctx context.Context) (ruleset, error) {
	all, err := l.Rulings(ctx)
	if err != nil {
		return ruleset{}, err
	}
	settings, err := l.Store.Settings(ctx, "")
	if err != nil {
		return ruleset{}, err
	}
	rules := current(all)
	terms, err := l.terms(settings, rules.Terms)
	if err != nil {
		return ruleset{}, err
	}
	o := ruleset{check: rules.Check.With(l.Fixed.Check), terms: slices.Concat(l.Fixed.Terms, terms), memory: l.Fixed.Memory, stats: statsName}
	if len(o.terms)+len(o.memory) > 0 {
		o.digest = digestOf(o.terms, o.memory)
	}
	if len(all) > 0 || l.Fixed.any() {
		o.stats += "/" + digestOf(o.check, o.digest)
	}
	return o, nil
}

// any reports whether anything is fixed.
func (f *Fixed) any() bool {
	return len(f.Terms)+len(f.Memory) > 0 || digestOf(f.Check) != digestOf(check.Config{})
}

// digestOf tells values apart, as JSON has them.
func digestOf(values ...any) string {
	h := sha256.New()
	_ = json.NewEncoder(h).Encode(values) // of strings and numbers: it cannot fail
	return hex.EncodeToString(h.Sum(nil)[:12])
}

// obey lets the bitexts that are open follow the rules as they are now.
func (l *Library) obey(ctx context.Context) error {
	o, err := l.ruleset(ctx)
	if err != nil {
		return err
	}
	l.mu.Lock()
	open := make([]*Opening, 0, len(l.open))
	for _, one := range l.open {
		open = append(open, one)
	}
	l.mu.Unlock()
	for _, one := range open {
		if s, _ := one.State(); s.Bitext != nil {
			err = errors.Join(err, s.Bitext.obey(ctx, o))
		}
	}
	return err
}

// follow sets what the checks of the bitext are to do. b.mu is held, or nobody else knows the bitext.
func (b *Bitext) follow(o ruleset) {
	b.rules, b.left = o, nil
	b.options.Glossary, b.options.Memory = o.terms, o.memory
}

// obey lets the bitext follow other rules: what they leave out goes at once, and what they let be found is looked for.
func (b *Bitext) obey(ctx context.Context, o ruleset) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	again := b.rules.digest != o.digest
	b.follow(o)
	if again {
		b.check()
	}
	return b.tell(ctx)
}

// reported are the findings that the rules leave, with the severities that they give them.
func (b *Bitext) reported() []found {
	c := &b.rules.check
	if len(c.Enable)+len(c.Disable)+len(c.Severity)+len(c.Minimum)+len(c.Ignore)+len(c.Dismissed) == 0 {
		return b.found
	}
	if b.left == nil {
		report := c.Filter()
		b.left = make([]found, 0, len(b.found))
		for _, f := range b.found {
			if report(&f.Finding) {
				b.left = append(b.left, f)
			}
		}
	}
	return b.left
}
