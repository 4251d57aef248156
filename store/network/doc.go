// Package network measures many nodes at once: who raised what, who agrees with whom, which nodes are central, which
// belong together.
//
// Each measure is a function of a topology.Topology and options. It returns IDs and counts, which lead a caller to
// statements and their citations:
//
//   - [MatrixOf] counts statements, or voices, where rows and columns meet: organizations by issues, issues by sessions.
//   - [Compare] compares two voices, two issues or two sessions: what they share, what only one has, where they oppose.
//   - [AgreementOn] counts who is for and against one recommendation, by kind of voice and by a collective's quantifier.
//   - [CoalitionsOf] ties voices by the recommendations they agree or disagree on.
//   - [CentralityOf] and [CommunitiesOf] measure networks of issues, organizations or recommendations.
//
// Every measure takes the set of statements that count; nil admits all. Equal graphs and options give equal results, to
// the last bit. A list that is cut says how much it left out.
//
// Out of scope: labels and citations (the snapshot of the same version has them), and paths and neighborhoods (package
// topology).
//
// # What is not passed on
//
// Every measure rests on statements and their voices. A collective is a voice like others, never its members. An
// organization raises what its affiliated persons raised only with Through, only for SPEAKERs, and then marked. That is
// the rule raised/1, and a test keeps the two equal. Positions are never passed on. Attending the same session is not a
// tie.
//
// # Coalitions
//
// The formulas and words are those of Discourse Network Analyzer: Leifeld, Gruber and Bossner, Discourse Network
// Analyzer Manual, sections "Construction of One-Mode Networks" and "Normalisation for One-Mode Networks", for a binary
// qualifier, as in computeOneModeMatrix of its program (github.com/leifeld/dna, class Exporter). Let x(a,j,k) count
// what voice a said on recommendation j with stance k, FOR or AGAINST, and let k' be the other stance:
//
//	congruence(a,b) = Σ_j Σ_k x(a,j,k) x(b,j,k)
//	conflict(a,b)   = Σ_j Σ_k x(a,j,k) x(b,j,k')
//	subtract(a,b)   = congruence(a,b) - conflict(a,b)
//
// The weight of an edge is one of them, divided by
//
//	NONE     1
//	AVERAGE  (n(a) + n(b)) / 2, where n(a) = Σ_j Σ_k x(a,j,k) is the activity of a
//	JACCARD  Σ_j Σ_k x(a,j,k) [x(b,j,k) = 0] + Σ_j Σ_k x(b,j,k) [x(a,j,k) = 0] + Σ_j Σ_k x(a,j,k) x(b,j,k)
//	COSINE   n(a) n(b), which is the manual's √n(a)² √n(b)² and not the cosine of two vectors
//
// MIXED is neither stance: it is not part of any sum above, neither n nor the union of JACCARD. A MIXED position is in
// the two-mode matrix, its voice is counted, and each edge counts the recommendations on which one of the two is MIXED.
// (The program can treat MIXED as the middle of a scale, and then counts it as half agreement with both sides.)
//
// # Networks
//
//	ISSUES           tied by each statement about both; the weights are those of CO_RAISED
//	ORGANIZATIONS    tied by each issue that both raise and each recommendation that both back
//	RECOMMENDATIONS  tied by each voice that backs both
//
// Nodes without an edge are counted and left out. With w(u,v) the weight of an edge and d(u,v) the number of edges on a
// shortest path:
//
//	DEGREE       the number of neighbors
//	STRENGTH     Σ_v w(u,v)
//	CLOSENESS    Σ_v 1/d(u,v), over the nodes that can be reached
//	BETWEENNESS  Σ_{s<t} of the part of the shortest paths from s to t that pass u
//	PAGERANK     p(u) = 0.15/n + 0.85 Σ_v p(v) w(u,v) / Σ_t w(v,t)
//
// # Decisions
//
// What may be ranked? Issues, organizations and recommendations, but not voices. A matrix may have persons as rows,
// since each cell opens its statements. A score opens nothing, and a list of persons by betweenness would be read as a
// list of who matters; see [ErrPersons].
//
// How often does a voice count that repeats itself: once, once for each document, or each time? Once by default. Our
// statements are as small as a claim that can be cited, so INCLUDE would measure how long somebody spoke.
//
// What do rows and columns total: the cells shown, or the whole line? The whole line, so that a total does not depend
// on the size of the table. Totals count distinct statements: one with two issues counts once.
//
// What rolls up? Sessions do: what is said in a workshop is said in the block of workshops. Issues do not: that one
// issue is broader than another is our own ordering, and a caller can name the narrower ones.
//
// How are gonum's results made deterministic? Its graphs are maps, and the order of their nodes affects sums and
// Louvain's method. Our own graph type under gonum's interfaces orders nodes and neighbors by ID. PageRank is our own,
// since gonum's starts from a random vector; the eigenvector would be 0 in all components but one. Values are rounded
// to nine digits, so that the last ones do not rank equal nodes.
//
// How is gonum stopped when a context ends? Our graph and our source of random numbers, which gonum calls, panic, and
// the function that called gonum turns the panic into the context's error.
//
// What if the network is too large: sample, cut, or refuse? Refuse. A recommendation backed by thousands of voices ties
// millions of pairs, so pairs are counted first and refused over a limit that takes a few seconds. Below it, edges are
// computed row by row and only the first are kept, so that memory grows with the voices and not with the pairs.
package network
