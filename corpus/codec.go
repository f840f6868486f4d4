package corpus

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Ops are the operations of an edit, in the order in which they are done. In JSON each is an object that names its
// operation beside its fields: {"op":"move","side":"translation","at":{"block":3},"before":{"block":1}}.
type Ops []Op

// OpName is what an operation is called in JSON, as in "move"; "" for one that has no name.
func OpName(op Op) string {
	switch op.(type) {
	case Move:
		return "move"
	case Join:
		return "join"
	case Split:
		return "split"
	case Drop:
		return "drop"
	case Restore:
		return "restore"
	case Replace:
		return "replace"
	case SetKind:
		return "set-kind"
	case SetNumber:
		return "set-number"
	case SetBoundary:
		return "set-boundary"
	case Link:
		return "link"
	case Unlink:
		return "unlink"
	case Judge:
		return "judge"
	case Comment:
		return "comment"
	case Uncomment:
		return "uncomment"
	}
	return ""
}

// decodeOp is the operation of that name with the fields of a JSON object. Fields that it does not have are refused.
func decodeOp(name string, fields []byte) (Op, error) {
	switch name {
	case "move":
		return decode[Move](fields)
	case "join":
		return decode[Join](fields)
	case "split":
		return decode[Split](fields)
	case "drop":
		return decode[Drop](fields)
	case "restore":
		return decode[Restore](fields)
	case "replace":
		return decode[Replace](fields)
	case "set-kind":
		return decode[SetKind](fields)
	case "set-number":
		return decode[SetNumber](fields)
	case "set-boundary":
		return decode[SetBoundary](fields)
	case "link":
		return decode[Link](fields)
	case "unlink":
		return decode[Unlink](fields)
	case "judge":
		return decode[Judge](fields)
	case "comment":
		return decode[Comment](fields)
	case "uncomment":
		return decode[Uncomment](fields)
	}
	return nil, fmt.Errorf("no operation %q is known; it may come from a newer version: %w", name, ErrFormat)
}

func decode[T Op](fields []byte) (Op, error) {
	var op T
	d := json.NewDecoder(bytes.NewReader(fields))
	d.DisallowUnknownFields()
	if err := d.Decode(&op); err != nil {
		return nil, fmt.Errorf("operation %q: %w: %w", OpName(op), ErrFormat, err)
	}
	return op, nil
}

// MarshalJSON is the operations as a list of objects.
func (ops Ops) MarshalJSON() ([]byte, error) {
	out := []byte{'['}
	for i, op := range ops {
		fields, err := json.Marshal(op)
		if err != nil {
			return nil, err
		}
		if OpName(op) == "" {
			return nil, fmt.Errorf("operation %d (%T) has no name in JSON: %w", i+1, op, ErrFormat)
		}
		if i > 0 {
			out = append(out, ',')
		}
		out = fmt.Appendf(out, `{"op":%q`, OpName(op))
		if len(fields) > len("{}") {
			out = append(out, ',')
		}
		out = append(out, fields[1:]...)
	}
	return append(out, ']'), nil
}

// UnmarshalJSON reads what [Ops.MarshalJSON] writes. What it does not know is an error that wraps [ErrFormat].
func (ops *Ops) UnmarshalJSON(data []byte) error {
	var list []json.RawMessage
	if err := json.Unmarshal(data, &list); err != nil {
		return fmt.Errorf("operations: %w: %w", ErrFormat, err)
	}
	out := make(Ops, 0, len(list))
	for i, object := range list {
		name, fields, err := taken(object)
		if err != nil {
			return fmt.Errorf("operation %d: %w", i+1, err)
		}
		op, err := decodeOp(name, fields)
		if err != nil {
			return fmt.Errorf("operation %d: %w", i+1, err)
		}
		out = append(out, op)
	}
	*ops = out
	return nil
}

// taken takes the name of the operation out of its object.
func taken(object []byte) (name string, fields []byte, err error) {
	if rest, ok := bytes.CutPrefix(object, []byte(`{"op":"`)); ok { // as it is written here
		if name, rest, ok := bytes.Cut(rest, []byte(`",`)); ok && !bytes.ContainsAny(name, `\"`) {
			return string(name), append([]byte{'{'}, rest...), nil
		}
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(object, &all); err != nil {
		return "", nil, fmt.Errorf("an operation is an object: %w: %w", ErrFormat, err)
	}
	if err := json.Unmarshal(all["op"], &name); err != nil {
		return "", nil, fmt.Errorf(`no "op" says what it does: %w`, ErrFormat)
	}
	delete(all, "op")
	fields, err = json.Marshal(all)
	return name, fields, err
}
