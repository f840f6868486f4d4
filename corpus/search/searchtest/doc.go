// Package searchtest is the suite that every search index passes, and text to measure them with.
package searchtest
