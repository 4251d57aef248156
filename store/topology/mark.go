package topology

import (
	"context"

	"forumgraph/store"
)

// mark identifies one version of one history, so that a file is not used for another graph with the same version
// number: that of another store, or of a backup that was restored and then changed differently.
type mark struct {
	version uint64
	// record is the digest of the log record that made the version, zero for version 0.
	record store.Hash
}

// markOf returns the mark of a version of st, or false if the log does not have it.
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
