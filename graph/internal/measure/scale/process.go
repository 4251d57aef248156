package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// process is a server that was started.
type process struct {
	cmd  *exec.Cmd
	addr string
}

// start starts a server and returns when it has said where it listens: as its first line, after the last space, as a URL.
func start(ctx context.Context, program string, args ...string) (*process, error) {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	p := &process{cmd: cmd}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%s did not say where it listens: %w", args[0], err), cmd.Wait())
	}
	words := strings.Fields(line)
	at, err := url.Parse(words[len(words)-1])
	if err != nil {
		return nil, errors.Join(err, p.stop())
	}
	p.addr = at.Host
	return p, nil
}

// stop ends a server in good order.
func (p *process) stop() error {
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	return p.cmd.Wait()
}

// resident returns the bytes of memory that the server has in use now, as the system counts them; files that are mapped into
// it among them, and apart.
func (p *process) resident() (all, files int, err error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return 0, 0, err
	}
	for line := range strings.Lines(string(status)) {
		words := strings.Fields(line)
		if len(words) < 2 {
			continue
		}
		kilobytes, _ := strconv.Atoi(words[1])
		switch words[0] {
		case "VmRSS:":
			all = kilobytes << 10
		case "RssFile:":
			files = kilobytes << 10
		}
	}
	return all, files, nil
}

// processor returns the time of processors that the server has used, the system's included.
func (p *process) processor() (time.Duration, error) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	// The second field is the program's name in brackets; the 14th and 15th count hundredths of a second.
	words := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
	const user, system = 14 - 3, 15 - 3
	if len(words) <= system {
		return 0, fmt.Errorf("/proc/%d/stat: %s", p.cmd.Process.Pid, stat)
	}
	inUser, err := strconv.Atoi(words[user])
	inSystem, errSystem := strconv.Atoi(words[system])
	return time.Duration(inUser+inSystem) * 10 * time.Millisecond, errors.Join(err, errSystem)
}

// runOnce runs a command to its end and returns how long that took, on the clock and of processors, and the most memory.
func runOnce(ctx context.Context, program string, args ...string) (usage, error) {
	cmd := exec.CommandContext(ctx, program, args...)
	began := time.Now()
	out, err := cmd.CombinedOutput()
	if err != nil {
		return usage{}, fmt.Errorf("%s: %w: %s", args[0], err, out)
	}
	u := usage{Wall: time.Since(began), Processor: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()}
	if r, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		u.Memory = int(r.Maxrss) << 10
	}
	return u, nil
}

// usage is what a command took. Memory is in bytes.
type usage struct {
	Wall, Processor time.Duration
	Memory          int
}
