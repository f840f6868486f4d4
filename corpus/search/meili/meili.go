// Package meili is the search index on a Meilisearch server.
//
// Meilisearch's own words would not do: charabia keeps و ف ب ل ك on Arabic words, does not fold Arabic digits, and knows no
// alternatives for a word, no exact phrases of folded words, no misread dots. So records carry the same keys as in every
// backend ([search.KeysOf]) as filterable attributes, and an expression over them is a filter. The texts are searchable
// attributes too, with their locales, synonyms and typo tolerance, for those who look into the server with other programs.
//
// What is indexed of a bitext is one document a record in the index that bears the project's name; which version of it, is
// in a second index. Searches use a key that may only search that index, never the key of the administrator.
package meili

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/meilisearch/meilisearch-go"

	"muqabala/corpus/search"
)

// Format is the version of what is in the index. An index of another one is made anew.
const Format = "muqabala-search/4"

// MinVersion is the oldest server that can do what is asked of it: filters by beginnings ceased to be an experiment there.
const MinVersion = "1.18"

// Options say where the server is and how patient to be with it.
type Options struct {
	URL       string
	MasterKey string // or another key that may create keys and indexes; empty for a server without keys
	Name      string // of the index: letters, digits, - and _
	Synonyms  map[string][]string

	Timeout      time.Duration // of a search; 0: 3 s
	WriteTimeout time.Duration // of a batch of records, from its upload to its being searchable; 0: 2 min
}

// batchSize is how many records are sent at once.
const batchSize = 1000

// Index is a [search.Index] on a server.
type Index struct {
	*search.Engine
	source

	o       Options
	admin   meilisearch.ServiceManager
	writing sync.Mutex
}

// source is the index as the engine sees it: with a key for searches.
type source struct {
	name    string
	client  meilisearch.ServiceManager
	timeout time.Duration
	version string // of the server
}

// Open connects to the server and makes the index there if need be. fresh says that it is empty, or of another format, so
// that everything must be indexed, see [Index.Rebuild]. A server that does not answer is [search.ErrUnavailable], one that
// refuses the key [search.ErrDenied].
func Open(ctx context.Context, o Options) (x *Index, fresh bool, err error) {
	if o.Timeout == 0 {
		o.Timeout = 3 * time.Second
	}
	if o.WriteTimeout == 0 {
		o.WriteTimeout = 2 * time.Minute
	}
	x = &Index{o: o, admin: connect(o.URL, o.MasterKey)}
	version, err := x.serverVersion(ctx)
	if err != nil {
		return nil, false, err
	}
	key, err := x.searchKey(ctx)
	if err != nil {
		return nil, false, err
	}
	x.source = source{o.Name, connect(o.URL, key), o.Timeout, version}
	x.Engine = search.NewEngine(x.source)
	format, err := x.format(ctx)
	if err != nil {
		return nil, false, err
	}
	if format == "" {
		err = x.create(ctx, o.Name)
	}
	return x, format != Format, err
}

