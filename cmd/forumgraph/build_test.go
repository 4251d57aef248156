package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A program tells the revision it was built from and whether there were changes, built in a checkout or from a source
// archive, and holds no trace of the place where it was built. That two places give the same bytes is for "make
// check-reproducible".
func TestBuild(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program three times")
	}
	for _, tool := range []string{"git", "make", "tar"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("needs %s: %v", tool, err)
		}
	}
	top := t.TempDir()
	checkout := filepath.Join(top, "checkout")
	copySource(t, filepath.Join("..", ".."), checkout)
	git := func(args ...string) string {
		return runIn(t, checkout, "git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false"}, args...)...)
	}
	git("init", "--quiet")
	git("add", "--all")
	git("commit", "--quiet", "--message", "a revision")
	revision := strings.TrimSpace(git("rev-parse", "HEAD"))

	if got := builtRevision(t, checkout); got != revision {
		t.Errorf("a clean checkout: got revision %q, want %q", got, revision)
	}
	if err := os.WriteFile(filepath.Join(checkout, "README.md"), []byte("changed"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, want := builtRevision(t, checkout), revision+", with changes"; got != want {
		t.Errorf("a changed checkout: got revision %q, want %q", got, want)
	}

	dir := filepath.Join(top, "unpacked")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	archive := filepath.Join(top, "source.tar")
	git("archive", "--output", archive, "HEAD")
	runIn(t, dir, "tar", "-xf", archive)
	copyBuilt(t, checkout, dir)
	if got := builtRevision(t, dir); !strings.HasPrefix(got, revision+", from a source archive") {
		t.Errorf("an archive: got revision %q, want %q", got, revision)
	}
	program, err := os.ReadFile(filepath.Join(dir, "bin", "forumgraph"))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(program, []byte(top)) {
		t.Errorf("the program built in %s holds its path", dir)
	}
}

// builtRevision builds the program in dir as make does and returns the revision that it tells.
func builtRevision(t *testing.T, dir string) string {
	t.Helper()
	runIn(t, dir, "make", "binary")
	out := runIn(t, dir, filepath.Join(dir, "bin", "forumgraph"), "version")
	match := regexp.MustCompile(`(?m)^revision +(.*)$`).FindStringSubmatch(out)
	if match == nil {
		t.Fatalf("no revision in %q", out)
	}
	return match[1]
}

// copySource copies the folder without what is made in it, but with the built pages.
func copySource(t *testing.T, from, to string) {
	t.Helper()
	made := map[string]bool{".git": true, "bin": true, "data": true, "web/dist": true, "web/node_modules": true}
	err := filepath.WalkDir(from, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(from, path)
		switch {
		case err != nil:
			return err
		case made[filepath.ToSlash(name)] && entry.IsDir():
			return filepath.SkipDir
		case made[name]: // the .git of a worktree is a file
			return nil
		case entry.IsDir():
			return os.MkdirAll(filepath.Join(to, name), 0o755)
		}
		return copyFile(path, filepath.Join(to, name))
	})
	if err != nil {
		t.Fatal(err)
	}
	copyBuilt(t, from, to)
}

// copyBuilt copies the built pages, if there are any.
func copyBuilt(t *testing.T, from, to string) {
	t.Helper()
	dist := filepath.Join("web", "dist")
	if _, err := os.Stat(filepath.Join(from, dist)); err != nil {
		return // the program is built without them, too
	}
	if err := os.CopyFS(filepath.Join(to, dist), os.DirFS(filepath.Join(from, dist))); err != nil {
		t.Fatal(err)
	}
}

func copyFile(from, to string) error {
	info, err := os.Stat(from)
	if err != nil {
		return err
	}
	b, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, b, info.Mode().Perm())
}

// runIn runs a program in a folder, apart from the caller's git and make, and returns what it prints.
func runIn(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir = dir
	for _, v := range os.Environ() {
		// What git and make pass on to their children is about another folder.
		if !strings.HasPrefix(v, "GIT_") && !strings.HasPrefix(v, "MAKE") && !strings.HasPrefix(v, "MFLAGS=") {
			cmd.Env = append(cmd.Env, v)
		}
	}
	cmd.Env = append(cmd.Env, "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(fmt.Errorf("%s %s: %w: %s", name, strings.Join(args, " "), err, stderr.String()))
	}
	return string(out)
}
