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

func TestInTheBrowser(t *testing.T) {
	ctx := browser(t)
	h, err := Handler(text(t, sample.Translation()))
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(h)
	defer s.Close()
	for path, want := range map[string]int{"/": 1, "/source": 2} {
		if _, err := chromedp.Run(ctx, chromedp.Navigate(s.URL+path)); err != nil {
			t.Fatal(err)
		}
		body, err := chromedp.Run(ctx, chromedp.Text("section.text"))
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(body, "٢٧ - وفي المسائل الانتخابية"); n != want {
			t.Errorf("%s: paragraph 27 is seen %d times, want %d", path, n, want)
		}
	}
}
