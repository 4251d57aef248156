package selection

import (
	"fmt"
	"slices"

	"forumgraph/store/topology"
)

// combined evaluates and, or and not of a filter of the kind F at path. narrow removes from left what one filter does
// not admit.
func combined[F any](path string, and, or []*F, not *F, narrow func(path string, left topology.Set, f *F) error) []part {
	var parts []part
	for i, f := range and {
		parts = append(parts, func(left topology.Set) error { return narrow(fmt.Sprintf("%s.and[%d]", path, i), left, f) })
	}
	if len(or) > 0 {
		parts = append(parts, func(left topology.Set) error {
			union := make(topology.Set, len(left))
			for i, f := range or {
				one := slices.Clone(left)
				if err := narrow(fmt.Sprintf("%s.or[%d]", path, i), one, f); err != nil {
					return err
				}
				union.Unite(one)
			}
			left.Intersect(union)
			return nil
		})
	}
	if not != nil {
		parts = append(parts, func(left topology.Set) error {
			out := slices.Clone(left)
			if err := narrow(path+".not", out, not); err != nil {
				return err
			}
			left.Subtract(out)
			return nil
		})
	}
	return parts
}
