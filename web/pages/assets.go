package pages

import (
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
)

//go:embed pages.css
var ownStyle []byte

//go:embed picture.css
var pictureStyle []byte

//go:embed banks.css
var banksStyle []byte

// The folders of files that pages load. Files in assets below either are named by their content.
const (
	styleFolder = "/assets/"
	viewFolder  = "/view/"
	forGood     = "public, max-age=31536000, immutable"
)

// stylesheet is the style of the documents: the tokens that the view shares, then the pages' own rules.
type stylesheet struct {
	address string
	css     []byte
	// colors are the values of tokens on paper, by name without dashes.
	colors map[string]string
	// picture is the style of a picture in a file, on paper.
	picture string
}

var colorToken = regexp.MustCompile(`--([a-z0-9-]+): (#[0-9a-f]{6});`)

// newStylesheet joins tokens.css with the pages' own style, and names the sheet by its content.
func newStylesheet(styles fs.FS) (*stylesheet, error) {
	tokens, err := fs.ReadFile(styles, "tokens.css")
	if err != nil {
		return nil, fmt.Errorf("style of the pages: %w", err)
	}
	css := slices.Concat(tokens, []byte("\n"), ownStyle, []byte("\n"), pictureStyle, []byte("\n"), banksStyle)
	sum := sha256.Sum256(css)
	colors := make(map[string]string)
	for _, m := range colorToken.FindAllSubmatch(css, -1) {
		// The first definition is the one for paper; dark screens come after it.
		if name := string(m[1]); colors[name] == "" {
			colors[name] = string(m[2])
		}
	}
	return &stylesheet{styleFolder + "pages-" + hex.EncodeToString(sum[:6]) + ".css", css, colors, standalone(string(pictureStyle), string(tokens), colors)}, nil
}

var (
	useOfToken = regexp.MustCompile(`var\(--([a-z0-9-]+)\)`)
	fontToken  = regexp.MustCompile(`--(font-[a-z]+): ([^;]+);`)
	cssComment = regexp.MustCompile(`(?s)/\*.*?\*/`)
)

// standalone returns rules with the values of their tokens, for a file that no style sheet goes with.
func standalone(rules, tokens string, colors map[string]string) string {
	fonts := make(map[string]string)
	for _, m := range fontToken.FindAllStringSubmatch(tokens, -1) {
		fonts[m[1]] = m[2]
	}
	rules = useOfToken.ReplaceAllStringFunc(cssComment.ReplaceAllString(rules, ""), func(use string) string {
		name := useOfToken.FindStringSubmatch(use)[1]
		return cmp.Or(colors[name], fonts[name], "currentColor")
	})
	rules = strings.TrimSpace(rules)
	rules = strings.TrimSuffix(strings.TrimPrefix(rules, "@layer pages {"), "}")
	return strings.Join(strings.Fields(rules), " ")
}

// ServeHTTP implements [http.Handler].
func (s *stylesheet) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != s.address {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	w.Header().Set("Cache-Control", forGood)
	_, _ = w.Write(s.css) // a client that disconnected is not an error
}

// bundle is what a page loads of the built view: the addresses of modules and of their styles.
type bundle struct {
	Scripts, Preloads, Styles []string
}

// view is the built view: the bundle of each entry. The zero view was not built.
type view struct {
	files   http.Handler
	entries map[string]bundle
	// faces is the style of the typefaces with their files in it, for pictures in files.
	faces func() string
}

// chunk is an entry of Vite's manifest.
type chunk struct {
	File    string   `json:"file"`
	Name    string   `json:"name"`
	IsEntry bool     `json:"isEntry"`
	Imports []string `json:"imports"`
	CSS     []string `json:"css"`
}

// newView reads the manifest of the built view; without files it returns the zero view.
func newView(files fs.FS) (view, error) {
	if files == nil {
		return view{}, nil
	}
	const manifest = ".vite/manifest.json"
	b, err := fs.ReadFile(files, manifest)
	if errors.Is(err, fs.ErrNotExist) {
		return view{}, nil
	}
	if err != nil {
		return view{}, fmt.Errorf("built view: %w", err)
	}
	chunks := make(map[string]chunk)
	if err := json.Unmarshal(b, &chunks); err != nil {
		return view{}, fmt.Errorf("built view: %s: %w; build it anew", manifest, err)
	}
	v := view{files: http.StripPrefix(strings.TrimSuffix(viewFolder, "/"), builtFiles(files)), entries: make(map[string]bundle)}
	v.faces = sync.OnceValue(func() string {
		var b strings.Builder
		for _, style := range v.entries["fonts"].Styles {
			css, _ := fs.ReadFile(files, strings.TrimPrefix(style, viewFolder)) // without it, the fonts of the system serve
			b.WriteString(withFiles(files, string(css)))
		}
		return b.String()
	})
	for _, c := range chunks {
		if !c.IsEntry {
			continue
		}
		if path.Ext(c.File) == ".css" {
			v.entries[c.Name] = bundle{Styles: []string{viewFolder + c.File}}
			continue
		}
		loads := bundle{Scripts: []string{viewFolder + c.File}}
		loads.add(chunks, c, make(map[string]bool))
		v.entries[c.Name] = loads
	}
	return v, nil
}

var fontFile = regexp.MustCompile(`url\([^)]*?([^/)]+\.woff2)["']?\)`)

// withFiles returns a style with the files of its typefaces in it.
func withFiles(files fs.FS, css string) string {
	return fontFile.ReplaceAllStringFunc(css, func(url string) string {
		b, err := fs.ReadFile(files, "assets/"+fontFile.FindStringSubmatch(url)[1])
		if err != nil {
			return url
		}
		return "url(data:font/woff2;base64," + base64.StdEncoding.EncodeToString(b) + ")"
	})
}

// add adds what c imports statically, in the order of the manifest, each file once.
func (b *bundle) add(chunks map[string]chunk, c chunk, seen map[string]bool) {
	for _, css := range c.CSS {
		if address := viewFolder + css; !slices.Contains(b.Styles, address) {
			b.Styles = append(b.Styles, address)
		}
	}
	for _, name := range c.Imports {
		if seen[name] {
			continue
		}
		seen[name] = true
		imported := chunks[name]
		b.Preloads = append(b.Preloads, viewFolder+imported.File)
		b.add(chunks, imported, seen)
	}
}

// builtFiles serves the files of the view that have an extension. It does not list folders or serve the manifest.
func builtFiles(files fs.FS) http.Handler {
	server := http.FileServerFS(files)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if path.Ext(r.URL.Path) == "" || strings.HasPrefix(r.URL.Path, "/.") {
			http.NotFound(w, r)
			return
		}
		// On an error the file server removes the header.
		if strings.HasPrefix(r.URL.Path, "/assets/") {
			w.Header().Set("Cache-Control", forGood)
		} else {
			w.Header().Set("Cache-Control", "no-cache")
		}
		server.ServeHTTP(w, r)
	})
}
