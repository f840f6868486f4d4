package meili

import (
	"github.com/meilisearch/meilisearch-go"

	"muqabala/corpus/search"
)

// maxValues is how many values of a field the server counts, and how many words it looks at for one that is like another.
const maxValues = 1000

// settings are those of the index. They are complete: the client sends what is left out of a part as its zero value, so that
// a typo tolerance with one field set would be switched off.
func settings(synonyms map[string][]string) *meilisearch.Settings {
	var keys []string
	for _, f := range search.KeyFields {
		keys = append(keys, string(f))
	}
	filterable := append([]string{"document", "title", "kind", "status", "check", "number", "date", "imported"}, keys...)
	return &meilisearch.Settings{
		SearchableAttributes: []string{"original", "translation"},
		FilterableAttributes: filterable,
		SortableAttributes:   []string{"document", "place", "imported"},
		DisplayedAttributes:  []string{"id", "hash", "record", "document", "kind", "status", "number", "original", "translation"},
		RankingRules:         []string{"words", "typo", "proximity", "attribute", "sort", "exactness"},
		StopWords:            []string{},
		Synonyms:             synonyms,
		LocalizedAttributes: []*meilisearch.LocalizedAttributes{
			{Locales: []string{"eng"}, AttributePatterns: []string{"original*"}},
			{Locales: []string{"ara"}, AttributePatterns: []string{"translation*"}},
		},
		TypoTolerance: &meilisearch.TypoTolerance{
			Enabled:             true,
			MinWordSizeForTypos: meilisearch.MinWordSizeForTypos{OneTypo: 4, TwoTypos: 8},
			DisableOnWords:      []string{},
			DisableOnAttributes: []string{},
			DisableOnNumbers:    true,
		},
		Faceting: &meilisearch.Faceting{MaxValuesPerFacet: maxValues, SortFacetValuesBy: map[string]meilisearch.SortFacetType{
			"*": meilisearch.SortFacetTypeCount,
		}},
		Pagination:  &meilisearch.Pagination{MaxTotalHits: 10_000_000},
		FacetSearch: true,
	}
}
