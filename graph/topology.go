package graph

import (
	"context"

	"forumgraph/store/topology"
)

// topologyOf returns the compact copy of the version that the request sees.
func topologyOf(ctx context.Context) (*topology.Topology, error) {
	r := requestOf(ctx)
	return r.topologies.Of(ctx, r.snapshot)
}
