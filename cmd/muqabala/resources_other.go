//go:build !unix

package main

// resources says nothing on systems that have no getrusage.
func resources() (seconds float64, peak int64) { return 0, 0 }
