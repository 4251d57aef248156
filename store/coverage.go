package store

// Add counts n passages like p (n is negative to take them away), where citedBy are the kinds of the nodes that cite it.
//
// A passage is cited if one of them codes it (see [Passage.Covers]), whether or not it is also set aside.
func (c *Coverage) Add(p *Passage, citedBy []Kind, n int) {
	c.Passages += n
	for _, by := range citedBy {
		if p.Covers(by) {
			c.Cited += n
			return
		}
	}
	if p.SetAside != nil {
		c.SetAside += n
		return
	}
	c.Open += n
}
