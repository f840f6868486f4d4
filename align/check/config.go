package check

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"muqabala/corpus"
	"muqabala/corpus/arabic"
)

// ConfigName is the file that a project keeps its choices in, beside the texts.
const ConfigName = "muqabala.toml"

// Config is what a project chooses of the checks. The zero value runs every check and reports all that they find.
type Config struct {
	Enable    []string                   `toml:"enable" json:"enable,omitempty"`       // only these checks; none: all
	Disable   []string                   `toml:"disable" json:"disable,omitempty"`     // not these
	Severity  map[string]corpus.Severity `toml:"severity" json:"severity,omitempty"`   // of the findings of a check, in place of its own
	Minimum   corpus.Severity            `toml:"minimum" json:"minimum,omitempty"`     // nothing less grave is reported
	Ignore    []string                   `toml:"ignore" json:"ignore,omitempty"`       // words that are right as they stand; vowel signs, hamza and particles before do not count
	Glossary  []string                   `toml:"glossary" json:"glossary,omitempty"`   // files of terms that the translation must have, as package glossary reads them; from the file's own directory
	Dismissed []string                   `toml:"dismissed" json:"dismissed,omitempty"` // keys of findings that somebody found to be no defects, see [corpus.Finding.Key]
}

// configFile is the form of the file: the choices stand in the table [check], so that other parts can have theirs.
type configFile struct {
	Check Config `toml:"check"`
}

// ReadConfig reads a project's choices. A file that is not there gives an error that wraps [fs.ErrNotExist]; all errors are
// *[corpus.InputError].
func ReadConfig(path string) (Config, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		var p *fs.PathError
		if errors.As(err, &p) {
			err = p.Err
		}
		return Config{}, &corpus.InputError{File: path, Err: err}
	}
	var c configFile
	meta, err := toml.Decode(string(text), &c)
	if err != nil {
		in := &corpus.InputError{File: path, Err: fmt.Errorf("%w: %w", corpus.ErrFormat, err), Hint: "see https://toml.io"}
		var p toml.ParseError
		if errors.As(err, &p) {
			in.Line, in.Offset, in.Err = p.Position.Line, p.Position.Start, fmt.Errorf("%w: %s", corpus.ErrFormat, p.Message)
		}
		return Config{}, in
	}
	for _, key := range meta.Undecoded() {
		if len(key) > 0 && key[0] == "check" {
			return Config{}, &corpus.InputError{File: path, Err: fmt.Errorf("%w: no setting %q", corpus.ErrFormat, key),
				Line: lineOf(string(text), key), Hint: "settings are enable, disable, severity, minimum, ignore, glossary, dismissed"}
		}
	}
	if err := c.Check.Valid(); err != nil {
		in := &corpus.InputError{File: path, Err: err}
		var unknown *unknownNameError
		if errors.As(err, &unknown) {
			in.Line = lineOf(string(text), toml.Key{"check", unknown.name})
		}
		return Config{}, in
	}
	for i, g := range c.Check.Glossary {
		if !filepath.IsAbs(g) {
			c.Check.Glossary[i] = filepath.Join(filepath.Dir(path), g)
		}
	}
	return c.Check, nil
}

// lineOf is the 1-based line that first has the last part of a key, 0 where none has: where a setting stands that is wrong.
func lineOf(text string, key toml.Key) int {
	n := 0
	for line := range strings.Lines(text) {
		n++
		if code, _, _ := strings.Cut(line, "#"); strings.Contains(code, key[len(key)-1]) {
			return n
		}
	}
	return 0
}

// unknownNameError is a name of a check or a severity that does not exist.
type unknownNameError struct{ what, name, hint string }

func (e *unknownNameError) Error() string {
	return fmt.Sprintf("%v: no %s %q%s", corpus.ErrFormat, e.what, e.name, e.hint)
}

func (e *unknownNameError) Unwrap() error { return corpus.ErrFormat }

func noCheck(name string) error {
	return &unknownNameError{"check", name, "; `muqabala check --list` names them"}
}

func noSeverity(s corpus.Severity) error {
	return &unknownNameError{"severity", string(s), ", only error, warning and info"}
}

