package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// fullDisk serves from a disk that another program has filled, after its indexes were lost, and then shuts the server
// down. It needs permission to mount a small disk.
func fullDisk() Case {
	return Case{
		Name: "full disk", Before: "SIGBUS with a stack dump, status 2", Limit: "it answers and ends in order", Timed: true,
		Run: func(ctx context.Context, a *Arena) (result Result, err error) {
			disk, err := a.Folder()
			if err != nil {
				return Result{}, err
			}
			if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=16m"); err != nil {
				return Result{}, fmt.Errorf("mount a small disk: %w", err)
			}
			defer func() { err = errors.Join(err, syscall.Unmount(disk, syscall.MNT_DETACH)) }()
			data := filepath.Join(disk, "data")
			s, err := a.Serve(ctx, ServerOptions{Data: data})
			if err != nil {
				return Result{}, err
			}
			if err := s.Stop(); err != nil {
				return Result{}, err
			}
			for _, index := range []string{"search", "topology", "layout"} {
				if err := os.RemoveAll(filepath.Join(data, index)); err != nil {
					return Result{}, err
				}
			}
			if err := fill(filepath.Join(disk, "filler")); err != nil {
				return Result{}, err
			}
			s, err = a.Serve(ctx, ServerOptions{Data: data})
			if err != nil {
				return Result{"it does not start", false}, nil
			}
			resp, err := http.Post(s.URL+"/graphql", "application/json", strings.NewReader(`{"query":"{ search(text: \"labour\") { totalCount } }"}`))
			if err != nil {
				return Result{"it does not answer", false}, nil
			}
			body, err := io.ReadAll(resp.Body)
			if err := errors.Join(err, resp.Body.Close()); err != nil {
				return Result{}, err
			}
			if !strings.Contains(string(body), `"totalCount"`) {
				return Result{fmt.Sprintf("it answers %.100s", body), false}, nil
			}
			if err := s.Stop(); err != nil {
				return Result{fmt.Sprintf("it ends with %v", err), false}, nil
			}
			return Result{"it answers and ends in order", true}, nil
		},
	}
}

// fill writes a file until the disk is full.
func fill(name string) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer f.Close()
	for size := 1 << 20; size > 0; {
		if _, err := f.Write(make([]byte, size)); errors.Is(err, syscall.ENOSPC) {
			size /= 2
		} else if err != nil {
			return err
		}
	}
	return nil
}
