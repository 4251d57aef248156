package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	_ "github.com/mattn/go-sqlite3" // its own build of SQLite, in C; FTS5 needs the tag sqlite_fts5

	"forumgraph/seed"
	"forumgraph/store"
)

// tables are made before the load, and indexes after the rows they are of.
const (
	tables = `
CREATE TABLE nodes (number INTEGER PRIMARY KEY, id TEXT NOT NULL, kind INTEGER NOT NULL, name_en TEXT NOT NULL, name_fr TEXT NOT NULL,
	key_en TEXT NOT NULL, key_fr TEXT NOT NULL, record BLOB NOT NULL);
CREATE TABLE edges (source INTEGER, type INTEGER, target INTEGER, kind INTEGER NOT NULL, place INTEGER NOT NULL, weight INTEGER NOT NULL,
	stance TEXT, PRIMARY KEY (source, type, target)) WITHOUT ROWID;
CREATE TABLE support (source INTEGER, type INTEGER, target INTEGER, statement INTEGER, through INTEGER NOT NULL,
	PRIMARY KEY (source, type, target, statement)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(name, alias, sentence, content='', tokenize='porter unicode61 remove_diacritics 2');`
	nodeIndexes = `
CREATE UNIQUE INDEX nodes_by_id ON nodes (id);
CREATE INDEX nodes_by_name_en ON nodes (kind, key_en, id);
CREATE INDEX nodes_by_name_fr ON nodes (kind, key_fr, id);`
	edgeIndexes = `
CREATE INDEX edges_in ON edges (target, type, kind, place, source);
INSERT INTO words(words) VALUES ('optimize');
ANALYZE;`
)

// LoadFile is [Load] from a file.
func LoadFile(ctx context.Context, dataset, file string) error {
	in, err := os.Open(dataset)
	if err != nil {
		return err
	}
	defer in.Close()
	return Load(ctx, in, file)
}

// Load makes the database in a new file of the nodes of a dataset in JSONL.
func Load(ctx context.Context, dataset io.Reader, file string) (err error) {
	db, err := sql.Open("sqlite3", file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1) // pragmas are those of a connection
	l := loader{numbers: make(map[store.ID]int32), affiliations: make(map[store.ID][]store.ID)}
	if err := l.exec(ctx, db, `PRAGMA journal_mode = OFF; PRAGMA synchronous = NORMAL; PRAGMA locking_mode = EXCLUSIVE;
PRAGMA cache_size = -200000; PRAGMA temp_store = MEMORY;`); err != nil {
		return err
	}
	if l.tx, err = db.BeginTx(ctx, nil); err != nil {
		return err
	}
	if err := l.all(ctx, dataset); err != nil {
		return errors.Join(err, l.tx.Rollback())
	}
	return l.tx.Commit()
}

// loader holds the edges until all nodes have numbers.
type loader struct {
	tx           *sql.Tx
	numbers      map[store.ID]int32
	nodes        []loadedNode // by number, from 1
	statements   []*store.Statement
	affiliations map[store.ID][]store.ID
	asserted     []namedEdge
}

type loadedNode struct {
	id    store.ID
	kind  int
	key   string // by which it is ordered in English
	place int32  // in that order
}

type namedEdge struct {
	source, target store.ID
	edgeType       int
	stance         store.Stance
}

type execer interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

func (l *loader) exec(ctx context.Context, to execer, statements string) error {
	_, err := to.ExecContext(ctx, statements)
	return err
}

func (l *loader) all(ctx context.Context, dataset io.Reader) error {
	if err := l.exec(ctx, l.tx, tables); err != nil {
		return err
	}
	if err := l.readNodes(ctx, dataset); err != nil {
		return err
	}
	if err := l.exec(ctx, l.tx, nodeIndexes); err != nil {
		return err
	}
	l.order()
	if err := l.writeEdges(ctx); err != nil {
		return err
	}
	return l.exec(ctx, l.tx, edgeIndexes)
}

