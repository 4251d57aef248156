package disk

import (
	"fmt"
	"time"

	"github.com/klauspost/compress/zstd"

	"forumgraph/store"
)

// LogEntry is a change set in the log. Nodes are written as EncodeNode does.
type LogEntry struct {
	Author  string     `cbor:"1,keyasint"`
	Seconds int64      `cbor:"2,keyasint"` // Unix time
	Nanos   int64      `cbor:"3,keyasint"`
	Reason  string     `cbor:"4,keyasint"`
	Put     [][]byte   `cbor:"5,keyasint"`
	Delete  []store.ID `cbor:"6,keyasint"`
	// Left counts the nodes that are in parts instead of in Put, see LogPartKey.
	Left int `cbor:"7,keyasint,omitempty"`
}

// EncodeLog writes a change set; put are its nodes.
func EncodeLog(cs store.ChangeSet, put [][]byte, deleted []store.ID) ([]byte, error) {
	e := entryOf(cs, deleted)
	e.Put = put
	return Marshal(e)
}

// EncodeLogHead is EncodeLog for a change with left nodes in parts.
func EncodeLogHead(cs store.ChangeSet, left int, deleted []store.ID) ([]byte, error) {
	e := entryOf(cs, deleted)
	e.Left = left
	return Marshal(e)
}

func entryOf(cs store.ChangeSet, deleted []store.ID) LogEntry {
	return LogEntry{
		Author: cs.Author, Seconds: cs.Time.Unix(), Nanos: int64(cs.Time.Nanosecond()), Reason: cs.Reason, Delete: deleted,
	}
}

// DecodeLog reads what EncodeLog wrote; the time is in UTC. Errors: store.ErrCorrupt.
func DecodeLog(version uint64, b []byte) (store.LogRecord, error) {
	var e LogEntry
	if err := Unmarshal(b, &e); err != nil {
		return store.LogRecord{}, fmt.Errorf("log record %d: %w", version, err)
	}
	rec := store.LogRecord{
		Version: version, Author: e.Author, Time: time.Unix(e.Seconds, e.Nanos).UTC(), Reason: e.Reason, Delete: e.Delete,
		Left: e.Left,
	}
	for _, b := range e.Put {
		n, err := DecodeNode(b)
		if err != nil {
			return store.LogRecord{}, fmt.Errorf("log record %d: %w", version, err)
		}
		rec.Put = append(rec.Put, n)
	}
	return rec, nil
}

// The coders hold no state between calls; their options are constants, so neither constructor can fail.
var (
	encoder = mustCoder(zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(0),
		zstd.WithWindowSize(512<<10))) // the default keeps twice as much memory for each processor
	decoder = mustCoder(zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(1<<30)))
)

func mustCoder[T any](coder T, err error) T {
	if err != nil {
		panic("zstd options: " + err.Error())
	}
	return coder
}

// EncodeLogPart writes nodes as EncodeNode wrote them, in a CBOR array, compressed.
//
//	| Zstandard frame (RFC 8878): CBOR [ record, ... ] |
func EncodeLogPart(put [][]byte) ([]byte, error) {
	b, err := Marshal(put)
	if err != nil {
		return nil, err
	}
	return encoder.EncodeAll(b, nil), nil
}

// DecodeLogPart reads what EncodeLogPart wrote. Errors: store.ErrCorrupt.
func DecodeLogPart(b []byte) (put [][]byte, err error) {
	raw, err := decoder.DecodeAll(b, nil)
	if err != nil {
		return nil, Corrupt("%v", err)
	}
	return put, Unmarshal(raw, &put)
}
