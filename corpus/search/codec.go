package search

import (
	"encoding/binary"
	"errors"
	"hash/fnv"
)

// MarshalBinary writes a record in the fewest bytes, for an index to keep: texts with their lengths before them, numbers as
// varints. It never fails.
func (r *Record) MarshalBinary() ([]byte, error) {
	out := make([]byte, 0, len(r.Original)+len(r.Translation)+2*len(r.Links)+len(r.Row)+len(r.Bead)+128)
	for _, s := range r.strings() {
		out = appendString(out, *s)
	}
	out = binary.AppendVarint(out, r.Place)
	out = appendStrings(out, r.Checks)
	out = binary.AppendUvarint(out, uint64(len(r.Links)))
	for _, l := range r.Links {
		out = binary.AppendUvarint(binary.AppendUvarint(out, uint64(l[0])), uint64(l[1]))
	}
	return out, nil
}

// strings are the texts of a record, in the order in which they are written.
func (r *Record) strings() [11]*string {
	return [...]*string{&r.ID, &r.Document, &r.Title, &r.Row, &r.Bead, &r.Kind, &r.Number, &r.Status, &r.Imported, &r.Original, &r.Translation}
}

func appendString(out []byte, s string) []byte {
	return append(binary.AppendUvarint(out, uint64(len(s))), s...)
}

func appendStrings(out []byte, list []string) []byte {
	out = binary.AppendUvarint(out, uint64(len(list)))
	for _, s := range list {
		out = appendString(out, s)
	}
	return out
}

var errCodec = errors.New("the record is damaged")

// UnmarshalBinary reads what [Record.MarshalBinary] has written. It keeps nothing of data.
func (r *Record) UnmarshalBinary(data []byte) error {
	d := decoder{rest: string(data)}
	*r = Record{}
	for _, s := range r.strings() {
		*s = d.string()
	}
	r.Place = d.varint()
	r.Checks = d.strings()
	if n := d.count(2); n > 0 {
		r.Links = make([]Link, n)
	}
	for i := range r.Links {
		r.Links[i] = Link{int(d.uvarint()), int(d.uvarint())}
	}
	if d.bad || d.rest != "" {
		return errCodec
	}
	return nil
}

// decoder reads from its start. After something that cannot be read it is bad, and gives zeroes.
type decoder struct {
	rest string
	bad  bool
}

func (d *decoder) uvarint() uint64 {
	for i, x := 0, uint64(0); i < len(d.rest) && i < binary.MaxVarintLen64; i++ {
		c := d.rest[i]
		x |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			d.rest = d.rest[i+1:]
			return x
		}
	}
	d.bad, d.rest = true, ""
	return 0
}

// varint undoes the zigzag of [binary.AppendVarint].
func (d *decoder) varint() int64 {
	x := d.uvarint()
	return int64(x>>1) ^ -int64(x&1)
}

// count is how many things follow that have so many bytes each at least.
func (d *decoder) count(bytes int) int {
	n := d.uvarint()
	if n > uint64(len(d.rest)/bytes) {
		d.bad, d.rest = true, ""
		return 0
	}
	return int(n)
}

func (d *decoder) string() string {
	n := d.count(1)
	s := d.rest[:n]
	d.rest = d.rest[n:]
	return s
}

func (d *decoder) strings() []string {
	n := d.count(1)
	if n == 0 {
		return nil
	}
	out := make([]string, n)
	for i := range out {
		out[i] = d.string()
	}
	return out
}

// Hash tells one state of a record from another, so that only what has changed is written again.
func (r *Record) Hash() uint64 {
	data, _ := r.MarshalBinary()
	return HashOf(data)
}

// HashOf is the hash of a record that is packed already.
func HashOf(packed []byte) uint64 {
	h := fnv.New64a()
	h.Write(packed)
	return h.Sum64()
}
