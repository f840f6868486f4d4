//go:build ignore

// Skips reads what "go test -json" writes, shows it as go test does (of tests that pass, nothing), and fails where a test
// failed, or was skipped though it must run here. A test may skip for want of a server or of files beside the repository;
// its message then names what it wants.
//
//	go test -json ./... | go run .ci/skips.go
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
)

// mayWant is what need not be there in CI, and the tasks that have a run of their own.
var mayWant = []string{"MEILI_URL", "../shared", "MUQABALA_LOAD", ".ci/screenshot", "-fit DIR"}

// event is a line of go test -json (see "go doc test2json").
type event struct {
	Action, Package, Test, Output, ImportPath string
}

func main() {
	in := bufio.NewReader(os.Stdin)
	output := map[string][]string{} // of each test, and of each package under its name alone
	failed := false
	for dec := json.NewDecoder(in); dec.More(); {
		var e event
		if err := dec.Decode(&e); err != nil {
			fmt.Fprintln(os.Stderr, "skips:", err)
			os.Exit(1)
		}
		key := strings.TrimSuffix(e.Package+"."+e.Test, ".")
		switch e.Action {
		case "build-output":
			fmt.Print(e.Output)
		case "build-fail":
			failed = true
		case "output":
			output[key] = append(output[key], e.Output)
		case "pass", "fail", "skip":
			failed = ended(e, output[key]) || failed
			delete(output, key)
		}
	}
	if failed {
		os.Exit(1)
	}
}

// ended shows what a test or package that is done has to say, and reports whether it fails the build.
func ended(e event, output []string) (failed bool) {
	text := strings.Join(output, "")
	switch {
	case e.Action == "fail":
		fmt.Print(text)
		return true
	case e.Test == "" && len(output) > 0:
		fmt.Print(output[len(output)-1]) // ok, package, seconds
	case e.Action == "skip" && e.Test != "":
		for _, want := range mayWant {
			if strings.Contains(text, want) {
				fmt.Printf("skipped: %s %s\n", e.Package, e.Test)
				return false
			}
		}
		fmt.Printf("skipped, but it must run here: %s %s\n%s", e.Package, e.Test, text)
		return true
	}
	return false
}
