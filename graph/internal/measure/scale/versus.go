package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"forumgraph/graph/internal/workload"
	"forumgraph/store/badgerstore"
	"forumgraph/store/badgerstore/bare"
)

// versus is forumgraph beside SQLite, with the same reports in prose.
type versus struct {
	Reports int
	// Dataset is the bytes of the JSONL.
	Dataset      int
	Ours, SQLite engine
}

// engine is what one of the two took.
type engine struct {
	Load loaded
	// ByName is how quickly it answered W2.
	ByName pace
}

// rounds is how often each of the two loads, and is asked; they take turns, since a machine is not always as quick. Of loads
// that with the middle time of processors counts, of answers the middle rate.
const rounds = 3

// compare measures forumgraph and SQLite on a corpus of each size, and prints tables.
func (b *bench) compare(ctx context.Context, machine string, stdout io.Writer) error {
	var all strings.Builder
	for _, reports := range b.reports {
		v, err := b.against(ctx, reports)
		if err != nil {
			return fmt.Errorf("%d reports: %w", reports, err)
		}
		table := v.table(machine)
		all.WriteString(table)
		if _, err := io.WriteString(stdout, table); err != nil {
			return err
		}
	}
	if b.write == "" {
		return nil
	}
	return publish(b.write, sqlitePlace, all.String())
}

// against measures forumgraph and SQLite on a corpus of so many reports.
func (b *bench) against(ctx context.Context, reports int) (*versus, error) {
	v := &versus{Reports: reports}
	dataset := filepath.Join(b.scratch, "prose.jsonl")
	if _, err := runOnce(ctx, b.program, "synth", "--prose", "--reports", strconv.Itoa(reports), "--seed", "1", "--out", dataset); err != nil {
		return nil, err
	}
	info, err := os.Stat(dataset)
	if err != nil {
		return nil, err
	}
	v.Dataset = int(info.Size())
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	b.dir = filepath.Join(b.scratch, "prose")
	file := filepath.Join(b.scratch, "prose.sqlite")
	var ours, theirs []loaded
	for round := range rounds {
		b.note(fmt.Sprintf("loading, round %d of %d", round+1, rounds), reports)
		for _, l := range []struct {
			into *[]loaded
			at   string
			args []string
		}{
			{&theirs, file, []string{self, loadSQLite, dataset, file}},
			{&ours, b.dir, []string{b.program, "import", "--memory", memoryFor(reports), "--data", b.dir, dataset}},
		} {
			if err := os.RemoveAll(l.at); err != nil {
				return nil, err
			}
			used, err := runOnce(ctx, l.args[0], l.args[1:]...)
			if err != nil {
				return nil, err
			}
			size, err := bare.SizeOf(l.at)
			if err != nil {
				return nil, err
			}
			*l.into = append(*l.into, loaded{usage: used, Disk: size})
		}
	}
	v.Ours.Load, v.SQLite.Load = middle(ours), middle(theirs)
	return v, b.byName(ctx, v, file)
}

// middle returns the load with the middle time of processors.
func middle(all []loaded) loaded {
	slices.SortFunc(all, func(a, b loaded) int { return cmp.Compare(a.Processor, b.Processor) })
	return all[len(all)/2]
}

// byName asks both for the ordered first page, without any kept answer, and requires that they say the same.
func (b *bench) byName(ctx context.Context, v *versus, file string) (err error) {
	question, err := b.question(ctx, "W2_raisedBy")
	if err != nil {
		return err
	}
	ours, err := b.serve(ctx, "0")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, ours.stop()) }()
	theirs, err := startRole(ctx, "sqlite", file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, theirs.stop()) }()
	if err := sameAnswers(question, ours, theirs); err != nil {
		return err
	}
	var paces [2][]pace
	for round := range rounds {
		b.note(fmt.Sprintf("asking %s, round %d of %d", question.Name, round+1, rounds), v.Reports)
		for i, p := range []*process{theirs, ours} {
			requests, err := requestsOf(p, question)
			if err != nil {
				return err
			}
			if _, err := p.load(requests, clients, b.each/4); err != nil {
				return err
			}
			seen, err := p.load(requests, clients, b.each)
			if err != nil {
				return err
			}
			paces[i] = append(paces[i], seen)
		}
	}
	for i := range paces {
		slices.SortFunc(paces[i], func(a, b pace) int { return cmp.Compare(a.Rate, b.Rate) })
	}
	v.SQLite.ByName, v.Ours.ByName = paces[0][rounds/2], paces[1][rounds/2]
	return nil
}

// question returns a question about the graph of the store at hand.
func (b *bench) question(ctx context.Context, name string) (found workload.Question, err error) {
	st, err := badgerstore.Open(b.dir, badgerstore.Options{})
	if err != nil {
		return found, err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	snap, err := st.Snapshot()
	if err != nil {
		return found, err
	}
	defer snap.Close()
	all, err := workload.Of(ctx, snap)
	if err != nil {
		return found, err
	}
	i := slices.IndexFunc(all, func(q workload.Question) bool { return q.Name == name })
	if i < 0 {
		return found, fmt.Errorf("no question %s", name)
	}
	return all[i], nil
}

// sameAnswers asks two servers each different request once and fails if they answer otherwise.
func sameAnswers(q workload.Question, ours, theirs *process) error {
	var asked [2][][]byte
	for i, p := range []*process{ours, theirs} {
		var err error
		if asked[i], err = requestsOf(p, q); err != nil {
			return err
		}
	}
	for i := range asked[0] {
		var answers [2]struct{ Data any }
		for j, p := range []*process{ours, theirs} {
			text, err := askOnce(p.addr, asked[j][i])
			if err != nil {
				return err
			}
			if err := json.Unmarshal(text, &answers[j]); err != nil {
				return err
			}
		}
		if !reflect.DeepEqual(answers[0], answers[1]) {
			return fmt.Errorf("request %d of %s: forumgraph answers %.300v and SQLite %.300v", i, q.Name, answers[0], answers[1])
		}
	}
	return nil
}

// table returns what was measured.
func (v *versus) table(machine string) string {
	var t table
	t.row("", "forumgraph", "SQLite", "÷ SQLite", "goal")
	ours, theirs := v.Ours.Load, v.SQLite.Load
	t.row("load, of processors", seconds(ours.Processor), seconds(theirs.Processor), ratio(ours.Processor.Seconds(), theirs.Processor.Seconds()), "1.5")
	t.row("load, on the clock", seconds(ours.Wall), seconds(theirs.Wall), ratio(ours.Wall.Seconds(), theirs.Wall.Seconds()), "1.5")
	t.row("most memory of the load", megabytes(ours.Memory), megabytes(theirs.Memory), ratio(float64(ours.Memory), float64(theirs.Memory)), "500 MB")
	t.row("disk", megabytes(ours.Disk), megabytes(theirs.Disk), ratio(float64(ours.Disk), float64(theirs.Disk)), "")
	mine, other := v.Ours.ByName, v.SQLite.ByName
	t.row("who raised an issue, first 20 by name: answers a second", rate(mine.Rate), rate(other.Rate), ratio(mine.Rate, other.Rate), "1.5")
	t.row("— of a processor for one", milliseconds(mine.Processor), milliseconds(other.Processor), ratio(float64(mine.Processor), float64(other.Processor)), "")
	return fmt.Sprintf("%s reports in prose, %s of JSONL; %s.\n\n%s\n", count(v.Reports), megabytes(v.Dataset), machine, t.String())
}
