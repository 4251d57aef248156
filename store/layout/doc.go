// Package layout says where the nodes of the discourse are drawn.
package layout
