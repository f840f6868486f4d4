package web

import (
	"muqabala/corpus"
	"muqabala/views"
	"muqabala/web/workspace"
)

// maxMarks is how many marks a picture has at most; more rows or blocks share one.
const maxMarks = 200

// strip is every row in a column, coloured by its state.
func (m *rowModels) strip() views.Picture {
	n := len(m.view.Rows)
	cells := min(n, maxMarks)
	const height = 4
	p := views.Picture{Width: 10, Height: max(1, cells*height)}
	for cell := range cells {
		from, to := cell*n/cells, (cell+1)*n/cells
		rows := m.view.Rows[from:to]
		label := views.T(m.ctx, "strip.rows", "From", from+1, "To", to)
		if to-from == 1 {
			label = rowName(m, rows[0], from)
		}
		p.Marks = append(p.Marks, views.PictureMark{X: 0, Y: cell * height, W: p.Width, H: height - 1, Class: stripClass(rows),
			Href: rowHref(m.id, rows[0].ID), Row: rows[0].ID, Label: label})
	}
	return p
}

func rowName(m *rowModels, r *workspace.Row, i int) string {
	name := views.T(m.ctx, "kind."+string(kindOf(r)))
	if n := numberOf(r); n != "" {
		return name + " " + views.Digits(m.ctx, n)
	}
	return name + " " + views.T(m.ctx, "row.nth", "N", i+1)
}

// stripClass is the state of rows that share a cell: the one that most wants to be seen.
func stripClass(rows []*workspace.Row) string {
	class, rank := "confirmed", 0
	set := func(c string, r int) {
		if r > rank {
			class, rank = c, r
		}
	}
	for _, r := range rows {
		switch {
		case len(r.Original) == 0 || len(r.Translation) == 0:
			set("missing", 5)
		case r.Verdict == corpus.Rejected:
			set("rejected", 6)
		case r.Open(corpus.Error):
			set("error", 4)
		case r.Open(corpus.Warning):
			set("warning", 3)
		case r.Verdict == "" && r.Confidence < .8:
			set("unsure", 2)
		case r.Verdict == "":
			set("plain", 1)
		}
	}
	return class
}

// orderMap is the alignment: each block of the translation a point, across by its place in the file, down by the place of
// what it carries in the original; below them, what is missing. In long texts neighbours share a point, unless something is
// wrong with them.
func (m *rowModels) orderMap() views.Picture {
	l := m.bitext.Layout()
	class := m.classes()
	const size = 7
	p := views.Picture{Width: 1120, Height: 300}
	across, down := max(1, len(l.Match)-1), max(1, len(m.bitext.Original().Blocks)-1)
	step := 1 + len(l.Match)/maxMarks
	for i, o := range l.Match {
		id := corpus.BlockID(i + 1)
		if o < 0 || class[id] == "" && i%step != 0 || len(p.Marks) > 2*maxMarks {
			continue
		}
		p.Marks = append(p.Marks, views.PictureMark{X: i * (p.Width - size) / across, Y: o * (p.Height - size) / down, W: size, H: size,
			Class: class[id], Row: m.rowOfBlock(id), Href: rowHref(m.id, m.rowOfBlock(id)), Label: m.blockLabel(id, o, class[id])})
	}
	for _, id := range l.Missing {
		if row := m.view.RowOf(corpus.OriginalSide, id); row >= 0 && len(p.Marks) < 3*maxMarks {
			r := m.view.Rows[row].ID
			p.Marks = append(p.Marks, views.PictureMark{X: 0, Y: (int(id) - 1) * (p.Height - size) / down, W: p.Width, H: 2, Class: "missing",
				Row: r, Href: rowHref(m.id, r), Label: views.T(m.ctx, "map.missing", "N", int(id))})
		}
	}
	return p
}

func (m *rowModels) blockLabel(id corpus.BlockID, original int, class string) string {
	label := views.T(m.ctx, "map.block", "N", int(id), "Of", original+1)
	if class != "" {
		label += " · " + views.T(m.ctx, "badge."+class)
	}
	return label
}

// rowOfBlock is the row that shows a block, or what it repeats.
func (m *rowModels) rowOfBlock(id corpus.BlockID) string {
	i := m.view.RowOf(corpus.TranslationSide, id)
	if of, ok := m.bitext.Layout().Duplicates[id]; i < 0 && ok {
		i = m.view.RowOf(corpus.TranslationSide, of)
	}
	if i < 0 {
		return ""
	}
	return m.view.Rows[i].ID
}
