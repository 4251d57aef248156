package badgerstore_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"testing"
	"time"

	"forumgraph/store"
	"forumgraph/store/badgerstore"
	"forumgraph/store/memstore"
	"forumgraph/store/storetest"
)

// The environment of the crash test. crashDir makes this binary the writer that is killed; crashKills sets how often.
const (
	crashDir   = "FORUMGRAPH_CRASH_DIR"
	crashKills = "FORUMGRAPH_CRASH_KILLS"
)

// crashOptions makes the engine flush and compact often, so that kills meet it there too.
var crashOptions = badgerstore.Options{CacheBytes: 1 << 20, MaxChangeBytes: 128 << 10}

func TestMain(m *testing.M) {
	if dir := os.Getenv(crashDir); dir != "" {
		if err := writeUntilKilled(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// writeUntilKilled applies one change set after another and prints each version that was committed.
func writeUntilKilled(dir string) error {
	s, err := badgerstore.Open(dir, crashOptions)
	if err != nil {
		return err
	}
	v, err := s.Snapshot()
	if err != nil {
		return err
	}
	next := v.Version() + 1
	v.Close()
	for ; ; next++ {
		done, err := s.Apply(context.Background(), crashChange(next))
		if err != nil {
			return err
		}
		if done.Version != next {
			return fmt.Errorf("change %d made version %d", next, done.Version)
		}
		if _, err := fmt.Println(done.Version); err != nil {
			return err
		}
	}
}

// crashLarge is how many versions later a large change comes again.
const crashLarge = 6

// crashChange returns the change set that makes a version: it adds, changes and deletes statements around a few nodes.
func crashChange(version uint64) store.ChangeSet {
	if version == 1 {
		return storetest.Example()
	}
	cs := store.ChangeSet{Author: "crash", Time: time.Unix(int64(version), 0), Reason: "write until killed"}
	const slots = 39
	issues := []store.ID{"issue:harbour-life", "issue:night-noise", "issue:ferry-fares"}
	// Now and then a change does not fit a transaction, and the next generation is written.
	puts := uint64(5)
	if version%crashLarge == 0 {
		puts = 150
	}
	for i := range puts {
		cs.Put = append(cs.Put, &store.Statement{
			Meta: store.Meta{ID: crashID(version%slots, i), Citations: storetest.Cite(int(version%6) + 1)},
			Kind: store.Raises, Review: store.Draft, Summary: fmt.Sprintf("Claim %d of version %d", i, version),
			Voices: []store.StatementVoice{{Voice: "person:ada", Role: store.Speaker}}, Issues: issues[:version%3+1],
		})
	}
	if version%3 == 2 && version > 3 {
		cs.Delete = append(cs.Delete, crashID((version-1)%slots, 0), crashID((version-1)%slots, 4))
	}
	return cs
}

func crashID(slot, i uint64) store.ID { return store.ID(fmt.Sprintf("statement:crash/%d/%d", slot, i)) }

// A store whose process is killed must open again, be sound, and hold every version that was reported and no part of
// another. FORUMGRAPH_CRASH_KILLS=200 makes it a long test.
func TestStore_survives_kill(t *testing.T) {
	if testing.Short() {
		t.Skip("kills processes that write")
	}
	kills := 4
	if s := os.Getenv(crashKills); s != "" {
		var err error
		if kills, err = strconv.Atoi(s); err != nil {
			t.Fatalf("%s: %v", crashKills, err)
		}
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	dir, model := t.TempDir(), memstore.New()
	version := uint64(0)
	for range kills {
		reported := killWriter(t, dir, 1+random.IntN(80), time.Duration(random.IntN(100))*time.Millisecond)
		s, err := badgerstore.Open(dir, crashOptions)
		if err != nil {
			t.Fatal(err)
		}
		storetest.Check(t, s)
		v, err := s.Snapshot()
		if err != nil {
			t.Fatal(err)
		}
		found := v.Version()
		v.Close()
		if found < reported {
			t.Fatalf("version %d was reported, the store holds %d", reported, found)
		}
		for ; version < found; version++ {
			if _, err := model.Apply(t.Context(), crashChange(version+1)); err != nil {
				t.Fatal(err)
			}
		}
		if got, want := digest(t, s), digest(t, model); got != want {
			t.Fatalf("version %d: digest %s, want %s", found, got, want)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		files, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, f := range files {
			names = append(names, f.Name())
		}
		// Two names are the folder of the generation in use and the seal, which a store that was closed always has.
		if len(names) != 2 || !slices.Contains(names, "graph-of") {
			t.Fatalf("version %d: the folder holds %q", found, names)
		}
	}
}

// killWriter runs the writer, kills it some time after it has reported so many versions, so that it is met in the middle of
// large changes too, and returns the last one.
func killWriter(t *testing.T, dir string, reports int, later time.Duration) (last uint64) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), exe)
	cmd.Env = append(os.Environ(), crashDir+"="+dir)
	cmd.Stderr = t.Output()
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	for i := 0; ; i++ {
		line, err := lines.ReadString('\n')
		if err != nil {
			if !errors.Is(err, io.EOF) && !errors.Is(err, os.ErrClosed) {
				t.Fatal(err)
			}
			break
		}
		if last, err = strconv.ParseUint(line[:len(line)-1], 10, 64); err != nil {
			t.Fatal(err)
		}
		if i == reports {
			time.AfterFunc(later, func() {
				if err := cmd.Process.Kill(); err != nil {
					t.Error(err)
				}
			})
		}
	}
	if err := cmd.Wait(); err == nil || cmd.ProcessState.ExitCode() != -1 {
		t.Fatalf("the writer was not killed: %v", err)
	}
	return last
}