// readNodes writes the nodes and their words as they come.
func (l *loader) readNodes(ctx context.Context, dataset io.Reader) error {
	addNode, err := l.tx.PrepareContext(ctx, `INSERT INTO nodes VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
	if err != nil {
		return err
	}
	defer addNode.Close()
	addWords, err := l.tx.PrepareContext(ctx, `INSERT INTO words (rowid, name, alias, sentence) VALUES (?, ?, ?, ?)`)
	if err != nil {
		return err
	}
	defer addWords.Close()
	var edges []store.Edge
	for record, err := range seed.JSONLRecords(dataset, "dataset") {
		if err != nil {
			return err
		}
		n, err := store.DecodeJSON(record.JSON)
		if err != nil {
			return fmt.Errorf("line %d: %w", record.Line, err)
		}
		store.NormalizeTexts(n)
		m, number := n.Base(), int32(len(l.nodes)+1)
		kind := slices.Index(store.Kinds(), m.ID.Kind())
		en, fr := n.Label(store.EN), n.Label(store.FR)
		node := loadedNode{id: m.ID, kind: kind, key: store.SortKey(en)}
		if _, err := addNode.ExecContext(ctx, number, string(m.ID), kind, en, fr, node.key, store.SortKey(fr), record.JSON); err != nil {
			return fmt.Errorf("line %d: %w", record.Line, err)
		}
		if name, alias, sentence := textsOf(n); name+alias+sentence != "" {
			if _, err := addWords.ExecContext(ctx, number, name, alias, sentence); err != nil {
				return fmt.Errorf("line %d: %w", record.Line, err)
			}
		}
		l.nodes, l.numbers[m.ID] = append(l.nodes, node), number
		edges = store.AppendAssertedEdges(edges[:0], n)
		for _, e := range edges {
			l.asserted = append(l.asserted, namedEdge{e.Source, e.Target, typeNumber(e.Type), e.Stance})
		}
		switch n := n.(type) {
		case *store.Person:
			l.affiliations[m.ID] = store.AffiliationsOf(n)
		case *store.Statement:
			l.statements = append(l.statements, n)
		}
	}
	return nil
}

func typeNumber(t store.EdgeType) int { return slices.Index(edgeTypes, t) }

var edgeTypes = store.EdgeTypes()

// textsOf returns the searched texts of a node, those of both languages together.
func textsOf(n store.Node) (name, alias, sentence string) {
	m := n.Base()
	var aliases []string
	for _, a := range m.Aliases {
		aliases = append(aliases, a.Text)
	}
	both := func(t store.Text) string { return strings.TrimSpace(t.EN + "\n" + t.FR) }
	switch n := n.(type) {
	case *store.Organization:
		sentence = both(n.Description)
	case *store.Collective:
		sentence = both(n.Basis)
	case *store.Issue:
		sentence = both(n.Definition)
	case *store.Recommendation:
		sentence = both(n.Proposition)
	case *store.Initiative:
		sentence = both(n.Description)
	case *store.Publication:
		sentence = both(n.Description)
	case *store.Population:
		sentence = both(n.Description)
	case *store.Figure:
		sentence = both(n.Measures)
	case *store.Source:
		sentence = both(n.Note)
	case *store.Statement:
		sentence = n.Summary
	}
	return both(m.Name), strings.Join(aliases, "\n"), sentence
}

// order gives each node its place in the order of names.
func (l *loader) order() {
	numbers := make([]int32, len(l.nodes))
	for i := range numbers {
		numbers[i] = int32(i)
	}
	slices.SortFunc(numbers, func(a, b int32) int {
		if c := strings.Compare(l.nodes[a].key, l.nodes[b].key); c != 0 {
			return c
		}
		return strings.Compare(string(l.nodes[a].id), string(l.nodes[b].id))
	})
	for place, i := range numbers {
		l.nodes[i].place = int32(place)
	}
}

// edge is a row of edges, support one of support.
type (
	edge struct {
		source, target int32
		edgeType       int
		weight         int
		stance         store.Stance
	}
	support struct {
		source, target, statement, through int32
		edgeType                           int
	}
)

func compareKeys(aSource, bSource int32, aType, bType int, aTarget, bTarget int32) int {
	if aSource != bSource {
		return int(aSource) - int(bSource)
	}
	if aType != bType {
		return aType - bType
	}
	return int(aTarget) - int(bTarget)
}

// writeEdges writes the edges in the order of their keys.
func (l *loader) writeEdges(ctx context.Context) error {
	var shares []support
	for _, s := range l.statements {
		for key, share := range store.Shares(s, func(person store.ID) []store.ID { return l.affiliations[person] }) {
			shares = append(shares, support{
				l.numbers[key.Source], l.numbers[key.Target], l.numbers[s.ID], l.numbers[share.Through], typeNumber(key.Type),
			})
		}
	}
	slices.SortFunc(shares, func(a, b support) int {
		if c := compareKeys(a.source, b.source, a.edgeType, b.edgeType, a.target, b.target); c != 0 {
			return c
		}
		return int(a.statement) - int(b.statement)
	})
	edges := make([]edge, 0, len(l.asserted)+len(shares)/2)
	for _, e := range l.asserted {
		edges = append(edges, edge{l.numbers[e.source], l.numbers[e.target], e.edgeType, 1, e.stance})
	}
	for i, s := range shares {
		if i > 0 && s.source == shares[i-1].source && s.edgeType == shares[i-1].edgeType && s.target == shares[i-1].target {
			edges[len(edges)-1].weight++
			continue
		}
		edges = append(edges, edge{source: s.source, target: s.target, edgeType: s.edgeType, weight: 1})
	}
	slices.SortFunc(edges, func(a, b edge) int {
		return compareKeys(a.source, b.source, a.edgeType, b.edgeType, a.target, b.target)
	})
	addEdge, err := l.tx.PrepareContext(ctx, `INSERT INTO edges VALUES (?, ?, ?, ?, ?, ?, ?)`)
	if err != nil {
		return err
	}
	defer addEdge.Close()
	for _, e := range edges {
		from := l.nodes[e.source-1]
		var stance any
		if e.stance != "" {
			stance = string(e.stance)
		}
		if _, err := addEdge.ExecContext(ctx, e.source, e.edgeType, e.target, from.kind, from.place, e.weight, stance); err != nil {
			return err
		}
	}
	addSupport, err := l.tx.PrepareContext(ctx, `INSERT INTO support VALUES (?, ?, ?, ?, ?)`)
	if err != nil {
		return err
	}
	defer addSupport.Close()
	for _, s := range shares {
		if _, err := addSupport.ExecContext(ctx, s.source, s.edgeType, s.target, s.statement, s.through); err != nil {
			return err
		}
	}
	return nil
}
