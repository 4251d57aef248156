package sqlite

import (
	"database/sql"
	"encoding/json"
	"io"
	"net/http"
	"slices"

	"forumgraph/store"
)

// Handler answers W2 of package workload, who raised an issue: how many organizations, and the first 20 by name.
type Handler struct {
	db                     *sql.DB
	number, count, firstBy *sql.Stmt
}

// Open returns a handler that reads a database that [Load] made. Close it.
func Open(file string) (*Handler, error) {
	db, err := sql.Open("sqlite3", "file:"+file+"?mode=ro&immutable=1&_cache_size=-65536")
	if err != nil {
		return nil, err
	}
	db.SetMaxIdleConns(8)
	h := &Handler{db: db}
	for _, s := range []struct {
		to    **sql.Stmt
		query string
	}{
		{&h.number, `SELECT number FROM nodes WHERE id = ?`},
		{&h.count, `SELECT count(*) FROM edges WHERE target = ? AND type = ? AND kind = ?`},
		{&h.firstBy, `SELECT n.id, n.name_en FROM edges e JOIN nodes n ON n.number = e.source
			WHERE e.target = ? AND e.type = ? AND e.kind = ? ORDER BY e.place LIMIT 20`},
	} {
		if *s.to, err = db.Prepare(s.query); err != nil {
			_ = db.Close()
			return nil, err
		}
	}
	return h, nil
}

// Close closes the database.
func (h *Handler) Close() error { return h.db.Close() }

// page is the answer, in the shape that GraphQL gives it.
type page struct {
	Data struct {
		Issue *issue `json:"issue"`
	} `json:"data"`
}

type issue struct {
	RaisedBy struct {
		TotalCount int            `json:"totalCount"`
		Nodes      []organization `json:"nodes"`
	} `json:"raisedBy"`
}

type organization struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// ServeHTTP answers a request of W2. It reads nothing of the query but its variable.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var request struct{ Variables struct{ ID string } }
	body, err := io.ReadAll(r.Body)
	if err == nil {
		err = json.Unmarshal(body, &request)
	}
	var answer page
	if err == nil {
		answer.Data.Issue, err = h.raisedBy(r, request.Variables.ID)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(answer)
}

func (h *Handler) raisedBy(r *http.Request, id string) (*issue, error) {
	ctx := r.Context()
	var number int
	if err := h.number.QueryRowContext(ctx, id).Scan(&number); err != nil {
		return nil, err
	}
	found := new(issue)
	found.RaisedBy.Nodes = []organization{}
	raised, kind := typeNumber(store.Raised), slices.Index(store.Kinds(), store.KindOrganization)
	if err := h.count.QueryRowContext(ctx, number, raised, kind).Scan(&found.RaisedBy.TotalCount); err != nil {
		return nil, err
	}
	rows, err := h.firstBy.QueryContext(ctx, number, raised, kind)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var o organization
		if err := rows.Scan(&o.ID, &o.Name); err != nil {
			return nil, err
		}
		found.RaisedBy.Nodes = append(found.RaisedBy.Nodes, o)
	}
	return found, rows.Err()
}
