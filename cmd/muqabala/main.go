// Command muqabala reads an Arabic translation against its English original: it puts the text in order, aligns the two,
// and reports defects. main only wires; each command has its file.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"

	"github.com/alecthomas/kong"
)

// Exit statuses, as linters have them.
const (
	exitClean  = 0
	exitFound  = 1
	exitFailed = 2
)

// errFound makes the exit status 1: all went well, and defects were found.
var errFound = errors.New("defects were found")

// commands is the command line.
type commands struct {
	Demo   demoCommand   `cmd:"" help:"Repair the bundled report, say what was found, and show it in the browser."`
	Serve  serveCommand  `cmd:"" help:"Show a repaired translation beside its original in the browser."`
	Repair repairCommand `cmd:"" help:"Put an Arabic translation in reading order."`
	Align  alignCommand  `cmd:"" help:"Align the paragraphs of an original and its translation."`
	Check  checkCommand  `cmd:"" help:"Report the defects of an Arabic translation."`
}

// output is where a command writes; bound into each by kong.
type output struct{ io.Writer }

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run is the whole program; it returns the exit status.
func run(args []string, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	left := -1
	parser := kong.Must(&commands{}, kong.Name("muqabala"), kong.Writers(stdout, stderr), kong.Exit(func(code int) { left = code }),
		kong.Description("Reads an Arabic translation against its English original. Exit status: 0 nothing found, 1 defects found (check), 2 it could not be done."),
		kong.BindTo(ctx, (*context.Context)(nil)), kong.Bind(output{stdout}), kong.UsageOnError())
	k, err := parser.Parse(args)
	if left >= 0 {
		return left // --help was answered
	}
	if err == nil {
		err = k.Run()
	}
	switch {
	case err == nil:
		return exitClean
	case errors.Is(err, errFound):
		return exitFound
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(stderr, "muqabala: stopped; nothing was written")
	default:
		fmt.Fprintln(stderr, "muqabala:", err)
	}
	return exitFailed
}
