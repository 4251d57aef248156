package wholefile_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"forumgraph/store/internal/wholefile"
)

// A file is replaced whole; if writing fails, the old one stays and nothing lies beside it.
func TestReplace(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	put := func(text string, err error) error {
		return wholefile.Replace(path, func(f *os.File) error {
			_, wrote := f.WriteString(text)
			return errors.Join(wrote, err)
		})
	}
	broken := errors.New("broken")
	for _, step := range []struct {
		text string
		err  error
		want string
	}{{"one", nil, "one"}, {"two, longer", nil, "two, longer"}, {"three", broken, "two, longer"}, {"4", nil, "4"}} {
		if err := put(step.text, step.err); !errors.Is(err, step.err) {
			t.Errorf("%s: %v", step.text, err)
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != step.want {
			t.Errorf("after %s the file is %q, %v; want %q", step.text, got, err, step.want)
		}
		if all, err := os.ReadDir(filepath.Dir(path)); err != nil || len(all) != 1 {
			t.Errorf("after %s: %v, %v", step.text, all, err)
		}
	}
	if err := wholefile.Replace(filepath.Join(path, "below", "a file"), func(*os.File) error { return nil }); err == nil {
		t.Error("a file below a file was written")
	}
}
