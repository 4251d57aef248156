package badgerstore_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"forumgraph/store"
	"forumgraph/store/badgerstore"
	"forumgraph/store/storetest"
)

// smallDisk returns a folder on a file system of its own with so many bytes. The test is skipped where none can be mounted.
func smallDisk(t *testing.T, bytes int) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, fmt.Sprintf("size=%d", bytes)); err != nil {
		t.Skipf("this machine does not let the test mount a small disk: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// fill writes to the disk of a folder until it is full, and returns the file.
func fill(t *testing.T, dir string) string {
	t.Helper()
	name := filepath.Join(dir, "filler")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for size := 1 << 20; size > 0; {
		if _, err := f.Write(make([]byte, size)); errors.Is(err, syscall.ENOSPC) {
			size /= 2
		} else if err != nil {
			t.Fatal(err)
		}
	}
	return name
}

// inChild runs what follows in a process of its own, which a fault would end, and fails the test if it does not end in order.
func inChild(t *testing.T, dir string) (child bool) {
	t.Helper()
	if os.Getenv("FORUMGRAPH_TEST_CHILD") != "" {
		return true
	}
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run", "^"+t.Name()+"$", "-test.v")
	cmd.Env = append(os.Environ(), "FORUMGRAPH_TEST_CHILD="+dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	return false
}

// On a disk that fills up by changes or by another program no change may end the process: it is refused, what was
// acknowledged stays, and the store closes in order, opens for reading while the disk is full, and takes changes again.
func TestStore_full_disk(t *testing.T) {
	if dir := os.Getenv("FORUMGRAPH_TEST_CHILD"); dir != "" {
		fullDisk(t, dir)
		return
	}
	inChild(t, smallDisk(t, 24<<20))
}

func fullDisk(t *testing.T, disk string) {
	dir := filepath.Join(disk, "data")
	s, err := badgerstore.Open(dir, small)
	if err != nil {
		t.Fatal(err)
	}
	apply := func(nodes int) (err error) {
		for from := 0; err == nil && from < 1_000_000; from += nodes {
			_, err = s.Apply(t.Context(), issues(from, nodes))
		}
		return err
	}
	if _, err := s.Apply(t.Context(), storetest.Example()); err != nil {
		t.Fatal(err)
	}
	// The changes themselves fill the disk.
	if err := apply(1000); !errors.Is(err, store.ErrNoSpace) {
		t.Fatalf("got %v, want ErrNoSpace", err)
	}
	want := digest(t, s)
	// Then another program does.
	filler := fill(t, disk)
	if _, err := s.Apply(t.Context(), issues(2_000_000, 1)); !errors.Is(err, store.ErrNoSpace) {
		t.Fatalf("got %v, want ErrNoSpace", err)
	}
	storetest.Check(t, s)
	if err := s.Close(); err != nil {
		t.Fatalf("close: %v", err)
	}
	filler2 := filler + "2"
	if err := os.Rename(filler, filler2); err != nil {
		t.Fatal(err)
	}
	filler = fill(t, disk)
	if s, err = badgerstore.Open(dir, small); err != nil {
		t.Fatalf("open on a full disk: %v", err)
	}
	if got := digest(t, s); got != want {
		t.Errorf("digest: got %s, want %s", got, want)
	}
	if _, err := s.Apply(t.Context(), issues(2_000_000, 1)); !errors.Is(err, store.ErrNoSpace) {
		t.Errorf("got %v, want ErrNoSpace", err)
	}
	if err := s.Close(); err != nil {
		t.Fatalf("close: %v", err)
	}
	if err := errors.Join(os.Remove(filler), os.Remove(filler2)); err != nil {
		t.Fatal(err)
	}
	if s, err = badgerstore.Open(dir, small); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Apply(t.Context(), issues(2_000_000, 1)); err != nil {
		t.Errorf("with room again: %v", err)
	}
}

// After a crash the reserve must let a store open on a full disk, with all that was acknowledged.
func TestStore_full_disk_after_crash(t *testing.T) {
	if dir := os.Getenv("FORUMGRAPH_TEST_CHILD"); dir != "" {
		s, err := badgerstore.Open(filepath.Join(dir, "data"), small)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Apply(t.Context(), storetest.Example()); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Apply(t.Context(), issues(0, 1000)); err != nil {
			t.Fatal(err)
		}
		fill(t, dir)
		os.Exit(0) // without Close
	}
	disk := smallDisk(t, 24<<20)
	inChild(t, disk)
	s, err := badgerstore.Open(filepath.Join(disk, "data"), small)
	if err != nil {
		t.Fatal(err)
	}
	storetest.Check(t, s)
	snap, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	if got := snap.Version(); got != 2 {
		t.Errorf("version: got %d, want 2", got)
	}
	snap.Close()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// A load on disks of any size must be made whole or refused, and leave nothing in the second case.
func TestStore_Load_full_disk(t *testing.T) {
	if dir := os.Getenv("FORUMGRAPH_TEST_CHILD"); dir != "" {
		s, err := badgerstore.Open(dir, small)
		if err != nil {
			t.Fatal(err)
		}
		nodes := append(storetest.Example().Put, issues(0, 20000).Put...)
		done, err := s.Load(t.Context(), loadOf(t, nodes))
		switch {
		case errors.Is(err, store.ErrNoSpace):
			t.Logf("refused: %v", err)
		case err != nil || done.Added != len(nodes):
			t.Errorf("got %+v, %v", done, err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		return
	}
	for _, size := range []int{512 << 10, 4 << 20, 8 << 20, 12 << 20, 32 << 20} {
		disk := smallDisk(t, size)
		inChild(t, filepath.Join(disk, "data"))
		if left, err := filepath.Glob(filepath.Join(disk, "data", "graph-load*")); err != nil || len(left) > 0 {
			t.Errorf("%d bytes: left %v, %v", size, left, err)
		}
	}
}
