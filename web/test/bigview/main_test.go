package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// The drawing and the answers are of the made-up graph, the pages are those of the site.
func TestRun(t *testing.T) {
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, "page "+r.URL.Path) }))
	defer site.Close()
	ctx, cancel := context.WithCancel(t.Context())
	reader, writer := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		err := run(ctx, []string{"--nodes", "1000", "--site", site.URL}, writer, io.Discard)
		ended <- err
		_ = writer.CloseWithError(io.EOF) // it may have ended before it said where it listens
	}()
	line, err := bufio.NewReader(reader).ReadString('\n')
	if err != nil {
		t.Fatal(err, <-ended)
	}
	base := regexp.MustCompile(`http://[^/]+`).FindString(line)
	get := func(path string) string {
		resp, err := http.Get(base + path)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		body, err := io.ReadAll(resp.Body)
		if err != nil || resp.StatusCode != http.StatusOK {
			t.Fatalf("%s: status %d, %v", path, resp.StatusCode, err)
		}
		return string(body)
	}
	var picture struct{ Counts struct{ Nodes, Edges int } }
	if err := json.Unmarshal([]byte(get("/drawing.json")), &picture); err != nil {
		t.Fatal(err)
	}
	if picture.Counts.Nodes != 1000 || picture.Counts.Edges < 4500 {
		t.Errorf("counts %v", picture.Counts)
	}
	query := `{ neighborhood(id: "issue:made-up-0", depth: 1) { nodes { node { id } } } }`
	if answer := get("/graphql?query=" + url.QueryEscape(query)); strings.Contains(answer, `"errors"`) || strings.Count(answer, "made-up") < 3 {
		t.Errorf("answer %.500s", answer)
	}
	if drawn := get("/en/network?look=free&as=json"); strings.Count(drawn, `"key"`) < 10 || !strings.Contains(drawn, "made-up") {
		t.Errorf("picture %.500s", drawn)
	}
	if page := get("/en/network"); page != "page /en/network" {
		t.Errorf("page %q", page)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// A graph too small for its proportions, or an address that is none, is refused before anything is made.
func TestRun_refusals(t *testing.T) {
	for want, args := range map[string][]string{
		"--nodes 10: use 1000 or more":     {"--nodes", "10"},
		"--site: parse":                    {"--site", "http://[::1"},
		"missing port in address":          {"--addr", "nowhere"},
		"flag provided but not defined: -": {"--many"},
	} {
		if err := run(t.Context(), args, io.Discard, io.Discard); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %v, want %q", args, err, want)
		}
	}
}
