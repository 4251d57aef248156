package drawing_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/http/httptest"
	"testing"

	"forumgraph/store/storetest"
)

// Sending a drawing that is ready; bytes as they are and compressed.
func BenchmarkHandler(b *testing.B) {
	for _, n := range []int{1000, 10_000, 50_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s := newServer(b, storetest.Crowd(n, 1))
			snap, err := s.store.Snapshot()
			if err != nil {
				b.Fatal(err)
			}
			defer snap.Close()
			top, err := s.options.Topologies.Of(b.Context(), snap)
			if err != nil {
				b.Fatal(err)
			}
			if _, err := s.options.Layouts.Of(b.Context(), top); err != nil {
				b.Fatal(err)
			}
			var last *httptest.ResponseRecorder
			b.ReportAllocs()
			for b.Loop() {
				last = s.get(b, "/drawing.json")
			}
			var small bytes.Buffer
			z := gzip.NewWriter(&small)
			if _, err := z.Write(last.Body.Bytes()); err != nil {
				b.Fatal(err)
			}
			if err := z.Close(); err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(last.Body.Len()), "bytes")
			b.ReportMetric(float64(small.Len()), "gzip-bytes")
		})
	}
}
