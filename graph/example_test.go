package graph_test

import (
	"context"
	"fmt"
	"io"
	"log"
	"net/http/httptest"
	"net/url"

	"forumgraph/graph"
	"forumgraph/store"
	"forumgraph/store/memstore"
	"forumgraph/store/storetest"
)

// quay returns a store with the small graph that tests share.
func quay() store.Store {
	st := memstore.New()
	if _, err := st.Apply(context.Background(), storetest.Example()); err != nil {
		log.Fatal(err)
	}
	return st
}

// A query is answered in this process by the rules of the HTTP API.
func ExampleExecute() {
	st := quay()
	defer st.Close()
	answer := graph.Execute(context.Background(), graph.Options{Store: st}, `
		query($id: ID!) {
			recommendation(id: $id) {
				backedBy { edges { node { name } support { nodes { summary } } } }
				opposedBy { edges { node { name } } }
			}
		}`, map[string]any{"id": "recommendation:quiet-hours"})
	fmt.Println(len(answer.Errors), "errors")
	fmt.Println(string(answer.Data))
	// Output:
	// 0 errors
	// {"recommendation":{"backedBy":{"edges":[{"node":{"name":"Ada Lund"},"support":{"nodes":[{"summary":"Cranes run through the night, so the quay needs hours of rest."}]}}]},"opposedBy":{"edges":[{"node":{"name":"Dock table"}}]}}}
}

// The API over HTTP: a query by GET gets a tag, under which a client may keep the answer.
func ExampleNewHandler() {
	st := quay()
	defer st.Close()
	server := httptest.NewServer(graph.NewHandler(graph.Options{Store: st}))
	defer server.Close()

	response, err := server.Client().Get(server.URL + "?query=" + url.QueryEscape(`{ issue(id: "issue:night-noise") { name } }`))
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(response.Status, response.Header.Get("ETag") != "")
	fmt.Println(string(body))
	// Output:
	// 200 OK true
	// {"data":{"issue":{"name":"Night noise"}},"extensions":{"cost":{"limit":10000,"requested":2},"graph":{"version":1}}}
}
