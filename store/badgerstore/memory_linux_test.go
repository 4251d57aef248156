package badgerstore_test

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"forumgraph/store"
	"forumgraph/store/badgerstore"
	"forumgraph/store/storetest"
)

// A store whose files cannot be mapped must not be called damaged: the error says what is missing, and the store opens when
// it is there.
func TestOpen_without_address_space(t *testing.T) {
	if dir := os.Getenv("FORUMGRAPH_TEST_CHILD"); dir != "" {
		// What Go has had it keeps, so that it asks for nothing more, and only mapping fails.
		room := make([]byte, 256<<20)
		runtime.KeepAlive(room)
		room = nil
		runtime.GC()
		statm, err := os.ReadFile("/proc/self/statm")
		if err != nil {
			t.Fatal(err)
		}
		var pages uint64
		if _, err := fmt.Sscan(string(statm), &pages); err != nil {
			t.Fatal(err)
		}
		size := pages*uint64(os.Getpagesize()) + 16<<20
		if err := syscall.Setrlimit(syscall.RLIMIT_AS, &syscall.Rlimit{Cur: size, Max: size}); err != nil {
			t.Skipf("this machine sets no limit on address space: %v", err)
		}
		s, err := badgerstore.Open(dir, small)
		if !errors.Is(err, store.ErrNoMemory) || errors.Is(err, store.ErrCorrupt) || !strings.Contains(err.Error(), "ulimit -v") {
			t.Errorf("got %v, %v, want ErrNoMemory with what to do", s, err)
		}
		return
	}
	dir := closedExample(t)
	inChild(t, dir)
	s, err := badgerstore.Open(dir, small)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	storetest.Check(t, s)
}
