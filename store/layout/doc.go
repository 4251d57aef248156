// Package layout says where the nodes of the discourse are drawn, so that every picture of one version of the graph is the
// same picture.
//
// [Of] computes a [Layout] from a topology.Topology: a place for each node, in graph units with y upwards, and the [Facts]
// that the size of its circle follows from. [Latest] keeps the layout of the latest version for all who ask, in memory and in
// a file.
//
// Out of scope: labels (the snapshot of the same version has them), colors, what a view hides, and the layout of what a
// reader expands, which the view computes beside these places.
//
// # The picture
//
// All of the discourse side has a place, up to [MostNodes]; sources, sections and passages have none. Where there are more,
// those with the most statements have, then those with the most ties, then the first by ID; statements come after all other
// nodes, those with the most ties first. Their order is not kept: it says what there is room for. What pulls two nodes together is what
// connects them in package topology, and nothing else: having been in one room is not a tie, and neither is being part of
// the event as a whole. A derived edge pulls with the square root of its weight. A statement has a tenth of the weight of
// another node and its ties a tenth of the pull: it finds its place among its voices, issues and recommendations, and
// these make the picture.
//
// A node's circle has a radius of 2 to 16 graph units; see [Facts.Radius]. A component has its circles on 15 % of the disk
// that they would fill evenly. The largest is in the middle, around the origin; the others stand on rings around it, smaller
// ones farther out, and those without any tie, most sessions among them, at the rim.
//
// On the forum's graph no two circles overlap, and a tie is 0.3 of the mean distance of two nodes long. Leaving out one
// statement moves half of the nodes by less than a hundredth of the picture's width.
//
// # The method
//
// For each component: a start that follows from the IDs and the ties (see bodies.start); 250 to 100 rounds of forces; a
// scale at which the circles have room; and rounds that push apart those that still overlap. The forces are those of
// ForceAtlas2 in its LinLog form, with its adaptive speeds: Jacomy, Venturini, Heymann and Bastian, ForceAtlas2, a
// Continuous Graph Layout Algorithm for Handy Network Visualization Designed for the Gephi Software, PLoS ONE 9(6), 2014;
// Noack, Energy Models for Graph Clustering, JGAA 11(2), 2007. With w the sum of a node's pulls and d a distance:
//
//	repulsion   k w(a) w(b) / d, with k such that the disk is about 10 √n wide
//	attraction  w(a,b) d/(d+10), constant but for near neighbors; the paper has log(1+d)
//	gravity     0.05 w(a) d/(d+10), towards the middle
//
// Two things differ from the paper. A node's mass is w and not w+1, as what has one weak tie was thrown far out. And the
// longest step shrinks to nothing from the first round to the last: the paper's layout goes on until somebody stops it.
// Repulsion is approximated after Barnes and Hut, see quadtree.
//
// # Decisions
//
// How much is drawn of a graph of a million nodes? Options: all of it, which takes a minute, a document of 200 MB, and a
// browser that bears it; coarser pictures of all of it, several nodes in one circle; or a part. Decision: a part. A circle
// that stands for several nodes is a claim about them that no statement makes. What is left out is counted, and found by
// search, lists and neighborhoods as before.
//
// Is a picture computed again at each start? Decision: no, it is kept in a file, by the fingerprint of the topology and not by
// version: equal graphs have equal pictures, whichever store they are in.
//
// Are all versions drawn when they come faster than pictures? Decision: no. One computation runs at a time, and of those that
// wait for it only that of the latest version will run.
//
// Does a new version start from the places of the one before? It would move less. But then the picture would depend on its
// history: two servers, or one before and after a restart, would draw one graph differently, and a picture in a paper could
// not be made again. Decision: no; the start is made so that a small change of the graph is a small change of it.
//
// Are the places of an older version shown while those of a new one are computed? Decision: no. New nodes would have no
// place, and an answer would be of two versions. Who asks waits; the forum takes less than a twentieth of a second, and
// 50,000 nodes a few seconds, in which the server answers everything else.
//
// Is equal to the last bit also equal on another processor? Some multiply and add in one step, without rounding between;
// after a hundred rounds that is another picture. Decision: it is equal. Products are converted to float64 before they are
// added to, which by the language's specification rounds them, and math.Hypot, Log and the like, which differ, have no part
// in the forces. Only the rings use trigonometry, at the very end, where a last bit stays one.
//
// Why not a library? gonum's layout.EadesR2 has neither weights nor a cooling, and its barneshut.Plane (v0.17.0), with a
// force of our own, took 7.9 ms for what quadtree does in 2.4 (10,000 bodies, theta 1.1), with 17,000 allocations, and was
// off by more than the forces themselves, as it divides the place of a lone body by its mass. There is no other in Go that
// is kept. graphology's runs in the browser, on a core that the reader waits for.
//
// How many cores? One in a server, for all computations together: the others answer requests. An import has nothing else to
// do at its end and lets the repulsion have all of them. The force on a body is summed up by one core in one order, so the
// picture is the same. Finding what is far once for several leaves was tried: it gathers the same sources, and gains nothing.
package layout
