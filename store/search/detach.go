package search

// detached reports whether the index is only in memory, either from the start or because its folder could not be
// written.
func (ix *Index) detached() bool { return ix.folder == nil || ix.writeFailed.Load() }

// detach stops writing to the folder, for example on a full disk, and goes on in memory: an index that answers matters
// more than one on disk. The folder stays as it was last sealed, and the next process that opens it catches up from
// there.
func (ix *Index) detach(err error) {
	if !ix.writeFailed.Swap(true) {
		ix.logger.Warn("the text index cannot be written and stays in memory; the next start catches up", "folder", ix.folder.dir, "error", err)
	}
}
