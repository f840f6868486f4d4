package web

import (
	"context"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"muqabala/corpus/sample"
)

// browser is a fresh Chromium. Without one the test is skipped, but in CI, which must have one.
func browser(t *testing.T) context.Context {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("CI must have Chromium")
		}
		t.Skip("no Chromium here: the browser test is skipped")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(t.TempDir()), chromedp.Flag("disable-component-update", true))
	ctx, stop := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	return ctx
}

// live is the server at an address, until the test ends. Streams that pages still listen to are cut.
func live(t *testing.T, s *Server) *httptest.Server {
	t.Helper()
	h := httptest.NewServer(s.Handler())
	t.Cleanup(func() {
		h.CloseClientConnections()
		h.Close()
	})
	return h
}

func TestInTheBrowser(t *testing.T) {
	ctx := browser(t)
	s := live(t, served(t, sample.Translation()))
	for path, want := range map[string]int{"/b/1?row=o37": 1, "/b/1/source": 2} {
		if err := chromedp.Do(ctx, chromedp.Navigate(s.URL+path)); err != nil {
			t.Fatal(err)
		}
		body, err := chromedp.Run(ctx, chromedp.Text("main"))
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(body, "٢٧ - وفي المسائل الانتخابية"); n != want {
			t.Errorf("%s: paragraph 27 is seen %d times, want %d", path, n, want)
		}
	}
}
