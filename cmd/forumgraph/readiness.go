package main

import (
	"errors"
	"fmt"
	"os"
)

// dataFolder returns a check that the folder of the store is still the one that was opened, and can be read. A server
// whose folder is gone answers from what it holds open, but it will not start again.
func dataFolder(dir string) (check func() error, err error) {
	opened, err := os.Stat(dir)
	if err != nil {
		return nil, err
	}
	return func() error {
		folder, err := os.Open(dir)
		if err != nil {
			return fmt.Errorf("the data folder cannot be read: %w", err)
		}
		defer folder.Close()
		now, err := folder.Stat()
		if err != nil {
			return fmt.Errorf("the data folder cannot be read: %w", err)
		}
		if !os.SameFile(opened, now) {
			return errors.New("the data folder is another than the one that was opened")
		}
		// A folder that was removed while it was opened above, or whose disk is gone, has no entries.
		if _, err := folder.Readdirnames(1); err != nil {
			return fmt.Errorf("the data folder cannot be read: %w", err)
		}
		return nil
	}, nil
}

// allOf returns a check that fails as the first of checks does that fails; nil ones are left out.
func allOf(checks ...func() error) func() error {
	return func() error {
		for _, check := range checks {
			if check == nil {
				continue
			}
			if err := check(); err != nil {
				return err
			}
		}
		return nil
	}
}