// Valid reports a name of a check or a severity that does not exist.
func (c Config) Valid() error {
	for _, name := range slices.Concat(c.Enable, c.Disable) {
		if !known(name) {
			return noCheck(name)
		}
	}
	for name, s := range c.Severity {
		if !known(name) {
			return noCheck(name)
		}
		if !slices.Contains(corpus.Severities, s) {
			return noSeverity(s)
		}
	}
	if c.Minimum != "" && !slices.Contains(corpus.Severities, c.Minimum) {
		return noSeverity(c.Minimum)
	}
	return nil
}

func known(name string) bool {
	return slices.ContainsFunc(All(), func(c Check) bool { return c.Name == name })
}

// Checks are the checks that are to run.
func (c Config) Checks() []Check {
	return slices.DeleteFunc(All(), func(k Check) bool {
		return len(c.Enable) > 0 && !slices.Contains(c.Enable, k.Name) || slices.Contains(c.Disable, k.Name)
	})
}

// Apply leaves out what is not to be reported, and gives the others their severity.
func (c Config) Apply(findings []corpus.Finding) []corpus.Finding {
	report := c.Filter()
	var out []corpus.Finding
	for _, f := range findings {
		if report(&f) {
			out = append(out, f)
		}
	}
	return out
}

// Filter gives a function that reports whether a finding is to be reported, and gives it its severity.
func (c Config) Filter() func(*corpus.Finding) bool {
	ignore, runs := map[string]bool{}, map[string]bool{}
	for _, w := range c.Ignore {
		ignore[arabic.Fold(w)] = true
	}
	for _, k := range c.Checks() {
		runs[k.Name] = true
	}
	return func(f *corpus.Finding) bool {
		f.Severity = cmp.Or(c.Severity[f.Check], f.Severity)
		return runs[f.Check] && (c.Minimum == "" || gravity(f.Severity) <= gravity(c.Minimum)) && !ignored(ignore, f.Text) &&
			!(len(c.Dismissed) > 0 && slices.Contains(c.Dismissed, f.Key()))
	}
}

// With is the configuration with what another one chooses besides, which counts more.
func (c Config) With(o Config) Config {
	if len(o.Enable) > 0 {
		c.Enable = o.Enable
	}
	severity := maps.Clone(c.Severity)
	if severity == nil {
		severity = map[string]corpus.Severity{}
	}
	maps.Copy(severity, o.Severity)
	return Config{c.Enable, slices.Concat(c.Disable, o.Disable), severity, cmp.Or(o.Minimum, c.Minimum), slices.Concat(c.Ignore, o.Ignore),
		slices.Concat(c.Glossary, o.Glossary), slices.Concat(c.Dismissed, o.Dismissed)}
}

// ignored reports whether a word, or what is left of it without its particles, is among those.
func ignored(words map[string]bool, text string) bool {
	if len(words) == 0 || strings.ContainsAny(text, " \n") {
		return false
	}
	folded, found := arabic.Fold(text), false
	within(folded, func(_, base, end string) { found = found || end == "" && words[base] })
	return found || words[folded]
}

// gravity counts from the gravest severity on.
func gravity(s corpus.Severity) int { return slices.Index(corpus.Severities, s) }

// Rank orders findings by what deciding them is worth to a reviewer: the gravest and surest first, those that one decision
// answers together before single ones. Findings of equal worth stay in the order of the file.
func Rank(findings []corpus.Finding) []corpus.Finding {
	together := map[string]int{}
	for _, f := range findings {
		together[f.Series]++
	}
	worth := func(f corpus.Finding) float64 { return Worth(f, together[f.Series]) }
	out := slices.Clone(findings)
	slices.SortStableFunc(out, func(a, b corpus.Finding) int { return cmp.Compare(worth(b), worth(a)) })
	return out
}

// Worth is what deciding a finding is worth to a reviewer, among findings of which so many are decided together with it (itself
// counted; 0 where it is decided alone). It has no unit: more is worth more.
func Worth(f corpus.Finding, together int) float64 {
	return f.Confidence * []float64{3, 2, .5}[max(0, gravity(f.Severity))] * (1 + .1*float64(min(together, 10)))
}
