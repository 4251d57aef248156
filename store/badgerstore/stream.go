package badgerstore

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/pb"
	"github.com/dgraph-io/ristretto/v2/z"
	"google.golang.org/protobuf/encoding/protowire"
)

// tables writes a whole database in the order of its keys: sorted tables, without transactions, logs or compaction.
type tables struct {
	writer *badger.StreamWriter
	space  *space
}

// stream writes the keys with one prefix, in order. Streams may be written at the same time.
type stream struct {
	out    *tables
	prefix byte
	buffer *z.Buffer
}

// tableBytes is about how large the tables are that a stream writes.
const tableBytes = 2 << 20

// streamBuffer is how much a stream collects before it hands it on.
const streamBuffer = 1 << 20

func (t *tables) stream(prefix byte) *stream {
	return &stream{out: t, prefix: prefix, buffer: z.NewBuffer(streamBuffer+streamBuffer/8, "forumgraph load")}
}

// set writes a record. Its key must be after the one before.
func (s *stream) set(key, value []byte) error {
	appendKV(s.buffer, key, value, uint32(s.prefix))
	if s.buffer.LenNoPadding() < streamBuffer {
		return nil
	}
	return s.flush()
}

// appendKV appends a record as badger.KVToBuffer does, with what it takes to say so in the wire format of protocol buffers:
//
//	pb.KV{Key: 1, Value: 2, Version: 4, StreamId: 10}
//
// Tables hold the version of each record. A database that was written at once has one.
func appendKV(to *z.Buffer, key, value []byte, stream uint32) {
	const version = 1
	size := protowire.SizeTag(1) + protowire.SizeBytes(len(key)) + protowire.SizeTag(2) + protowire.SizeBytes(len(value)) +
		protowire.SizeTag(4) + protowire.SizeVarint(version) + protowire.SizeTag(10) + protowire.SizeVarint(uint64(stream))
	b := to.SliceAllocate(size)[:0]
	b = protowire.AppendBytes(protowire.AppendTag(b, 1, protowire.BytesType), key)
	b = protowire.AppendBytes(protowire.AppendTag(b, 2, protowire.BytesType), value)
	b = protowire.AppendVarint(protowire.AppendTag(b, 4, protowire.VarintType), version)
	protowire.AppendVarint(protowire.AppendTag(b, 10, protowire.VarintType), uint64(stream))
}

func (s *stream) flush() error {
	if err := s.out.space.forStream(int64(s.buffer.LenNoPadding())); err != nil {
		return err
	}
	err := s.out.writer.Write(s.buffer)
	s.buffer.Reset()
	return err
}

// close writes what is left and ends the stream.
func (s *stream) close() error {
	badger.KVToBuffer(&pb.KV{StreamId: uint32(s.prefix), StreamDone: true}, s.buffer)
	return errors.Join(s.flush(), s.buffer.Release())
}

// writeGeneration makes the database of a generation; write writes its records. If it fails, nothing is left of it. When it
// returns, the files are on disk.
func (s *Store) writeGeneration(number int, write func(*tables) (state, error)) (made state, err error) {
	folder := filepath.Join(s.dir, folderOf(number))
	if err := makeFolder(folder, newGeneration); err != nil {
		return state{}, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, removeGeneration(folder))
		}
	}()
	// No transaction will be made, so there is no need of memory for one. A stream fills tables of 32 times the base size.
	// Until a table is full it is in memory, as it is and compressed, and Badger keeps the memory of eight for the next ones.
	// The disk has to have all only when the last table is there.
	opts := s.opts
	opts.MaxChangeBytes = 512 << 10
	space := newSpace(folder, opts)
	engine, err := space.forOpen(badgerOptions(folder, opts))
	if err != nil {
		return state{}, err
	}
	db, err := badger.Open(engine.WithBaseTableSize(tableBytes / 32).WithSyncWrites(false))
	if err != nil {
		return state{}, badgerError(folder, err)
	}
	out := &tables{writer: db.NewStreamWriter(), space: space}
	if err := out.writer.Prepare(); err != nil {
		return state{}, errors.Join(err, db.Close())
	}
	if made, err = write(out); err != nil {
		out.writer.Cancel()
		return state{}, errors.Join(err, db.Close())
	}
	if err := errors.Join(out.writer.Flush(), db.Close()); err != nil {
		return state{}, fmt.Errorf("write tables: %w", err)
	}
	return made, syncFolder(folder)
}
