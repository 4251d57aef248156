package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"forumgraph/graph/internal/workload"
	"forumgraph/store/badgerstore"
	"forumgraph/store/badgerstore/bare"
	"forumgraph/store/topology"
)

// bench measures corpora, one after the other.
type bench struct {
	options
	program string
	scratch string
	log     io.Writer

	dir string // of the store at hand
}

// corpus holds the measurements of one corpus.
type corpus struct {
	Reports      int
	Nodes, Edges int
	Load         loaded
	// Start is from the start of the process to its first answer, the middle one of several.
	Start time.Duration
	// Resident is the memory of the server after all questions; Files is the part of it that mapped files take.
	Resident, Files int
	Questions       []measured
	// Badger is nil without limits.
	Badger *bare.Figures
}

// loaded is what an import took. It is kept in a file beside the store.
type loaded struct {
	usage
	// Disk is the bytes of the data folder.
	Disk int
}

// measured is how quickly one question was answered, beside its limits.
type measured struct {
	workload.Question
	// One is with one client, All with 8, Warm with 8 and the answer cache.
	One, All, Warm pace
	// Bare is the bare handler, measured after All, BareWarm the same after Warm, and Stock gqlgen as it comes, with 8
	// clients each; zero if it was not measured.
	Bare, BareWarm, Stock pace
	// Search is how long a bidirectional search over slices takes; 0 for other questions than the path.
	Search time.Duration
	// answer is the one to the first request.
	answer []byte
}

// hasStock reports whether stock gqlgen answers a question.
func hasStock(q workload.Question) bool {
	return slices.Contains([]string{"W1_person", "W2_raisedBy", "W3_raised", "W6_neighborhood", "W6_graphology"}, q.Name)
}

// measure makes or opens the corpus of that many reports and measures it.
func (b *bench) measure(ctx context.Context, reports int) (*corpus, error) {
	c := &corpus{Reports: reports}
	b.dir = filepath.Join(b.stores, "reports-"+strconv.Itoa(reports))
	if err := b.load(ctx, c); err != nil {
		return nil, err
	}
	if err := b.look(ctx, c); err != nil {
		return nil, err
	}
	if err := b.starts(ctx, c); err != nil {
		return nil, err
	}
	if err := b.cold(ctx, c); err != nil {
		return nil, err
	}
	if err := b.warm(ctx, c); err != nil {
		return nil, err
	}
	if !b.limits {
		return c, nil
	}
	return c, errors.Join(b.stock(ctx, c), b.badger(c))
}

// note logs what is measured now.
func (b *bench) note(what string, reports int) {
	_, _ = fmt.Fprintf(b.log, "scale: %d reports: %s\n", reports, what)
}

// memoryFor is the --memory of an import of so many reports.
func memoryFor(reports int) string {
	if reports > 2000 {
		return "2GiB" // some 1 KB for each node; with half of that a third of the time goes into collecting garbage
	}
	return "512MiB"
}

// load makes the store of a corpus, or reads what was recorded when it was made.
func (b *bench) load(ctx context.Context, c *corpus) error {
	record := b.dir + ".json"
	if text, err := os.ReadFile(record); err == nil {
		return json.Unmarshal(text, &c.Load)
	}
	b.note("importing", c.Reports)
	reports := strconv.Itoa(c.Reports)
	file := filepath.Join(b.scratch, "corpus.jsonl")
	if _, err := runOnce(ctx, b.program, "synth", "--reports", reports, "--seed", "1", "--out", file); err != nil {
		return err
	}
	used, err := runOnce(ctx, b.program, "import", "--memory", memoryFor(c.Reports), "--data", b.dir, file)
	if err != nil {
		return err
	}
	c.Load = loaded{usage: used}
	if c.Load.Disk, err = bare.SizeOf(b.dir); err != nil {
		return err
	}
	text, err := json.Marshal(c.Load)
	if err != nil {
		return err
	}
	return errors.Join(os.WriteFile(record, text, 0o644), os.Remove(file))
}

// look counts the graph and picks the nodes to ask about, and measures the search over slices while the store is open.
func (b *bench) look(ctx context.Context, c *corpus) (err error) {
	st, err := badgerstore.Open(b.dir, badgerstore.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	snap, err := st.Snapshot()
	if err != nil {
		return err
	}
	defer snap.Close()
	stats, err := snap.Stats(ctx)
	if err != nil {
		return err
	}
	for _, n := range stats.Nodes {
		c.Nodes += n
	}
	for _, n := range stats.Edges {
		c.Edges += n
	}
	questions, err := workload.Of(ctx, snap)
	if err != nil {
		return err
	}
	for _, q := range questions {
		c.Questions = append(c.Questions, measured{Question: q})
	}
	if !b.limits {
		return nil
	}
	topologies := topology.OpenLatest(st, topology.LatestOptions{File: filepath.Join(b.dir, "topology")})
	defer topologies.Close()
	t, err := topologies.Of(ctx, snap)
	if err != nil {
		return err
	}
	return searches(c, t)
}

// starts measures from the start of the process to its first answer.
func (b *bench) starts(ctx context.Context, c *corpus) error {
	b.note("starting", c.Reports)
	var all []time.Duration
	for range 5 {
		began := time.Now()
		p, err := b.serve(ctx, "0")
		if err != nil {
			return err
		}
		requests, err := requestsOf(p, c.Questions[0].Question)
		if err != nil {
			return errors.Join(err, p.stop())
		}
		_, err = askOnce(p.addr, requests[0])
		all = append(all, time.Since(began))
		if err := errors.Join(err, p.stop()); err != nil {
			return err
		}
	}
	slices.Sort(all)
	c.Start = all[len(all)/2]
	return nil
}

// serve starts the program on the store at hand, with an answer cache of some size.
func (b *bench) serve(ctx context.Context, cache string) (*process, error) {
	return start(ctx, b.program, "serve", "--data", b.dir, "--addr", "127.0.0.1:0", "--cache-size", cache, "--rate-limit", "0", "--rate-limit-cost", "0", "--timeout", "1m")
}

// requestsOf returns the requests of a question as they go to a server.
func requestsOf(p *process, q workload.Question) ([][]byte, error) {
	bodies, err := q.Bodies()
	if err != nil {
		return nil, err
	}
	for i, body := range bodies {
		bodies[i] = requestOf(p.addr, "/graphql", body)
	}
	return bodies, nil
}
