package topology

import (
	"encoding/binary"

	"github.com/cespare/xxhash/v2"
)

// Fingerprint returns a checksum of the nodes, by ID, and of the edges with their types and weights: all that
// determines a picture of the graph. Equal graphs have equal fingerprints, whatever their version and store. It is
// computed on first use.
func (t *Topology) Fingerprint() uint64 {
	t.fingerprint.Do(func() {
		h := xxhash.New()
		piece := make([]byte, 0, fingerprintPiece)
		send := func(atLeast int) {
			if len(piece) >= atLeast {
				_, _ = h.Write(piece) // a hash never fails
				piece = piece[:0]
			}
		}
		for n, id := range t.ids {
			piece = binary.LittleEndian.AppendUint32(append(append(piece, id...), 0, t.classes[n]), uint32(t.degree(Number(n))))
			send(fingerprintPiece - 256)
		}
		for i, target := range t.targets {
			piece = binary.LittleEndian.AppendUint32(piece, uint32(target))
			piece = binary.LittleEndian.AppendUint32(append(piece, t.ways[i]), t.weights[i])
			send(fingerprintPiece - 256)
		}
		send(0)
		t.fingerprintSum = h.Sum64()
	})
	return t.fingerprintSum
}

const fingerprintPiece = 16 << 10
