package corpus

import (
	"fmt"
	"strings"
)

// Describe says in plain words what an operation does: "moves block 3 of the translation before block 1".
func Describe(op Op) string {
	switch o := op.(type) {
	case Move:
		return fmt.Sprintf("moves %s of the %s %s", o.At, o.Side, before(o.Before))
	case Join:
		return fmt.Sprintf("joins %s of the %s to %s", o.Tail, o.Side, o.Head)
	case Split:
		return fmt.Sprintf("splits the paragraph of %s of the %s at %s", o.Head, o.Side, o.Tail)
	case Drop:
		if o.Of.Block > 0 {
			return fmt.Sprintf("leaves %s of the %s out, as a repeat of %s", o.At, o.Side, o.Of)
		}
		return fmt.Sprintf("leaves %s of the %s out", o.At, o.Side)
	case Restore:
		return fmt.Sprintf("takes %s of the %s back in", o.At, o.Side)
	case Replace:
		return o.describe()
	case SetKind:
		return fmt.Sprintf("makes %s of the %s a %s", o.At, o.Side, o.Kind)
	case SetNumber:
		return fmt.Sprintf("gives %s of the %s the number %q", o.At, o.Side, o.Number)
	case SetBoundary:
		return o.describe()
	case Link:
		return fmt.Sprintf("links %s", o.Pair)
	case Unlink:
		return fmt.Sprintf("unlinks %s", o.Pair)
	case Judge:
		if o.Verdict == "" {
			return fmt.Sprintf("takes the verdict on [%s] back", o.Key)
		}
		return fmt.Sprintf("marks [%s] %s", o.Key, o.Verdict)
	case Comment:
		return fmt.Sprintf("comments on [%s]: %s", o.Key, o.Text)
	case Uncomment:
		return fmt.Sprintf("takes the comment on [%s] back: %s", o.Key, o.Text)
	}
	return fmt.Sprintf("%T", op)
}

func before(p Place) string {
	if p == (Place{}) {
		return "to the end"
	}
	return "before " + p.String()
}

func (o Replace) describe() string {
	where := fmt.Sprintf("bytes %v of block %d of the %s", o.Span, o.Block, o.Side)
	switch len(o.With) {
	case 0:
		return "puts back " + where + " as read"
	case 1:
		if o.With[0].Span == o.Span {
			return fmt.Sprintf("puts “%s” for %s", o.With[0].Text, where)
		}
	}
	var with []string
	for _, r := range o.With {
		with = append(with, fmt.Sprintf("“%s” for bytes %v", r.Text, r.Span))
	}
	return fmt.Sprintf("puts %s, of %s", strings.Join(with, " and "), where)
}

func (o SetBoundary) describe() string {
	switch o.Boundary {
	case Begins:
		return fmt.Sprintf("lets a segment begin at %s of the %s", o.At, o.Side)
	case Continues:
		return fmt.Sprintf("lets the segment before go on at %s of the %s", o.At, o.Side)
	}
	return fmt.Sprintf("leaves to the rules whether a segment begins at %s of the %s", o.At, o.Side)
}

// String is the place as "block 3", or "byte 12 of block 3".
func (p Place) String() string {
	if p.Offset == 0 {
		return fmt.Sprintf("block %d", p.Block)
	}
	return fmt.Sprintf("byte %d of block %d", p.Offset, p.Block)
}

// String is the pair as its key, with "nothing" for an empty side.
func (p LinkedPair) String() string {
	side := func(refs []Ref) string {
		if len(refs) == 0 {
			return "nothing"
		}
		var out []string
		for _, r := range refs {
			out = append(out, fmt.Sprintf("%d:%v", r.Block, r.Span))
		}
		return strings.Join(out, " ")
	}
	return side(p.Original) + " with " + side(p.Translation)
}
