package layout

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"

	"github.com/cespare/xxhash/v2"
	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
	"forumgraph/store/memstore"
	"forumgraph/store/storetest"
	"forumgraph/store/topology"
)

func topologyOf(tb testing.TB, change store.ChangeSet) *topology.Topology {
	tb.Helper()
	st := memstore.New()
	defer func() { _ = st.Close() }()
	if _, err := st.Apply(tb.Context(), change); err != nil {
		tb.Fatal(err)
	}
	snap, err := st.Snapshot()
	if err != nil {
		tb.Fatal(err)
	}
	defer snap.Close()
	top, err := topology.Build(tb.Context(), snap)
	if err != nil {
		tb.Fatal(err)
	}
	return top
}

func layoutOf(tb testing.TB, top *topology.Topology, opts Options) *Layout {
	tb.Helper()
	l, err := Of(tb.Context(), top, opts)
	if err != nil {
		tb.Fatal(err)
	}
	return l
}

// A file reads back as the layout it was written from, to the last bit; one of another graph, of more or fewer of
// its nodes, or changed in any byte, does not.
func TestLayout_file(t *testing.T) {
	top := topologyOf(t, storetest.Example())
	want := layoutOf(t, top, Options{Nodes: 15})
	b := want.encode(top.Fingerprint())
	got, err := decode(b, top, Options{Nodes: 15})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got, cmp.AllowUnexported(Layout{})); d != "" || want.cut == 0 {
		t.Errorf("cut %d (-written +read):\n%s", want.cut, d)
	}
	if _, err := decode(b, topologyOf(t, storetest.Crowd(1000, 1)), Options{Nodes: 15}); !errors.Is(err, errOther) {
		t.Errorf("another graph: %v", err)
	}
	for _, room := range []int{0, 14, 16} {
		if _, err := decode(b, top, Options{Nodes: room}); !errors.Is(err, errOther) {
			t.Errorf("room for %d: %v", room, err)
		}
	}
	for n := range b {
		changed := bytes.Clone(b)
		changed[n] ^= 1
		if _, err := decode(changed, top, Options{Nodes: 15}); err == nil {
			t.Errorf("byte %d was changed, and nobody noticed", n)
		}
		if _, err := decode(b[:n], top, Options{Nodes: 15}); err == nil {
			t.Errorf("the first %d of %d bytes were read", n, len(b))
		}
	}
	older := bytes.Clone(b)
	older[len(fileMagic)]++
	if _, err := decode(resummed(older), top, Options{Nodes: 15}); err == nil || !strings.Contains(err.Error(), "method 2") {
		t.Errorf("another method: %v", err)
	}
}

// resummed returns a file with its checksum set right.
func resummed(b []byte) []byte {
	body := b[:len(b)-8]
	return binary.LittleEndian.AppendUint64(bytes.Clone(body), xxhash.Sum64(body))
}

// Whatever a file with a right checksum holds, reading it does not panic, and what is read is written back as it was.
func FuzzDecode(f *testing.F) {
	top := topologyOf(f, storetest.Example())
	f.Add(layoutOf(f, top, Options{}).encode(top.Fingerprint()))
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) < fileHead+8 {
			return
		}
		b = resummed(b)
		if l, err := decode(b, top, Options{}); err == nil && !bytes.Equal(l.encode(top.Fingerprint()), b) {
			t.Errorf("%d bytes were read, others written", len(b))
		}
	})
}

// A version that waits for its turn gives way to a later one.
func TestLatest_passed(t *testing.T) {
	l := NewLatest()
	defer l.Close()
	l.pending[3] = &computation{}
	l.pending[4] = &computation{}
	if err := l.passed(3); !errors.Is(err, errPassed) {
		t.Errorf("version 3: %v", err)
	}
	if err := l.passed(4); err != nil {
		t.Errorf("version 4: %v", err)
	}
}
