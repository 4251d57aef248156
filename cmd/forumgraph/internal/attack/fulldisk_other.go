//go:build !linux

package main

import (
	"context"
	"errors"
)

// fullDisk cannot mount a small disk on this system.
func fullDisk() Case {
	return Case{
		Name: "full disk", Before: "a stack dump", Limit: "it answers and ends in order", Timed: true,
		Run: func(context.Context, *Arena) (Result, error) {
			return Result{}, errors.New("only Linux mounts a small disk")
		},
	}
}
