package glossary

import (
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"unicode"

	"muqabala/align/lexicon"
	"muqabala/corpus"
)

// dictdFolders are where dictionaries for dictd are installed.
var dictdFolders = []string{"/usr/share/dictd", "/usr/local/share/dictd", "/opt/homebrew/share/dictd", "/usr/share/dict"}

// FreeDictName stands for FreeDict's dictionaries where the path of a glossary is asked.
const FreeDictName = "freedict"

// dictionary is a dictionary for dictd, or those of FreeDict.
func dictionary(ctx context.Context, index string) (*Glossary, error) {
	var entries []lexicon.Entry
	var err error
	if index == FreeDictName {
		entries, err = FreeDict(ctx)
	} else {
		entries, err = Dictd(ctx, index)
	}
	if err != nil {
		return nil, err
	}
	return &Glossary{Entries: entries}, nil
}

// FreeDict reads FreeDict's Arabic–English and English–Arabic dictionaries (freedict.org) from where the system installs
// them. Where there are none the error is fs.ErrNotExist.
func FreeDict(ctx context.Context) ([]lexicon.Entry, error) {
	var entries []lexicon.Entry
	for _, name := range []string{"freedict-ara-eng", "freedict-eng-ara"} {
		for _, folder := range dictdFolders {
			index := filepath.Join(folder, name+".index")
			if _, err := os.Stat(index); err != nil {
				continue
			}
			found, err := Dictd(ctx, index)
			if err != nil {
				return nil, err
			}
			entries = append(entries, found...)
			break
		}
	}
	if entries == nil {
		return nil, &corpus.InputError{File: FreeDictName, Err: fmt.Errorf("no FreeDict dictionary of Arabic is installed: %w", fs.ErrNotExist),
			Hint: "install dict-freedict-ara-eng, or its like; it is looked for in " + strings.Join(dictdFolders, ", ")}
	}
	return lexicon.Join(entries), nil
}

// Limits of a dictionary for dictd.
const (
	maxDictionary = 128 << 20 // bytes, unpacked
	maxIndexLine  = 4 << 10
)

// Dictd reads a bilingual dictionary in the format of dictd (RFC 2229's server): an index of lines of headword, tab, offset,
// tab and length, both in base 64, and beside it the text of the articles, .dict or .dict.dz (dictzip, which gzip reads). An
// article is its headword, and lines of translations, numbered where there are several; the headword may be of either
// language. Articles about the dictionary are left out, and so are tashkil and articles before Arabic words.
func Dictd(ctx context.Context, index string) ([]lexicon.Entry, error) {
	text, err := articles(strings.TrimSuffix(index, ".index"))
	if err != nil {
		return nil, err
	}
	f, err := open(index)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	in.Buffer(nil, maxIndexLine)
	c := &collector{ctx: ctx, name: index}
	line, offset := 0, 0
	for in.Scan() {
		line++
		err := c.article(in.Text(), text)
		if err != nil {
			return nil, &corpus.InputError{File: index, Line: line, Offset: offset, Err: err, Hint: "install the dictionary anew"}
		}
		offset += len(in.Bytes()) + 1
	}
	if in.Err() != nil {
		return nil, &corpus.InputError{File: index, Line: line + 1, Offset: offset, Err: fmt.Errorf("%w: %w", corpus.ErrFormat, in.Err())}
	}
	return lexicon.Join(c.entries), nil
}

// articles is the text that an index points into.
func articles(base string) (string, error) {
	for _, ext := range []string{".dict.dz", ".dict"} {
		f, err := open(base + ext)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			return "", err
		}
		defer f.Close()
		var r io.Reader = f
		if ext == ".dict.dz" {
			if r, err = gzip.NewReader(f); err != nil {
				return "", &corpus.InputError{File: base + ext, Err: fmt.Errorf("%w: %w", corpus.ErrFormat, err)}
			}
		}
		text, err := io.ReadAll(io.LimitReader(r, maxDictionary+1))
		if err == nil && len(text) > maxDictionary {
			err = corpus.ErrTooLarge
		} else if err != nil {
			err = fmt.Errorf("%w: %w", corpus.ErrFormat, err)
		}
		if err != nil {
			return "", &corpus.InputError{File: base + ext, Err: err, Hint: "install the dictionary anew"}
		}
		return string(text), nil
	}
	return "", &corpus.InputError{File: base + ".dict.dz", Err: fs.ErrNotExist, Hint: "the index is there, its articles are not"}
}

// numbered is the number before one of several translations.
var numbered = regexp.MustCompile(`^\d+\. `)

// article adds what a line of the index points to.
func (c *collector) article(line string, text string) error {
	fields := strings.Split(line, "\t")
	if len(fields) != 3 {
		return fmt.Errorf("%w: %d columns instead of 3", corpus.ErrFormat, len(fields))
	}
	start, errStart := base64Number(fields[1])
	length, errLength := base64Number(fields[2])
	if err := errors.Join(errStart, errLength); err != nil {
		return err
	}
	if start > len(text) || length > len(text)-start {
		return fmt.Errorf("%w: an article at %d, %d bytes long, in a text of %d", corpus.ErrFormat, start, length, len(text))
	}
	if strings.HasPrefix(fields[0], "00database") {
		return nil
	}
	_, translations, _ := strings.Cut(text[start:start+length], "\n")
	for t := range strings.Lines(translations) {
		t = numbered.ReplaceAllString(strings.TrimSpace(t), "")
		if err := c.add(plain(fields[0]), plain(t)); err != nil {
			return err
		}
	}
	return nil
}

// plain is an Arabic term without tashkil and without the article of its first word, an English one in lower case, as they
// stand in running text.
func plain(term string) string {
	if !isArabic(term) {
		return strings.ToLower(term)
	}
	term = strings.Map(withoutMarks, term)
	if rest, ok := strings.CutPrefix(term, "ال"); ok && len(rest) >= 6 {
		return rest
	}
	return term
}

// withoutMarks drops tashkil and tatweel.
func withoutMarks(r rune) rune {
	if r == 'ـ' || unicode.Is(unicode.Mn, r) {
		return -1
	}
	return r
}

// base64Number reads dictd's numbers: the digits are those of base 64, the most significant first.
func base64Number(s string) (int, error) {
	const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	n := 0
	for _, r := range s {
		d := strings.IndexRune(digits, r)
		if d < 0 || n > maxDictionary {
			return 0, fmt.Errorf("%w: %q is no number of an index", corpus.ErrFormat, s)
		}
		n = n*64 + d
	}
	return n, nil
}
