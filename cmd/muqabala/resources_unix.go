//go:build unix

package main

import (
	"runtime"
	"syscall"
)

// resources is what the process has used so far: seconds of processors, and bytes of memory at the peak.
func resources() (seconds float64, peak int64) {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return 0, 0
	}
	unit := int64(1 << 10) // Linux and the BSDs count kilobytes, macOS bytes
	if runtime.GOOS == "darwin" || runtime.GOOS == "ios" {
		unit = 1
	}
	return float64(r.Utime.Nano()+r.Stime.Nano()) / 1e9, int64(r.Maxrss) * unit
}
