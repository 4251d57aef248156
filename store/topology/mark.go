package topology

import (
	"context"
	"crypto/sha256"
	"encoding/json"

	"forumgraph/store"
)

// mark names one version of one history, so that a file is not taken for that of another graph that has as many versions:
// of another store, or of one that was restored from a backup and has gone another way since.
type mark struct {
	version uint64
	// record is the digest of the log record that made the version, zero for version 0.
	record store.Hash
}

// markOf returns the mark of a version of st, or false if the log has no such version.
//
// Of a change so large that its record leaves out the nodes, what the record says must do: who, why, when to the nanosecond,
// and how many. To read them all would take longer than to build a topology.
func markOf(ctx context.Context, st store.Store, version uint64) (m mark, ok bool, err error) {
	if version == 0 {
		return mark{}, true, nil
	}
	records, err := st.Log(ctx, version-1, 1)
	if err != nil || len(records) == 0 || records[0].Version != version {
		return mark{}, false, err
	}
	rec := records[0]
	h := sha256.New()
	head := struct {
		Version        uint64
		Author, Reason string
		Seconds        int64
		Nanoseconds    int
		Delete         []store.ID
		Left           int
	}{rec.Version, rec.Author, rec.Reason, rec.Time.Unix(), rec.Time.Nanosecond(), rec.Delete, rec.Left}
	// Neither a hash nor JSON of these types fails.
	_ = json.NewEncoder(h).Encode(head)
	for _, n := range rec.Put {
		b, err := store.EncodeCBOR(n)
		if err != nil {
			return mark{}, false, err
		}
		_, _ = h.Write(b)
	}
	return mark{version, store.Hash(h.Sum(nil))}, true, nil
}
