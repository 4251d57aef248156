//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package search

import "os"

// tryLock does nothing where the system has no flock: there, only the store's own lock keeps other processes away.
func tryLock(*os.File) error { return nil }
