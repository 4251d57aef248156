package banks

import "slices"

// Admits reports whether the filter admits a statement and one of the voices that made it.
func (c *Claims) Admits(f Filter, s *Statement) bool {
	return c.admits(f, s) && slices.ContainsFunc(s.Voices, func(v int) bool { return f.admitsVoice(&c.Voices[v]) })
}
