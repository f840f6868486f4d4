package check_test

import (
	"testing"

	"muqabala/align/check/checktest"
)

func TestFixtures(t *testing.T) { checktest.Run(t, "testdata") }
