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
	"runtime/debug"
	"syscall"

	"github.com/alecthomas/kong"

	"muqabala/corpus/read"
)

// Exit statuses, as linters have them.
const (
	exitClean  = 0
	exitFound  = 1
	exitFailed = 2
)

// errFound makes the exit status 1: all went well, and defects were found.
var errFound = errors.New("defects were found")

const description = `Reads an Arabic translation against its English original: puts its paragraphs in reading order, aligns the two texts, ` +
	`reports defects, and shows both side by side. Begin with "muqabala demo".

Exit status: 0 nothing found, 1 defects found (check), 2 it could not be done.`

// commands is the command line.
type commands struct {
	Demo    demoCommand    `cmd:"" help:"Repair the bundled report, say what was found, and show it in the browser."`
	Serve   serveCommand   `cmd:"" help:"Show a repaired translation beside its original in the browser."`
	Repair  repairCommand  `cmd:"" help:"Put an Arabic translation in reading order."`
	Align   alignCommand   `cmd:"" help:"Align an original and its translation."`
	Check   checkCommand   `cmd:"" help:"Report the defects of an Arabic translation."`
	Eval    evalCommand    `cmd:"" help:"Measure an alignment against one that is right."`
	Train   trainCommand   `cmd:"" help:"Learn from a bitext how words translate, for \"align --model\"."`
	Import  importCommand  `cmd:"" help:"Add an original and its translation to a project."`
	List    listCommand    `cmd:"" help:"Show the bitexts of a project."`
	Batch   batchCommand   `cmd:"" help:"Import a folder: pair its files, repair and align them, say what needs a person."`
	Export  exportCommand  `cmd:"" help:"Write a bitext of a project in a format of others."`
	Convert convertCommand `cmd:"" help:"Turn one exchange format into another."`
	Search  searchCommand  `cmd:"" help:"Find words in both languages at once, with their context."`
	Index   indexCommand   `cmd:"" help:"Bring the search index of a project up to date, or make it anew."`
	Log     logCommand     `cmd:"" help:"Show who did what to a bitext, when and why."`
	Undo    undoCommand    `cmd:"" help:"Take an edit back, or an undo."`
	Backup  backupCommand  `cmd:"" help:"Copy a project while it is worked on."`
	Verify  verifyCommand  `cmd:"" help:"Look whether a project is whole."`

	Color   string           `help:"When to use colour: ${enum}. The environment variable NO_COLOR switches it off." enum:"auto,always,never" default:"auto" placeholder:"WHEN"`
	Version kong.VersionFlag `help:"Print the version and stop."`
}

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run is the whole program; it returns the exit status.
func run(args []string, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second interrupt ends the program at once
	left := -1
	var c commands
	parser := kong.Must(&c, kong.Name("muqabala"), kong.Writers(stdout, stderr), kong.Exit(func(code int) { left = code }),
		kong.Description(description), kong.Vars{"version": version(), "formats": read.Formats}, kong.BindTo(ctx, (*context.Context)(nil)),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}))
	if len(args) == 0 {
		args = []string{"--help"}
	}
	k, err := parser.Parse(args)
	if left >= 0 {
		return left // --help or --version was answered
	}
	if err != nil {
		return usage(stderr, err)
	}
	return status(stderr, k.Run(newOutput(c.Color, stdout, stderr)))
}

// usage says what is wrong with a command line and where help is.
func usage(stderr io.Writer, err error) int {
	command := "muqabala"
	if e := (*kong.ParseError)(nil); errors.As(err, &e) && e.Context.Selected() != nil {
		command = "muqabala " + e.Context.Selected().Name
	}
	fmt.Fprintf(stderr, "muqabala: %v\nTry: %s --help\n", err, command)
	return exitFailed
}

// status is the exit status that an error means; it says what is wrong.
func status(stderr io.Writer, err error) int {
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

// version is that of the module and its commit, as the Go tool recorded them.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	out := "muqabala " + info.Main.Version
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			out += " " + s.Value[:12]
		}
	}
	return out
}
