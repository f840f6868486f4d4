package check

import (
	"math"
	"strings"

	"muqabala/align/lexicon"
)

// letters is a model of spelling: which letter follows which others in Arabic words. A misread word is seldom as likely as the
// right one. It mixes n-grams of one to four letters by how many different letters follow each (Witten and Bell 1991).
type letters struct {
	grams [longestGram][]int32     // of up to three letters, by their length and code
	long  map[uint32]int32         // of four
	after [longestGram][]followers // by how many letters stand before, and their code
}

// followers is how often something stands before a letter, and before how many different ones.
type followers struct{ times, kinds int32 }

const (
	longestGram = 4
	letterBits  = 6
	wordEdge    = 63 // both ends of a word
)

// letterCodes numbers letters from 1 on, by where they stand in their block of Unicode; 0 is any other sign.
var letterCodes = func() (out [1 << 8]uint32) {
	n := uint32(0)
	for _, r := range arabicLetters {
		n++
		out[r-arabicBlock] = n
	}
	return out
}()

// arabicBlock is where the Arabic letters begin.
const arabicBlock = 0x600

func letterCode(r rune) uint32 {
	if i := r - arabicBlock; 0 <= i && int(i) < len(letterCodes) {
		return letterCodes[i]
	}
	return 0
}

// newLetters learns from different words, each once.
func newLetters(words []string) *letters {
	l := &letters{long: map[uint32]int32{}}
	for n := range longestGram {
		l.grams[n], l.after[n] = make([]int32, 1<<(n*letterBits)), make([]followers, 1<<(n*letterBits))
	}
	for _, w := range words {
		eachGram(w, func(gram uint32) {
			for n := 1; n <= longestGram; n++ {
				g := tail(gram, n)
				f := &l.after[n-1][g>>letterBits]
				f.times++
				if l.times(g, n) == 0 {
					f.kinds++
				}
				if n < longestGram {
					l.grams[n][g]++
				} else {
					l.long[g]++
				}
			}
		})
	}
	return l
}

// times is how often n letters stand in a row.
func (l *letters) times(gram uint32, n int) int32 {
	if n < longestGram {
		return l.grams[n][gram]
	}
	return l.long[gram]
}

// possible reports whether the word has no three letters in a row that no known word has.
func (l *letters) possible(word []byte) bool {
	ok := true
	eachGram(word, func(gram uint32) { ok = ok && l.grams[3][tail(gram, 3)] > 0 })
	return ok
}

// eachGram yields each letter of a word, and its end, with the letters before it.
func eachGram[word string | []byte](w word, yield func(gram uint32)) {
	gram := uint32(wordEdge<<(2*letterBits) | wordEdge<<letterBits | wordEdge)
	for _, r := range string(w) {
		gram = tail(gram<<letterBits|letterCode(r), longestGram)
		yield(gram)
	}
	yield(tail(gram<<letterBits|wordEdge, longestGram))
}

// tail is the last n letters of a gram.
func tail(gram uint32, n int) uint32 { return gram & (1<<(n*letterBits) - 1) }

// score is ln of the probability of a word; of two words the sum.
func (l *letters) score(word string) (sum float64) {
	for w := range strings.SplitSeq(word, " ") {
		eachGram(w, func(gram uint32) {
			p := 1. / (1 << letterBits)
			for n := 1; n <= longestGram; n++ {
				g := tail(gram, n)
				f := l.after[n-1][g>>letterBits]
				if f.times == 0 {
					break
				}
				p = (float64(l.times(g, n)) + float64(f.kinds)*p) / float64(f.times+f.kinds)
			}
			sum += math.Log(p)
		})
	}
	return sum
}

// lexiconWords are the Arabic words of the lexicon.
func lexiconWords() (out []string) {
	for _, e := range lexicon.Builtin() {
		for _, phrase := range e.Arabic {
			out = append(out, strings.Fields(phrase)...)
		}
	}
	return out
}
