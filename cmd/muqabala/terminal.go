package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/term"
)

// output is where a command writes, and what can be shown there.
type output struct {
	io.Writer
	color    bool
	stderr   io.Writer // for warnings
	progress io.Writer // the same where somebody watches, nil otherwise
}

// newOutput is the output of the program; when is the value of --color.
func newOutput(when string, stdout, stderr io.Writer) output {
	out := output{Writer: stdout, stderr: stderr}
	switch when {
	case "always":
		out.color = true
	case "auto":
		out.color = isTerminal(stdout) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	}
	if isTerminal(stderr) {
		out.progress = stderr
	}
	return out
}

// isTerminal reports whether people see what is written to w.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// width is how many columns there are for a line.
func (o output) width() int {
	if f, ok := o.Writer.(*os.File); ok {
		if n, _, err := term.GetSize(int(f.Fd())); err == nil && n >= 40 {
			return min(n, 160)
		}
	}
	return 100
}

// Select Graphic Rendition codes of ECMA-48.
const (
	bold   = "1"
	dim    = "2"
	red    = "31"
	green  = "32"
	yellow = "33"
	cyan   = "36"
)

// paint is s in a colour where colours are shown.
func (o output) paint(code, s string) string {
	if !o.color || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

// warn says something that is not part of what was asked for.
func (o output) warn(format string, values ...any) {
	fmt.Fprintf(o.stderr, "muqabala: "+format+"\n", values...)
}

// showAfter is how long a command works in silence, and how often it then says that it still works.
const showAfter = time.Second

// working says on the terminal what is being done, once that takes longer than a second, until the returned function is
// called. Where stderr is no terminal it says nothing.
func (o output) working(what string) (done func()) {
	return o.watch(func(spent time.Duration) string { return fmt.Sprintf("%s … %d s", what, int(spent.Seconds())) })
}

// progressing is [output.working] with a bar; report is told how much is done, 0 to 1, from any goroutine.
func (o output) progressing(what string) (report func(float64), done func()) {
	var thousandths atomic.Int64
	report = func(done float64) { thousandths.Store(int64(done * 1000)) }
	return report, o.watch(func(spent time.Duration) string {
		const cells = 30
		n := thousandths.Load()
		full := int(n * cells / 1000)
		return fmt.Sprintf("%s %s%s %d %%, %d s", what, strings.Repeat("█", full), strings.Repeat("░", cells-full), n/10, int(spent.Seconds()))
	})
}

// watch shows a line on the terminal every second until the returned function is called.
func (o output) watch(line func(spent time.Duration) string) (done func()) {
	if o.progress == nil {
		return func() {}
	}
	began, stop := time.Now(), make(chan struct{})
	var finished sync.WaitGroup
	finished.Go(func() {
		tick := time.NewTicker(showAfter)
		defer tick.Stop()
		for shown := false; ; {
			select {
			case <-stop:
				if shown {
					fmt.Fprint(o.progress, "\r\x1b[K")
				}
				return
			case <-tick.C:
				shown = true
				fmt.Fprintf(o.progress, "\r\x1b[K%s", line(time.Since(began)))
			}
		}
	})
	return sync.OnceFunc(func() { close(stop); finished.Wait() })
}
