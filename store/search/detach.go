package search

// detached reports whether the index is in memory alone, from the beginning or since its folder could not be written.
func (ix *Index) detached() bool { return ix.folder == nil || ix.writeFailed.Load() }

// detach gives up writing to the folder, which a full disk does not take any more, and goes on in memory: an index that
// answers is worth more than one on disk. What the folder holds stays as it was sealed last, and whoever opens it next
// catches up from there.
func (ix *Index) detach(err error) {
	if !ix.writeFailed.Swap(true) {
		ix.logger.Warn("the text index cannot be written and stays in memory; the next start catches up", "folder", ix.folder.dir, "error", err)
	}
}
