package align

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// development reads a set of the evaluation kit, which stands beside the repository; it skips without.
func development(b *testing.B, name string) (original, translation []string) {
	b.Helper()
	dir := filepath.Join("..", "..", "shared", "eval", "sets", name)
	read := func(file string) []string {
		src, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil {
			b.Skip("no development sets here: ", err)
		}
		return strings.Split(strings.TrimSuffix(string(src), "\n"), "\n")
	}
	return read("en.txt"), read("ar.txt")
}

func benchmarkAlign(b *testing.B, name string) {
	original, translation := development(b, name)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Align(context.Background(), original, translation, Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(original)*b.N)/b.Elapsed().Seconds(), "segments/s")
}

func BenchmarkAlign950(b *testing.B)        { benchmarkAlign(b, "beads_un") }
func BenchmarkAlign4000(b *testing.B)       { benchmarkAlign(b, "beads_large") }
func BenchmarkAlignOutOfOrder(b *testing.B) { benchmarkAlign(b, "beads_swap") }
