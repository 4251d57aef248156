package badgerstore

import (
	"fmt"
	"time"

	"github.com/klauspost/compress/zstd"

	"forumgraph/store"
)

// logEntry is a change set in the log. Nodes are written as encodeNode does.
type logEntry struct {
	Author  string     `cbor:"1,keyasint"`
	Seconds int64      `cbor:"2,keyasint"` // Unix time
	Nanos   int64      `cbor:"3,keyasint"`
	Reason  string     `cbor:"4,keyasint"`
	Put     [][]byte   `cbor:"5,keyasint"`
	Delete  []store.ID `cbor:"6,keyasint"`
	// Left counts the nodes that stand in parts instead of in Put, see logPartKey.
	Left int `cbor:"7,keyasint,omitempty"`
}

func encodeLog(cs store.ChangeSet, put [][]byte, deleted []store.ID) ([]byte, error) {
	e := entryOf(cs, deleted)
	e.Put = put
	return marshal(e)
}

// encodeLogHead is encodeLog for a change of which so many nodes stand in parts.
func encodeLogHead(cs store.ChangeSet, left int, deleted []store.ID) ([]byte, error) {
	e := entryOf(cs, deleted)
	e.Left = left
	return marshal(e)
}

func entryOf(cs store.ChangeSet, deleted []store.ID) logEntry {
	return logEntry{
		Author: cs.Author, Seconds: cs.Time.Unix(), Nanos: int64(cs.Time.Nanosecond()), Reason: cs.Reason, Delete: deleted,
	}
}

// decodeLog reads what encodeLog wrote; the time is in UTC. Errors: store.ErrCorrupt.
func decodeLog(version uint64, b []byte) (store.LogRecord, error) {
	var e logEntry
	if err := unmarshal(b, &e); err != nil {
		return store.LogRecord{}, fmt.Errorf("log record %d: %w", version, err)
	}
	rec := store.LogRecord{
		Version: version, Author: e.Author, Time: time.Unix(e.Seconds, e.Nanos).UTC(), Reason: e.Reason, Delete: e.Delete,
		Left: e.Left,
	}
	for _, b := range e.Put {
		n, err := decodeNode(b)
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
		zstd.WithWindowSize(512<<10))) // it keeps twice as much memory for each processor
	decoder = mustCoder(zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(1<<30)))
)

func mustCoder[T any](coder T, err error) T {
	if err != nil {
		panic("zstd options: " + err.Error())
	}
	return coder
}

// encodeLogPart writes nodes as encodeNode wrote them, in a CBOR array, compressed.
//
//	| Zstandard frame (RFC 8878): CBOR [ record, ... ] |
func encodeLogPart(put [][]byte) ([]byte, error) {
	b, err := marshal(put)
	if err != nil {
		return nil, err
	}
	return encoder.EncodeAll(b, nil), nil
}

// decodeLogPart reads what encodeLogPart wrote. Errors: store.ErrCorrupt.
func decodeLogPart(b []byte) (put [][]byte, err error) {
	raw, err := decoder.DecodeAll(b, nil)
	if err != nil {
		return nil, corrupt("%v", err)
	}
	return put, unmarshal(raw, &put)
}
