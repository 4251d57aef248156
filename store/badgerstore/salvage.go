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
	"forumgraph/store/badgerstore/internal/rawfile"
)

// Salvaged is what could be read of a damaged store.
type Salvaged struct {
	// Nodes are the nodes that could be read, by ID, each as it was last.
	Nodes []store.Node
	// Lost are the IDs of those that are known to have been there and could not be read, in order.
	Lost []store.ID
	// Unknown counts those of which not even the ID could be read; -1 if nothing says how many nodes there were.
	Unknown int
	// Gaps are the versions whose record in the log could not be read. A node that one of them changed may have been read
	// as it was before.
	Gaps []uint64
}

// Salvage reads what is whole of the store in dir, which no process may have open, and changes nothing. It reads tables and
// logs without Badger, block by block. A node stands in two places, its record and the log of changes; either will do.
//
// It holds all nodes in memory.
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
	s := salvager{
		records: make(map[number]saved), logs: make(map[uint64]saved),
		parts: make(map[uint64]map[uint32]saved), ids: make(map[store.ID]saved),
	}
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

// salvageable returns the generation to salvage and what is known of it. Unlike readFolder it takes what it can get.
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

// saved is the latest record under a key.
type saved struct {
	value   []byte
	version uint64 // Badger's
	deleted bool
}

// salvager gathers records, whatever their order.
type salvager struct {
	records map[number]saved
	logs    map[uint64]saved
	parts   map[uint64]map[uint32]saved
	ids     map[store.ID]saved
	state   saved
}

func (s *salvager) take(r rawfile.Record) {
	k, err := parseKey(r.Key)
	if err != nil {
		return // Badger's own, or nothing of ours
	}
	newer := func(old saved) saved {
		if old.version > r.Version || old.version == r.Version && old.value != nil {
			return old
		}
		return saved{slices.Clone(r.Value), r.Version, r.Deleted}
	}
	switch k.prefix {
	case prefixNode:
		s.records[k.number] = newer(s.records[k.number])
	case prefixLog:
		if k.part == nil {
			s.logs[k.version] = newer(s.logs[k.version])
			return
		}
		if s.parts[k.version] == nil {
			s.parts[k.version] = make(map[uint32]saved)
		}
		s.parts[k.version][*k.part] = newer(s.parts[k.version][*k.part])
	case prefixID:
		s.ids[k.id] = newer(s.ids[k.id])
	case prefixMeta:
		if k.meta == metaState {
			s.state = newer(s.state)
		}
	}
}

// version is a node as one place has it: the change that wrote it, and where that stands in the log.
type nodeVersion struct {
	record  []byte // nil if it was deleted
	written uint64 // Badger's version
	logged  uint64 // the graph's version; the highest for the node's own record
}

func (v nodeVersion) before(o nodeVersion) bool {
	if v.written != o.written {
		return v.written < o.written
	}
	return v.logged < o.logged
}

func (s *salvager) result(sl seal) *Salvaged {
	const own = ^uint64(0)
	latest := make(map[store.ID]nodeVersion)
	see := func(id store.ID, v nodeVersion) {
		if old, ok := latest[id]; !ok || old.before(v) {
			latest[id] = v
		}
	}
	for _, r := range s.records {
		if id, _, err := decodeID(r.value); err == nil && !r.deleted {
			see(id, nodeVersion{r.value, r.version, own})
		}
	}
	made := &Salvaged{Unknown: -1}
	last := sl.Version
	for version := range s.logs {
		last = max(last, version)
	}
	for version := uint64(1); version <= last; version++ {
		if !s.replay(version, see) {
			made.Gaps = append(made.Gaps, version)
		}
	}
	for id, at := range s.ids {
		if v, ok := latest[id]; at.deleted && (!ok || v.written <= at.version && v.logged != own) {
			latest[id] = nodeVersion{nil, at.version, own}
		} else if !at.deleted && !ok {
			made.Lost = append(made.Lost, id)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(latest)) {
		if latest[id].record == nil {
			continue
		}
		n, err := decodeNode(latest[id].record)
		if err != nil {
			made.Lost = append(made.Lost, id)
			continue
		}
		made.Nodes = append(made.Nodes, n)
	}
	slices.Sort(made.Lost)
	var st state
	total := -1
	if s.state.value != nil && unmarshal(s.state.value, &st) == nil {
		total = sum(st.Nodes)
	} else if len(sl.Nodes) > 0 {
		total = sum(sl.Nodes)
	}
	if total >= 0 {
		made.Unknown = max(0, total-len(made.Nodes)-len(made.Lost))
	}
	return made
}

// replay calls see for each node that a version put or deleted, and reports whether all of them could be read.
func (s *salvager) replay(version uint64, see func(store.ID, nodeVersion)) (whole bool) {
	head, ok := s.logs[version]
	var e logEntry
	if !ok || unmarshal(head.value, &e) != nil {
		return false
	}
	put := 0
	records := func(all [][]byte, written uint64) {
		for _, b := range all {
			if id, _, err := decodeID(b); err == nil {
				put++
				see(id, nodeVersion{b, written, version})
			}
		}
	}
	records(e.Put, head.version)
	for _, part := range s.parts[version] {
		if all, err := decodeLogPart(part.value); err == nil {
			records(all, part.version)
		}
	}
	for _, id := range e.Delete {
		see(id, nodeVersion{nil, head.version, version})
	}
	return put == len(e.Put)+e.Left
}
