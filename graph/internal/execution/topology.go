package execution

import (
	"context"

	"forumgraph/store/topology"
)

// topologyOf returns the topology of the version that the request reads.
func topologyOf(ctx context.Context) (*topology.Topology, error) {
	r := requestOf(ctx)
	return r.topologies.Of(ctx, r.snapshot)
}
