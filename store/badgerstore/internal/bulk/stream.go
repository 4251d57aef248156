package bulk

import (
	"errors"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/pb"
	"github.com/dgraph-io/ristretto/v2/z"
	"google.golang.org/protobuf/encoding/protowire"
)

// Tables writes a whole database in the order of its keys: sorted tables, without transactions, logs or compaction.
type Tables struct {
	Writer *badger.StreamWriter
	// Room returns an error if the disk lacks room for the given number of bytes. Several goroutines call it.
	Room func(bytes int64) error
}

// Stream writes the keys with one prefix, in order. Streams may be written at the same time.
type Stream struct {
	out    *Tables
	prefix byte
	buffer *z.Buffer
}

// streamBuffer is how much a stream collects before passing it on.
const streamBuffer = 1 << 20

func (t *Tables) stream(prefix byte) *Stream {
	return &Stream{out: t, prefix: prefix, buffer: z.NewBuffer(streamBuffer+streamBuffer/8, "forumgraph load")}
}

// Set writes a record. Its key must be after the previous one.
func (s *Stream) Set(key, value []byte) error {
	appendKV(s.buffer, key, value, uint32(s.prefix))
	if s.buffer.LenNoPadding() < streamBuffer {
		return nil
	}
	return s.flush()
}

// appendKV appends a record as badger.KVToBuffer does, in the wire format of protocol buffers:
//
//	pb.KV{Key: 1, Value: 2, Version: 4, StreamId: 10}
//
// Tables hold the version of each record. A database that was written at once has only one.
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

func (s *Stream) flush() error {
	if err := s.out.Room(int64(s.buffer.LenNoPadding())); err != nil {
		return err
	}
	err := s.out.Writer.Write(s.buffer)
	s.buffer.Reset()
	return err
}

// close writes the rest and ends the stream.
func (s *Stream) close() error {
	badger.KVToBuffer(&pb.KV{StreamId: uint32(s.prefix), StreamDone: true}, s.buffer)
	return errors.Join(s.flush(), s.buffer.Release())
}
