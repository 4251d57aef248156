package store

import (
	"crypto/sha256"
	"encoding/json"
)

// Digest returns a hash of what the record says, by which two histories of as many versions differ. Of nodes that
// the record leaves out only their number counts: to read them all would take longer than what asks is worth.
func (rec LogRecord) Digest() (Hash, error) {
	h := sha256.New()
	head := struct {
		Version        uint64
		Author, Reason string
		Seconds        int64
		Nanoseconds    int
		Delete         []ID
		Left           int
	}{rec.Version, rec.Author, rec.Reason, rec.Time.Unix(), rec.Time.Nanosecond(), rec.Delete, rec.Left}
	// Neither a hash nor JSON of these types fails.
	_ = json.NewEncoder(h).Encode(head)
	for _, n := range rec.Put {
		b, err := EncodeCBOR(n)
		if err != nil {
			return Hash{}, err
		}
		_, _ = h.Write(b)
	}
	return Hash(h.Sum(nil)), nil
}
