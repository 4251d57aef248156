package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"text/tabwriter"
	"time"

	"forumgraph/graph"
	"forumgraph/graph/protocol"
	"forumgraph/seed"
	"forumgraph/seed/synth"
	"forumgraph/store"
	"forumgraph/store/badgerstore"
	"forumgraph/store/search"
	"forumgraph/store/topology"
)

func main() {
	reports := flag.String("reports", "1,300,1000", "`NUMBERS` of reports, with commas")
	stores := flag.String("stores", os.Getenv("FORUMGRAPH_BENCH_STORE"), "keep corpora in `FOLDER`; default: $FORUMGRAPH_BENCH_STORE, or a temporary one")
	only := flag.String("only", "", "measure only the questions whose names contain `TEXT`, and compare them with the median of all that are measured")
	all := flag.Bool("all", false, "list every question, not only those that are off by more than a factor of 4")
	flag.Parse()
	if err := run(context.Background(), *reports, *stores, *only, *all, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "calibration:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, reports, stores, only string, all bool, w io.Writer) error {
	if stores == "" {
		folder, err := os.MkdirTemp("", "calibration")
		if err != nil {
			return err
		}
		defer os.RemoveAll(folder)
		stores = folder
	}
	for _, text := range strings.Split(reports, ",") {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			return fmt.Errorf("-reports %q: want numbers above 0", reports)
		}
		if err := measureCorpus(ctx, filepath.Join(stores, "reports-"+text), n, only, all, w); err != nil {
			return fmt.Errorf("%d reports: %w", n, err)
		}
	}
	return nil
}

// measureCorpus prints the table of one corpus.
func measureCorpus(ctx context.Context, dir string, reports int, only string, all bool, w io.Writer) error {
	st, err := corpus(ctx, dir, reports)
	if err != nil {
		return err
	}
	defer st.Close()
	topologies := topology.NewLatest(st)
	defer topologies.Close()
	words := search.New(search.Options{})
	defer words.Close()
	if err := words.Sync(ctx, st); err != nil {
		return err
	}
	api := graph.NewHandler(graph.Options{Store: st, Topologies: topologies, Search: words, Timeout: time.Minute})
	ids, err := busyNodes(api)
	if err != nil {
		return err
	}
	fixed, err := ask(api, `{ __typename }`)
	if err != nil {
		return err
	}
	var rows []measured
	for _, q := range questions(ids) {
		if !strings.Contains(q.name, only) {
			continue
		}
		m, err := ask(api, q.query)
		if err != nil {
			return fmt.Errorf("%s: %s: %w", q.name, q.query, err)
		}
		m.name = q.name
		m.time = max(0, m.time-fixed.time)
		rows = append(rows, m)
	}
	return print(w, reports, rows, all)
}

// corpus opens the store in dir, and fills it first if it is not there.
func corpus(ctx context.Context, dir string, reports int) (*badgerstore.Store, error) {
	_, missing := os.Stat(dir)
	st, err := badgerstore.Open(dir, badgerstore.Options{})
	if err != nil || missing == nil {
		return st, err
	}
	if reports == 1 {
		return st, loadForum(ctx, st)
	}
	records := func(yield func(store.Record, error) bool) {
		line := 1
		for d := range synth.New(1).Documents(reports) {
			for _, n := range d.Nodes {
				text, err := store.EncodeJSON(n)
				if line++; !yield(store.Record{Line: line, JSON: text}, err) || err != nil {
					return
				}
			}
		}
	}
	_, err = st.Load(ctx, store.Load{Author: "synth", Records: records})
	return st, err
}

func loadForum(ctx context.Context, st store.Store) error {
	data, err := seed.Load(seed.Forum(), "seed/forum")
	if err != nil {
		return err
	}
	snap, err := st.Snapshot()
	if err != nil {
		return err
	}
	defer snap.Close()
	change, err := seed.Plan(ctx, snap, data)
	if err != nil {
		return err
	}
	change.Author, change.Time, change.Reason = "calibration", time.Unix(0, 0).UTC(), "the embedded corpus"
	_, err = st.Apply(ctx, change)
	return err
}

