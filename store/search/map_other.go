//go:build !unix

package search

import "os"

// mapSegment reads a segment from a file. Errors: errDamaged; those of the file system.
func mapSegment(path string) (*segment, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return segmentOf(data)
}
