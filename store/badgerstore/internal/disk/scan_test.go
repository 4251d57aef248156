package disk

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"forumgraph/store"
)

// runsOf reads a head, or a block, as ScanEnds does; ok is false if it is damaged.
func runsOf(b []byte, isHead bool) (runs []store.EndRun, ok bool) {
	err := EachRun(b, isHead, new([]store.End), func(run store.EndRun) error {
		run.Ends = slices.Clone(run.Ends)
		runs = append(runs, run)
		return nil
	})
	return runs, err == nil
}

// A scan reads the same ends as decoding does, group by group, and a record that is cut short, wherever that is, gives no
// others than decoding accepts.
func TestReader_run(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		all := entries(r)
		var want []store.EndRun
		for _, e := range all {
			last := len(want) - 1
			if last < 0 || want[last].Type != e.Group.EdgeType() || want[last].Direction != e.Group.Direction() {
				want = append(want, store.EndRun{Type: e.Group.EdgeType(), Direction: e.Group.Direction()})
				last++
			}
			want[last].Ends = append(want[last].Ends, store.End{
				Other: uint64(e.Number), Weight: int(e.Weight), Stance: StanceCodes.Word[e.Stance],
			})
		}
		head := EncodeHead(Head{countEntries(all), all})
		for isHead, b := range map[bool][]byte{true: head, false: AppendBlock(nil, all)} {
			got, ok := runsOf(b, isHead)
			if diff := cmp.Diff(want, got); diff != "" || !ok {
				r.Fatalf("head %v: sound %v (-want +got):\n%s", isHead, ok, diff)
			}
			for n := range b {
				if _, ok := runsOf(b[:n], isHead); !ok {
					continue
				}
				if isHead {
					_, err := DecodeHead(b[:n])
					if err != nil {
						r.Fatalf("the first %d of %d bytes of a head are read, and decoding says %v", n, len(b), err)
					}
				} else if _, err := DecodeBlock(b[:n]); err != nil {
					r.Fatalf("the first %d of %d bytes of a block are read, and decoding says %v", n, len(b), err)
				}
			}
		}
	})
}
