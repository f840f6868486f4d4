module muqabala

go 1.26.0

require (
	github.com/alecthomas/kong v1.17.0 // indirect
	golang.org/x/text v0.43.0 // indirect
	pgregory.net/rapid v1.3.0 // indirect
)
