// Package wholefile replaces files so that whoever reads one finds the old one or the new one, whole, also after a crash.
package wholefile

import (
	"errors"
	"os"
	"path/filepath"
)

// Replace lets write fill a file beside the one at path, and puts it in its place when it is on the disk. If it fails, the
// old file stays. Only one Replace of a path may run at a time; what a process that was killed was writing, the next one
// overwrites.
//
// Errors: those of write and of the file system.
func Replace(path string, write func(*os.File) error) error {
	beside := path + ".new"
	f, err := os.OpenFile(beside, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	if err := errors.Join(write(f), f.Sync(), f.Close()); err != nil {
		return errors.Join(err, os.Remove(beside))
	}
	if err := os.Rename(beside, path); err != nil {
		return errors.Join(err, os.Remove(beside))
	}
	folder, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
