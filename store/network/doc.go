// Package network measures many nodes at once: who raised what, who agrees with whom, which nodes are central, which go
// together.
//
// Each measure is a function of a topology.Topology and a question, and answers with IDs and counts, from which a caller
// comes to statements and their citations:
//
//   - [MatrixOf] counts statements, or voices, where rows and columns meet: organizations by issues, issues by sessions.
//   - [Compare] compares two voices, two issues or two sessions: shared, only here, only there, against each other.
//   - [AgreementOn] counts who is for and against one recommendation, by kind of voice and by a collective's quantifier.
//   - [CoalitionsOf] ties voices by the recommendations they agree or disagree on.
//   - [CentralityOf] and [CommunitiesOf] look at networks of issues, organizations or recommendations.
//
// Everywhere, a set of statements says which count; nil admits all. Answers are a function of the graph and the question,
// to the last bit. Lists are cut, never silently: an answer says what it left out.
//
// Out of scope: labels and citations (the snapshot of the same version has them), and paths and neighborhoods (package
// topology).
//
// # What does not travel
//
// All rests on statements and their voices. A collective is a voice like others, never its members. An organization raises
// what persons affiliated with it raised only where Through asks for it, only for SPEAKERs, and then marked: it is the rule
// raised/1, and a test holds the two together. Positions never travel, with or without Through. Having been in a session
// ties nobody to anything.
//
// # Coalitions
//
// The formulas and words are those of Discourse Network Analyzer: Leifeld, Gruber and Bossner, Discourse Network Analyzer
// Manual, sections "Construction of One-Mode Networks" and "Normalisation for One-Mode Networks", for a binary qualifier,
// as in computeOneModeMatrix of its program (github.com/leifeld/dna, class Exporter). Let x(a,j,k) count what voice a said on
// recommendation j with stance k, FOR or AGAINST, and k' be the other stance:
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
// MIXED is neither stance: it enters no sum above, neither n nor the union of JACCARD. A MIXED position is in the two-mode
// matrix, its voice is among the voices counted, and each edge counts the recommendations on which one of the two is MIXED.
// (The program could take it for the middle of a scale, and would then count it as half agreement with both sides.)
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
// What may be ranked? A matrix may have persons as rows: it counts statements, and each cell opens them. A score of the
// whole network does not open anything, and a list of persons by betweenness would be read as a list of who matters. So
// there is no network of persons or other voices to ask for, and [ErrPersons] says why.
//
// How does a voice count that repeats itself? As the program offers: once, once for each document, or each time. Decision:
// once is the default. Our statements are cut as finely as a claim can be cited, so that one opinion in a long talk is
// several statements, and INCLUDE would measure how long somebody spoke.
//
// What do rows and columns total? Options: the cells shown, or all of the line. Decision: all, so that a total does not
// change with the size of the table; and distinct statements, as one with two issues is not two.
//
// What rolls up? Sessions do: what is said in a workshop is said in the block of workshops. Issues do not: that one issue is
// broader than another is our ordering, and a caller who wants it can name the narrower ones.
//
// How are gonum's answers made deterministic? Its graphs are maps, and the order of their nodes enters sums and the turns of
// Louvain's method. Decision: our own graph type under gonum's interfaces, whose nodes and neighbors come by ID; then
// network.Betweenness, traverse.BreadthFirst and community.Modularize do the same in each run. Its PageRank starts from a
// vector drawn by the process, so we have our own. Values are rounded to nine digits, lest the last ones rank nodes that are
// alike. Why PageRank and not the eigenvector? The network falls into parts, and all but one would have value 0.
//
// How is gonum stopped when a context ends? It asks our graph for neighbors and our source for random numbers; these panic,
// and the function that called gonum turns the panic into the context's error.
//
// What if the network is too large? A recommendation backed by thousands ties millions of pairs. Options: sample, cut, or
// refuse. Decision: pairs are counted before they are compared, and refused over a limit that takes a few seconds;
// below it, edges are computed row by row and only the first are kept, so memory grows with the voices and not with the
// pairs. Narrower statements, kinds or weights are a better answer than a sample.
package network
