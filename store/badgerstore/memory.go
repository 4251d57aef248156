package badgerstore

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"syscall"

	"forumgraph/store"
)

// isNoMemory reports whether the system had no memory, or no address space, for what was to be mapped.
func isNoMemory(err error) bool {
	return errors.Is(err, syscall.ENOMEM) || err != nil && strings.Contains(err.Error(), syscall.ENOMEM.Error()) // Badger hands on texts only
}

// memoryError says of a generation whose files cannot be mapped that its files are whole.
func memoryError(folder string) error {
	return fmt.Errorf("the files of %s cannot be mapped into memory; they are whole: "+
		"raise the limit (ulimit -v, or vm.max_map_count of the system) or let the program use less (--memory): %w",
		filepath.Dir(folder), store.ErrNoMemory)
}
