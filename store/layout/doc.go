// Package layout places the nodes of the discourse, so that every picture of one version of the graph is the same.
//
// [Of] computes a [Layout] from a topology.Topology: a place for each node, in graph units with y upwards, and the
// [Facts] that determine the size of its circle. [Latest] shares the layout of the latest version, in memory and in a
// file.
//
// Out of scope: labels (the snapshot of the same version has them), colors, what a view hides, and the layout of nodes
// that a reader expands, which the view computes.
//
// # The picture
//
// Every node of the discourse has a place, up to [MostNodes]; sources, sections and passages have none. If there are
// more, those with the most statements are drawn, then those with the most ties, then the first by ID; statements come
// after all other nodes, those with the most ties first. This order is not kept: it only decides what fits. Two nodes
// attract each other if package topology connects them: attending the same session is not a tie, nor is being part of
// the event. A derived edge pulls with the square root of its weight. A statement has a tenth of the weight of another
// node and its ties a tenth of the pull, so it finds its place among its voices, issues and recommendations without
// moving them.
//
// A node's circle has a radius of 2 to 16 graph units; see [Facts.Radius]. The circles of a component fill 15 % of its
// disk. The largest component is in the middle, around the origin; the others are on rings around it, smaller ones
// farther out, and nodes without a tie, most sessions among them, at the rim. On the forum's graph no two circles
// overlap.
//
// # The method
//
// For each component: a start that depends on the IDs and the ties (see bodies.start); 250 to 100 rounds of forces; a
// scale at which the circles fit; and rounds that push apart those that still overlap. The forces are those of
// ForceAtlas2 in its LinLog form, with its adaptive speeds: Jacomy, Venturini, Heymann and Bastian, ForceAtlas2, a
// Continuous Graph Layout Algorithm for Handy Network Visualization Designed for the Gephi Software, PLoS ONE 9(6),
// 2014; Noack, Energy Models for Graph Clustering, JGAA 11(2), 2007. With w the sum of a node's pulls and d a distance:
//
//	repulsion   k w(a) w(b) / d, with k such that the disk is about 10 √n wide
//	attraction  w(a,b) d/(d+10), constant except for near neighbors; the paper has log(1+d)
//	gravity     0.05 w(a) d/(d+10), towards the middle
//
// Two things differ from the paper. A node's mass is w and not w+1, which threw nodes with one weak tie far out. And
// the longest step shrinks to nothing from the first round to the last: the paper's layout goes on until somebody stops
// it. Repulsion is approximated after Barnes and Hut, see quadtree.
//
// # Decisions
//
// How much of a graph of a million nodes is drawn: all of it, coarser circles for several nodes each, or a part? A
// part. A picture of everything is too large for a browser, and a circle for several nodes makes a claim about them
// that no statement makes. What is left out is counted, and search, lists and neighborhoods still find it.
//
// Is a picture computed again at each start? No, it is kept in a file, by the fingerprint of the topology and not by
// version: equal graphs have equal pictures, whichever store they are in.
//
// Are all versions drawn when they come faster than pictures? No. One computation runs at a time, and of those waiting
// only that of the latest version will run.
//
// Does a new version start from the places of the previous one? No. It would move less, but the picture would depend on
// its history, and a picture in a paper could not be reproduced. Instead, a small change of the graph is a small change
// of the start.
//
// Are the places of an older version shown while new ones are computed? No. New nodes would have no place, and a
// response would mix two versions. The request waits; the server answers all others meanwhile.
//
// Are layouts equal to the last bit on every processor? Yes. Some processors fuse a multiplication and an addition
// without rounding between. Products are therefore converted to float64 before they are added, which by the language
// specification rounds them, and the forces do not use math.Hypot, Log and the like. Only the rings use trigonometry,
// at the very end, where a last bit stays a last bit.
//
// Why not a library? gonum's layout.EadesR2 has neither weights nor cooling. Its barneshut.Plane (v0.17.0) is slower
// than quadtree, and wrong by more than the forces, since it divides the place of a lone body by its mass. graphology's
// layout runs in the browser, where the reader waits for it.
//
// How many cores? One in a server, for all computations together: the others answer requests. An import gives the
// repulsion all of them. One core sums up the force on a body, in one order, so the picture is the same.
package layout
