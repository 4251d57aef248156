package topology

import (
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// diff returns how two topologies differ in any of their fields, but for what they make when they are asked.
func diff(want, got *Topology) string {
	return cmp.Diff(want, got, cmp.AllowUnexported(Topology{}, columns{}, span{}, labels{}, statementFacts{}, named{}, endColumns{}),
		cmpopts.IgnoreFields(Topology{}, "desks", "kept", "fingerprint", "fingerprintSum"), cmpopts.EquateEmpty())
}
