package badgerstore

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/disk"
	"forumgraph/store/badgerstore/internal/rawfile"
)

// Salvaged is the readable content of a damaged store.
type Salvaged struct {
	// Nodes are the readable nodes, by ID, each in its latest form.
	Nodes []store.Node
	// Lost are the IDs of nodes that existed and could not be read, in order.
	Lost []store.ID
	// Unknown counts nodes whose ID could not be read either; -1 if the number of nodes is unknown.
	Unknown int
	// Gaps are the versions whose log record could not be read. A node that one of them changed may have its earlier content.
	Gaps []uint64
}

// Salvage reads the intact part of the store in dir, which no process may have open, and changes nothing. It reads tables and
// logs without Badger. Each node is stored twice, in its record and in the log; either will do. It holds all nodes and the log in
// memory.
//
// Errors: store.ErrLocked; store.ErrFolder if nothing says which graph is in use; those of the file system and of ctx.
func Salvage(ctx context.Context, dir string) (*Salvaged, error) {
	lock, err := lockFolder(dir)
	if err != nil {
		return nil, fmt.Errorf("salvage %s: %w", dir, err)
	}
	made, err := salvage(ctx, dir)
	if err := errors.Join(err, lock.Close()); err != nil {
		return nil, fmt.Errorf("salvage %s: %w", dir, err)
	}
	return made, nil
}

func salvage(ctx context.Context, dir string) (*Salvaged, error) {
	current, sl, err := salvageable(dir)
	if err != nil {
		return nil, err
	}
	folder := filepath.Join(dir, current)
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	s := salvager{latest: make(map[string]saved), nodes: make(map[store.ID]nodeVersion)}
	for _, e := range entries {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := rawfile.EachRecord(filepath.Join(folder, e.Name()), s.take); err != nil && !errors.Is(err, store.ErrCorrupt) {
			return nil, err
		}
	}
	return s.result(sl), nil
}

// salvageable returns the generation to salvage, and its seal if that is intact.
func salvageable(dir string) (string, seal, error) {
	f, err := readFolder(dir)
	if err == nil && f.current != "" {
		return f.current, f.seal, nil
	}
	if err != nil && !errors.Is(err, store.ErrCorrupt) {
		return "", seal{}, err
	}
	found, err := filepath.Glob(filepath.Join(dir, firstFolder+"*"))
	if err != nil {
		return "", seal{}, err
	}
	found = slices.DeleteFunc(found, func(path string) bool { return !isGeneration(filepath.Base(path)) })
	if len(found) != 1 {
		return "", seal{}, fmt.Errorf("%d folders could hold the graph, and nothing says which; move all but one of them away: %w",
			len(found), store.ErrFolder)
	}
	return filepath.Base(found[0]), seal{}, nil
}

// salvager gathers the latest record of each key that it needs, in whatever order they come, and then the latest version of each node.
type salvager struct {
	latest map[string]saved
	nodes  map[store.ID]nodeVersion
}

type saved struct {
	value   []byte
	version uint64 // Badger's
	deleted bool
}

// take keeps a record that result reads, unless it has a later one. The rest, which outweighs these, follows from the nodes.
func (s *salvager) take(r rawfile.Record) {
	k, err := disk.ParseKey(r.Key)
	if err != nil { // one of Badger's own
		return
	}
	switch k.Prefix {
	case disk.PrefixNode, disk.PrefixLog, disk.PrefixID:
	case disk.PrefixMeta:
		if k.Meta != disk.MetaState {
			return
		}
	default:
		return
	}
	if old, ok := s.latest[string(r.Key)]; !ok || old.version < r.Version {
		s.latest[string(r.Key)] = saved{slices.Clone(r.Value), r.Version, r.Deleted}
	}
}

// nodeVersion is a node from its own record or from the log.
type nodeVersion struct {
	record  []byte // nil if it was deleted
	written uint64 // Badger's version
	logged  uint64 // the graph's version, or ownRecord
}

// ownRecord is more than any version: for the same write, a node's own record wins.
const ownRecord = ^uint64(0)

// see keeps a version of a node unless it has a later one.
func (s *salvager) see(id store.ID, v nodeVersion) {
	old, ok := s.nodes[id]
	if !ok || old.written < v.written || old.written == v.written && old.logged < v.logged {
		s.nodes[id] = v
	}
}

// result makes the nodes from the records. sl says what should exist.
func (s *salvager) result(sl seal) *Salvaged {
	made := &Salvaged{Unknown: -1}
	last, total := sl.Version, -1
	if len(sl.Nodes) > 0 {
		total = disk.Sum(sl.Nodes)
	}
	ids := make(map[store.ID]saved)
	for rawKey, r := range s.latest {
		switch k, _ := disk.ParseKey([]byte(rawKey)); k.Prefix {
		case disk.PrefixNode:
			if id, _, err := disk.DecodeID(r.value); err == nil && !r.deleted {
				s.see(id, nodeVersion{r.value, r.version, ownRecord})
			}
		case disk.PrefixLog:
			last = max(last, k.Version)
		case disk.PrefixID:
			ids[k.ID] = r
		}
	}
	for version := uint64(1); version <= last; version++ {
		if !s.replay(version) {
			made.Gaps = append(made.Gaps, version)
		}
	}
	for id, at := range ids {
		if v, ok := s.nodes[id]; at.deleted && (!ok || v.written <= at.version && v.logged != ownRecord) {
			s.nodes[id] = nodeVersion{nil, at.version, ownRecord}
		} else if !at.deleted && !ok {
			made.Lost = append(made.Lost, id)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(s.nodes)) {
		if s.nodes[id].record == nil {
			continue
		}
		n, err := disk.DecodeNode(s.nodes[id].record)
		if err != nil {
			made.Lost = append(made.Lost, id)
			continue
		}
		made.Nodes = append(made.Nodes, n)
	}
	slices.Sort(made.Lost)
	var st disk.State
	if r, ok := s.latest[string(disk.MetaKey(disk.MetaState))]; ok && disk.Unmarshal(r.value, &st) == nil {
		total = disk.Sum(st.Nodes)
	}
	if total >= 0 {
		made.Unknown = max(0, total-len(made.Nodes)-len(made.Lost))
	}
	return made
}

// replay sees each node that a version put or deleted, and reports whether all of them could be read.
func (s *salvager) replay(version uint64) (whole bool) {
	head, ok := s.latest[string(disk.LogKey(version))]
	var e disk.LogEntry
	if !ok || disk.Unmarshal(head.value, &e) != nil {
		return false
	}
	put := 0
	see := func(records [][]byte, written uint64) {
		for _, b := range records {
			if id, _, err := disk.DecodeID(b); err == nil {
				put++
				s.see(id, nodeVersion{b, written, version})
			}
		}
	}
	see(e.Put, head.version)
	for part := range e.Left { // at most, since each part has a node
		if r, ok := s.latest[string(disk.LogPartKey(version, uint32(part)))]; ok {
			if records, err := disk.DecodeLogPart(r.value); err == nil {
				see(records, r.version)
			}
		}
	}
	for _, id := range e.Delete {
		s.see(id, nodeVersion{nil, head.version, version})
	}
	return put == len(e.Put)+e.Left
}