// connect makes a client that tries again, ever more slowly, when a server is busy.
func connect(url, key string) meilisearch.ServiceManager {
	client := &http.Client{Timeout: time.Minute, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	busy := []int{http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout}
	return meilisearch.New(url, meilisearch.WithAPIKey(key), meilisearch.WithCustomClient(client), meilisearch.WithCustomRetries(busy, 3))
}

// serverVersion refuses servers that are too old.
func (x *Index) serverVersion(ctx context.Context) (string, error) {
	ctx, stop := context.WithTimeout(ctx, x.o.Timeout)
	defer stop()
	v, err := x.admin.VersionWithContext(ctx)
	if err != nil {
		return "", explain(err)
	}
	if older(v.PkgVersion, MinVersion) {
		return "", fmt.Errorf("%w: Meilisearch %q is too old, %s or later is needed", search.ErrUnavailable, v.PkgVersion, MinVersion)
	}
	return v.PkgVersion, nil
}

// older compares versions number by number; what is no version is older than any.
func older(version, than string) bool {
	a, b := strings.Split(version, "."), strings.Split(than, ".")
	for i := range b {
		if i >= len(a) {
			return true
		}
		x, err := strconv.Atoi(a[i])
		y, _ := strconv.Atoi(b[i])
		if err != nil || x != y {
			return err != nil || x < y
		}
	}
	return false
}

// searchKey is a key that may search this index and do nothing else, made if need be.
func (x *Index) searchKey(ctx context.Context) (string, error) {
	if x.o.MasterKey == "" {
		return "", nil
	}
	ctx, stop := context.WithTimeout(ctx, x.o.Timeout)
	defer stop()
	name := "Muqabala searches " + x.o.Name
	keys, err := x.admin.GetKeysWithContext(ctx, &meilisearch.KeysQuery{Limit: 1000})
	if err != nil {
		return "", explain(err)
	}
	for _, k := range keys.Results {
		if k.Name == name {
			return k.Key, nil
		}
	}
	k, err := x.admin.CreateKeyWithContext(ctx, &meilisearch.Key{Name: name, Description: "Searches of Muqabala; may only search",
		Actions: []string{"search"}, Indexes: []string{x.o.Name}})
	if err != nil {
		return "", explain(err)
	}
	return k.Key, nil
}

// Health says whether the server answers, and how many records it has.
func (x *Index) Health(ctx context.Context) (search.Health, error) {
	ctx, stop := context.WithTimeout(ctx, x.timeout)
	defer stop()
	h := search.Health{Backend: "Meilisearch " + x.source.version}
	stats, err := x.admin.Index(x.name).GetStatsWithContext(ctx, nil)
	if err != nil {
		return h, explain(err)
	}
	h.Records = int(stats.NumberOfDocuments)
	return h, nil
}

// explain makes an error of the client one that callers know.
func explain(err error) error {
	var e *meilisearch.Error
	if err == nil || !errors.As(err, &e) {
		return err
	}
	switch {
	case e.StatusCode == http.StatusUnauthorized, e.StatusCode == http.StatusForbidden:
		return fmt.Errorf("%w: %s", search.ErrDenied, e.MeilisearchApiError.Message)
	case errors.Is(e.OriginError, context.Canceled):
		return context.Canceled
	case e.StatusCode >= 500, e.ErrCode == meilisearch.MeilisearchTimeoutError, e.ErrCode == meilisearch.MeilisearchCommunicationError,
		e.ErrCode == meilisearch.MeilisearchMaxRetriesExceeded, e.ErrCode == meilisearch.ErrCodeResponseUnmarshalBody:
		return fmt.Errorf("%w: Meilisearch: %s", search.ErrUnavailable, reason(e))
	}
	return fmt.Errorf("answer of Meilisearch: %s", reason(e))
}

// reason is the error in few words, without the request that it was about.
func reason(e *meilisearch.Error) string {
	switch {
	case e.OriginError != nil: // the message would be that there is none
		return e.OriginError.Error()
	case e.MeilisearchApiError.Message != "":
		return e.MeilisearchApiError.Message
	case e.StatusCode != 0:
		return http.StatusText(e.StatusCode)
	}
	return "no answer"
}

// isMissing reports whether the server has no such index or document.
func isMissing(err error) bool {
	var e *meilisearch.Error
	return errors.As(err, &e) && e.StatusCode == http.StatusNotFound
}

// document is a record as the server has it.
type document struct {
	ID     string          `json:"id"`
	Hash   string          `json:"hash"`
	Packed json.RawMessage `json:"record"`

	Document string   `json:"document"`
	Title    []string `json:"title"`
	Kind     string   `json:"kind,omitempty"`
	Status   string   `json:"status,omitempty"`
	Check    []string `json:"check,omitempty"`
	Number   string   `json:"number,omitempty"`
	Date     []int    `json:"date,omitempty"` // 20000517
	Imported int      `json:"imported,omitempty"`
	Place    int64    `json:"place"`

	Original            string   `json:"original"`
	Translation         string   `json:"translation"`
	OriginalExact       []string `json:"originalExact"`
	OriginalFolded      []string `json:"originalFolded"`
	OriginalStem        []string `json:"originalStem"`
	OriginalSkeleton    []string `json:"originalSkeleton"`
	TranslationExact    []string `json:"translationExact"`
	TranslationFolded   []string `json:"translationFolded"`
	TranslationStem     []string `json:"translationStem"`
	TranslationSkeleton []string `json:"translationSkeleton"`
}

func newDocument(r *search.Record, k *search.Keyer) document {
	packed, err := json.Marshal(r)
	if err != nil {
		panic(err) // strings and numbers always can be written
	}
	o, t := k.KeysOf(r.Original), k.KeysOf(r.Translation)
	return document{
		ID: r.ID, Hash: strconv.FormatUint(r.Hash(), 36), Packed: packed, Document: r.Document, Title: r.TitleValues(), Kind: r.Kind, Status: r.Status, Check: r.Checks,
		Number: r.Number, Date: dateNumbers(r.Dates()), Imported: dateNumber(r.Imported), Place: r.Place, Original: r.Original, Translation: r.Translation,
		OriginalExact: o.Exact, OriginalFolded: o.Folded, OriginalStem: o.Stems, OriginalSkeleton: o.Skeletons,
		TranslationExact: t.Exact, TranslationFolded: t.Folded, TranslationStem: t.Stems, TranslationSkeleton: t.Skeletons,
	}
}

func dateNumbers(days []string) []int {
	var out []int
	for _, day := range days {
		out = append(out, dateNumber(day))
	}
	return out
}

// dateNumber is a day as a number, 0 for none: the server compares numbers only.
func dateNumber(day string) int {
	n, err := strconv.Atoi(strings.ReplaceAll(day, "-", ""))
	if err != nil {
		return 0
	}
	return n
}
