package topology

import (
	"context"

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
func markOf(ctx context.Context, st store.Store, version uint64) (m mark, ok bool, err error) {
	if version == 0 {
		return mark{}, true, nil
	}
	records, err := st.Log(ctx, version-1, 1)
	if err != nil || len(records) == 0 || records[0].Version != version {
		return mark{}, false, err
	}
	digest, err := records[0].Digest()
	return mark{version, digest}, err == nil, err
}
