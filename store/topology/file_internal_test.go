package topology

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"

	"github.com/cespare/xxhash/v2"

	"forumgraph/store"
	"forumgraph/store/memstore"
	"forumgraph/store/storetest"
)

func topologyOf(tb testing.TB, change store.ChangeSet) *Topology {
	tb.Helper()
	st := memstore.New()
	tb.Cleanup(func() { _ = st.Close() })
	if _, err := st.Apply(tb.Context(), change); err != nil {
		tb.Fatal(err)
	}
	return built(tb, tb, st)
}

func fileOf(tb testing.TB, t *Topology, at mark) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := t.write(&b, at); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// What was written reads back equal in every field, however large weights and numbers of voices are.
func TestTopology_file(t *testing.T) {
	heavy := topologyOf(t, storetest.Example())
	heavy.weights[3], heavy.weights[5] = 255, 1<<20
	for name, want := range map[string]*Topology{
		"empty": topologyOf(t, store.ChangeSet{}), "example": topologyOf(t, storetest.Example()), "crowd": topologyOf(t, storetest.Crowd(2000, 1)),
		"heavy": heavy,
	} {
		at := mark{want.version, store.HashOf(name)}
		got, marked, err := read(fileOf(t, want, at))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if d := diff(want, got); d != "" || marked != at {
			t.Errorf("%s: mark %v, topology (-written +read):\n%.2000s", name, marked, d)
		}
	}
}

// resummed returns a file with its checksum set right.
func resummed(b []byte) []byte {
	body := b[:len(b)-8]
	return binary.LittleEndian.AppendUint64(bytes.Clone(body), xxhash.Sum64(body))
}

// A file that is another's, of another format or vocabulary, cut short, or changed in any byte is refused.
func TestTopology_file_refuses(t *testing.T) {
	b := fileOf(t, topologyOf(t, storetest.Example()), mark{version: 1})
	refuse := func(name string, b []byte, want string) {
		t.Helper()
		if _, _, err := read(b); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", name, err, want)
		}
	}
	refuse("empty", nil, "not a file of a topology")
	refuse("other", append([]byte("something else entirely"), b...), "not a file of a topology")
	format := bytes.Clone(b)
	format[len(fileMagic)]++
	refuse("format", resummed(format), "it has format 4, this program reads format 3")
	words := bytes.Clone(b)
	words[len(fileMagic)+4]++
	refuse("vocabulary", resummed(words), "other kinds and types")
	refuse("longer", resummed(append(bytes.Clone(b), 0)), "do not fit together")
	for n := fileHead; n < len(b); n += 7 {
		if _, _, err := read(b[:n]); err == nil {
			t.Errorf("the first %d of %d bytes were read", n, len(b))
		}
		changed := bytes.Clone(b)
		changed[n] ^= 0x10
		if _, _, err := read(changed); err == nil {
			t.Errorf("byte %d was changed, and nobody noticed", n)
		}
	}
}

// Whatever a file with a right checksum holds, reading it does not panic, and what is read is written back as it was.
func FuzzRead(f *testing.F) {
	for _, change := range []store.ChangeSet{{}, storetest.Example()} {
		f.Add(fileOf(f, topologyOf(f, change), mark{version: 1}))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) < fileHead+8 {
			return
		}
		b = resummed(b)
		top, at, err := read(b)
		if err != nil {
			return
		}
		if again := fileOf(t, top, at); !bytes.Equal(again, b) {
			t.Errorf("%d bytes were read, %d others written", len(b), len(again))
		}
	})
}