// busyNodes asks for the nodes of each kind that have the most statements.
func busyNodes(api http.Handler) (examples, error) {
	ids := make(examples)
	for kind, list := range map[string]string{
		"person": "people(orderBy: DOCUMENT_ORDER, first: 3)", "organization": "organizations(orderBy: STATEMENTS, first: 3)", "issue": "issues(orderBy: STATEMENTS, first: 3)",
		"recommendation": "recommendations(orderBy: STATEMENTS, first: 3)", "session": "sessions(orderBy: STATEMENTS, first: 3)",
		"initiative": "initiatives(orderBy: STATEMENTS, first: 3)", "population": "populations(orderBy: STATEMENTS, first: 3)",
		"place": "places(orderBy: STATEMENTS, first: 3)", "source": "sources(first: 3)",
	} {
		body, err := exchange(api, "{ list: "+list+" { nodes { id } } }")
		if err != nil {
			return nil, err
		}
		var answer struct {
			Data struct {
				List struct{ Nodes []struct{ ID string } }
			}
		}
		if err := json.Unmarshal(body, &answer); err != nil {
			return nil, err
		}
		for _, n := range answer.Data.List.Nodes {
			ids[kind] = append(ids[kind], n.ID)
		}
		if len(ids[kind]) == 0 {
			return nil, fmt.Errorf("there is no %s: %s", kind, body)
		}
	}
	return ids, nil
}

// measured is a question with its cost and the time of the processor that one answer takes.
type measured struct {
	name   string
	cost   int
	time   time.Duration
	failed string // the code of an error; "" for an answer
}

// How long one question is measured.
const (
	mostTime  = 60 * time.Millisecond
	mostTimes = 20
)

// ask measures the quickest of several answers to a query, which other work on the machine disturbs least, after one that is not
// measured.
func ask(api http.Handler, query string) (measured, error) {
	var times []time.Duration
	var m measured
	for begin := time.Now(); len(times) < 2 || len(times) < mostTimes && time.Since(begin) < mostTime; {
		before := processor()
		body, err := exchange(api, query)
		if err != nil {
			return m, err
		}
		times = append(times, processor()-before)
		var answer struct {
			Errors []struct {
				Message    string
				Extensions struct{ Code string }
			}
			Extensions struct{ Cost struct{ Requested int } }
		}
		if err := json.Unmarshal(body, &answer); err != nil {
			return m, err
		}
		m.cost = answer.Extensions.Cost.Requested
		if len(answer.Errors) > 0 {
			m.failed = answer.Errors[0].Extensions.Code
			if m.failed == protocol.CodeInvalidVariables || m.failed == protocol.CodeValidationFailed || m.failed == protocol.CodeParseFailed {
				return m, fmt.Errorf("%s", answer.Errors[0].Message)
			}
			break
		}
	}
	times = times[1:]
	if len(times) > 0 {
		slices.Sort(times)
		m.time = times[0]
	}
	return m, nil
}

func exchange(api http.Handler, query string) ([]byte, error) {
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		return nil, err
	}
	r := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	api.ServeHTTP(w, r)
	return w.Body.Bytes(), nil
}

// processor returns the time that this process has used of the processors.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err) // there is no other way to fail than a wrong argument
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// print writes the table, the dearest time for a unit first.
func print(w io.Writer, reports int, rows []measured, all bool) error {
	var units []float64
	for _, m := range rows {
		if m.failed == "" && m.cost > 0 {
			units = append(units, m.unit())
		}
	}
	if len(units) == 0 {
		return fmt.Errorf("nothing was answered")
	}
	slices.Sort(units)
	median := units[len(units)/2]
	slices.SortStableFunc(rows, func(a, b measured) int { return int(b.unit()) - int(a.unit()) })
	fmt.Fprintf(w, "\n%d reports: %d questions, median %.0f ns for a unit of cost\n\n", reports, len(rows), median)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "question\tcost\tms\tns/unit\tfactor\t")
	cheap, dear, refused := 0, 0, 0
	for _, m := range rows {
		factor := m.unit() / median
		switch {
		case m.failed != "":
			refused++
		case factor > 4:
			cheap++
		case factor < 0.25:
			dear++
		case !all:
			continue
		}
		fmt.Fprintf(t, "%s\t%d\t%.3f\t%.0f\t%.2f\t%s\n", m.name, m.cost, m.time.Seconds()*1e3, m.unit(), factor, m.failed)
	}
	fmt.Fprintf(t, "\nof %d questions %d cost less than a quarter of their time and %d more than four times it; %d were refused\n",
		len(rows), cheap, dear, refused)
	return t.Flush()
}

// unit returns the nanoseconds for one unit of cost.
func (m measured) unit() float64 { return float64(m.time.Nanoseconds()) / float64(max(1, m.cost)) }
