package topology

import (
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// diff returns how two topologies differ in any of their fields, but for the space that questions write on.
func diff(want, got *Topology) string {
	return cmp.Diff(want, got, cmp.AllowUnexported(Topology{}, codes{}, columns{}, span{}, labels{}, statementFacts{}, named{}, endColumns{}),
		cmpopts.IgnoreFields(Topology{}, "scratch"), cmpopts.EquateEmpty())
}
