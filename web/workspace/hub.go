package workspace

import (
	"cmp"
	"slices"
	"sync"
)

// Event is something that the people who have a bitext open are told.
type Event struct {
	Change *Change  // somebody has changed the bitext
	People []Person // otherwise: who is there now
}

// Person is somebody who has the bitext open.
type Person struct {
	Name string `json:"name"`
	Row  string `json:"row"` // ID of the row that they are at; "" where that is not known
}

// Hub tells the people at a bitext of each other and of what they do.
type Hub struct {
	mu          sync.Mutex
	subscribers map[*Subscriber]bool
}

// Subscriber is an open page.
type Subscriber struct {
	// Events has what happened. One who does not listen for long misses some, and is told so by Missed.
	Events chan Event
	person Person
	id     string // of the page
	missed bool
}

// NewHub is a hub where nobody listens.
func NewHub() *Hub { return &Hub{subscribers: map[*Subscriber]bool{}} }

// Join adds a page, which a name of its own tells from the others, and leave takes it away again.
func (h *Hub) Join(page string, who Person) (s *Subscriber, leave func()) {
	s = &Subscriber{Events: make(chan Event, 64), person: who, id: page}
	h.mu.Lock()
	h.subscribers[s] = true
	h.mu.Unlock()
	h.tellPeople()
	return s, func() {
		h.mu.Lock()
		delete(h.subscribers, s)
		h.mu.Unlock()
		h.tellPeople()
	}
}

// At says at which row the person of a page is.
func (h *Hub) At(page, row string) {
	h.mu.Lock()
	moved := false
	for s := range h.subscribers {
		if s.id == page && s.person.Row != row {
			s.person.Row, moved = row, true
		}
	}
	h.mu.Unlock()
	if moved {
		h.tellPeople()
	}
}

// People are those who are there, in the order of their names.
func (h *Hub) People() []Person {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.people()
}

func (h *Hub) people() []Person {
	out := make([]Person, 0, len(h.subscribers))
	for s := range h.subscribers {
		out = append(out, s.person)
	}
	slices.SortFunc(out, func(a, b Person) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Row, b.Row)) })
	return out
}

// Missed reports whether events were lost since it was last asked.
func (h *Hub) Missed(s *Subscriber) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	missed := s.missed
	s.missed = false
	return missed
}

func (h *Hub) tellPeople() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.tell(Event{People: h.people()})
}

func (h *Hub) changed(c Change) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.tell(Event{Change: &c})
}

// tell never waits: whoever does not listen misses the event.
func (h *Hub) tell(e Event) {
	for s := range h.subscribers {
		select {
		case s.Events <- e:
		default:
			s.missed = true
		}
	}
}
