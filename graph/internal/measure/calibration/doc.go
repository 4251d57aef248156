// Command calibration measures what a unit of a query's cost is worth: the processor time for each unit, for every
// list, order, facet, filter form, measure and search of the schema, on the forum's report and on made-up corpora.
//
//	go -C graph/internal/measure run ./calibration -reports 1,300,1000
//	go -C graph/internal/measure run ./calibration -reports 300 -stores /tmp/corpora -only facets
//
// It prints a table for each corpus: the question, its cost, its time, the time for a unit, and the factor from the median of
// all questions. A factor above 4 is a question that costs too little, one below a quarter a question that costs too much. The
// time is that of the processor, so that other work on the machine hardly matters; the fixed time of a request, which the
// shortest query takes too, is left out. Nothing is kept between two measurements but what the server keeps for a version.
//
// The corpus of one report is the embedded one. Those made up are kept in the folder of -stores, or of FORUMGRAPH_BENCH_STORE.
package main
