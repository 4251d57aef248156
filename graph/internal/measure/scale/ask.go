package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"forumgraph/store"
	"forumgraph/store/badgerstore/bare"
	"forumgraph/store/topology"
)

// cold asks all questions without the answer cache.
func (b *bench) cold(ctx context.Context, c *corpus) (err error) {
	p, err := b.serve(ctx, "0")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.stop()) }()
	for i := range c.Questions {
		m := &c.Questions[i]
		b.note("asking "+m.Name, c.Reports)
		requests, err := requestsOf(p, m.Question)
		if err != nil {
			return err
		}
		if m.answer, err = askOnce(p.addr, requests[0]); err != nil {
			return fmt.Errorf("%s: %w", m.Name, err)
		}
		// Once, so that nothing is measured that is only there at the first question.
		if _, err := p.load(requests, 1, b.each/4); err != nil {
			return fmt.Errorf("%s: %w", m.Name, err)
		}
		if m.One, err = p.load(requests, 1, b.each); err != nil {
			return fmt.Errorf("%s: %w", m.Name, err)
		}
		if m.All, err = p.load(requests, clients, b.each); err != nil {
			return fmt.Errorf("%s: %w", m.Name, err)
		}
		// The limit comes right after what it is the limit of: a machine is not always as quick.
		if m.Bare, err = b.bare(ctx, m); err != nil {
			return err
		}
	}
	c.Resident, c.Files, err = p.resident()
	return err
}

// warmRequests is how many different requests are asked of the answer cache. It holds the answers to all of them.
const warmRequests = 20

// warm asks all questions with the answer cache, after it was filled.
func (b *bench) warm(ctx context.Context, c *corpus) (err error) {
	p, err := b.serve(ctx, "64MiB")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.stop()) }()
	for i := range c.Questions {
		m := &c.Questions[i]
		b.note("asking again "+m.Name, c.Reports)
		requests, err := requestsOf(p, m.Question)
		if err != nil {
			return err
		}
		requests = requests[:warmRequests]
		for _, request := range requests {
			if _, err := askOnce(p.addr, request); err != nil {
				return fmt.Errorf("%s: %w", m.Name, err)
			}
		}
		if m.Warm, err = p.load(requests, clients, b.each); err != nil {
			return fmt.Errorf("%s: %w", m.Name, err)
		}
		if m.BareWarm, err = b.bare(ctx, m); err != nil {
			return err
		}
	}
	return nil
}

// bare asks a handler that writes the answer to a question, and nothing else, as the question was asked. Without limits it
// does nothing.
func (b *bench) bare(ctx context.Context, m *measured) (found pace, err error) {
	if !b.limits {
		return pace{}, nil
	}
	file := filepath.Join(b.scratch, "answer.json")
	if err := os.WriteFile(file, m.answer, 0o644); err != nil {
		return pace{}, err
	}
	p, err := startRole(ctx, "bare", file)
	if err != nil {
		return pace{}, err
	}
	requests, err := requestsOf(p, m.Question)
	if err == nil {
		found, err = p.load(requests, clients, b.each)
	}
	return found, errors.Join(err, p.stop())
}

// stock asks gqlgen as it comes.
func (b *bench) stock(ctx context.Context, c *corpus) (err error) {
	b.note("filling stock gqlgen", c.Reports)
	p, err := startRole(ctx, "stock", b.dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.stop()) }()
	for i := range c.Questions {
		m := &c.Questions[i]
		if !hasStock(m.Question) {
			continue
		}
		b.note("asking stock gqlgen "+m.Name, c.Reports)
		requests, err := requestsOf(p, m.Question)
		if err != nil {
			return err
		}
		if _, err := p.load(requests, 1, b.each/4); err != nil {
			return fmt.Errorf("stock gqlgen: %s: %w", m.Name, err)
		}
		if m.Stock, err = p.load(requests, clients, b.each); err != nil {
			return fmt.Errorf("stock gqlgen: %s: %w", m.Name, err)
		}
	}
	return nil
}

// badger measures Badger alone.
func (b *bench) badger(c *corpus) error {
	b.note("writing with Badger alone", c.Reports)
	dir := filepath.Join(b.scratch, "badger")
	f, err := bare.Measure(b.dir, dir)
	if err != nil {
		return err
	}
	c.Badger = &f
	return os.RemoveAll(dir)
}

// searches measures a bidirectional search over slices, for as many paths as are asked for.
func searches(c *corpus, t *topology.Topology) error {
	a := newAdjacency(t)
	persons := slices.Collect(t.Of(store.KindPerson))
	const pairs = 2000
	for i := range c.Questions {
		if c.Questions[i].Name != "W4_path" {
			continue
		}
		began := time.Now()
		for j := range pairs {
			a.distance(uint32(persons[j*7%len(persons)]), uint32(persons[(j*11+5)%len(persons)]), 6)
		}
		c.Questions[i].Search = time.Since(began) / pairs
		return nil
	}
	return errors.New("there is no question W4_path")
}

// startRole starts this program as a server that is a limit.
func startRole(ctx context.Context, role, argument string) (*process, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return start(ctx, self, role, argument)
}

// askOnce asks one request over a connection of its own.
func askOnce(addr string, request []byte) ([]byte, error) {
	c, err := dial(addr)
	if err != nil {
		return nil, err
	}
	defer c.close()
	answer, err := c.ask(request)
	return bytes.Clone(answer), err
}
