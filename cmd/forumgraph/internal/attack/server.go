package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// ServerOptions configures a server. The zero value serves the embedded corpus from a new folder.
type ServerOptions struct {
	// Data is the data folder; "" means a new one, into which the embedded corpus is loaded.
	Data string
	// Args are flags of serve, in addition to --data and --addr.
	Args []string
	// Files is the maximum number of open files of the process, as with ulimit -n; 0 does not change it.
	Files int
	// Stderr receives the standard error of the process instead of [Server.Log].
	Stderr *os.File
}

// Server is a running server.
type Server struct {
	URL  string // such as http://127.0.0.1:40001
	Addr string // such as 127.0.0.1:40001
	Data string

	cmd   *exec.Cmd
	log   syncBuffer
	ended chan struct{}
	err   error // of the process; read it only after ended is closed
}

// Serve starts a server and returns when it is ready. The server ends with its case at the latest.
func (a *Arena) Serve(ctx context.Context, o ServerOptions) (*Server, error) {
	if o.Data == "" {
		folder, err := a.Folder()
		if err != nil {
			return nil, err
		}
		o.Data = filepath.Join(folder, "data")
	}
	s := &Server{Data: o.Data, ended: make(chan struct{})}
	args := append([]string{a.Program, "serve", "--data", o.Data, "--addr", "127.0.0.1:0"}, o.Args...)
	if o.Files > 0 {
		args = append([]string{"/bin/sh", "-c", fmt.Sprintf(`ulimit -n %d && exec "$0" "$@"`, o.Files)}, args...)
	}
	s.cmd = exec.Command(args[0], args[1:]...)
	// The server ends when this program does, however that happens.
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	s.cmd.Stderr = &s.log
	if a.Log != nil {
		s.cmd.Stderr = io.MultiWriter(&s.log, a.Log)
	}
	if o.Stderr != nil {
		s.cmd.Stderr = o.Stderr
	}
	stdout, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	a.mu.Lock()
	a.running = append(a.running, s)
	a.mu.Unlock()
	line := make(chan string, 1)
	go func() {
		defer close(s.ended)
		r := bufio.NewReader(stdout)
		first, _ := r.ReadString('\n') // if there is none, the process has ended and says why
		line <- first
		_, _ = io.Copy(io.Discard, r)
		s.err = s.cmd.Wait()
	}()
	select {
	case first := <-line:
		url, ok := strings.CutPrefix(strings.TrimSpace(first), "forumgraph: listening on ")
		if !ok {
			s.Kill()
			return nil, fmt.Errorf("the server did not start: %w\n%s", s.err, s.Log())
		}
		s.URL = strings.TrimSuffix(url, "/")
		s.Addr = strings.TrimPrefix(s.URL, "http://")
		return s, nil
	case <-ctx.Done():
		s.Kill()
		return nil, fmt.Errorf("the server did not start: %w\n%s", ctx.Err(), s.Log())
	}
}

// Log returns what the server has written to standard error so far.
func (s *Server) Log() string { return s.log.String() }

// Signal sends a signal to the process.
func (s *Server) Signal(signal os.Signal) error { return s.cmd.Process.Signal(signal) }

// Ended is closed when the process has ended.
func (s *Server) Ended() <-chan struct{} { return s.ended }

// Alive reports whether the process is still running.
func (s *Server) Alive() bool {
	select {
	case <-s.ended:
		return false
	default:
		return true
	}
}

// Wait waits until the process ends and returns the error of [exec.Cmd.Wait].
func (s *Server) Wait(ctx context.Context) error {
	select {
	case <-s.ended:
		return s.err
	case <-ctx.Done():
		return fmt.Errorf("the server has not ended: %w", ctx.Err())
	}
}

// Stop shuts the server down and returns its error; it kills the server if it does not end.
func (s *Server) Stop() error {
	const most = 20 * time.Second
	ctx, cancel := context.WithTimeout(context.Background(), most)
	defer cancel()
	if err := s.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	err := s.Wait(ctx)
	s.Kill()
	return err
}

// Kill kills the process if it is still running.
func (s *Server) Kill() {
	_ = s.cmd.Process.Kill() // it may already have ended
	<-s.ended
}

// Memory returns the resident memory of the process, current and maximum, in bytes.
func (s *Server) Memory() (now, most int64, err error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	if err != nil {
		return 0, 0, err
	}
	read := func(name string) int64 {
		m := regexp.MustCompile(`(?m)^` + name + `:\s+(\d+) kB$`).FindSubmatch(status)
		if m == nil {
			return 0
		}
		n, _ := strconv.ParseInt(string(m[1]), 10, 64) // the string has only digits
		return n << 10
	}
	return read("VmRSS"), read("VmHWM"), nil
}

// syncBuffer is a buffer that one goroutine writes while others read.
type syncBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *syncBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}
