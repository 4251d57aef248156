// Forumgraph serves a forum's report as a graph that can be queried in GraphQL.
//
// Each subcommand has its own file. Data goes to standard output, everything else to standard error. The exit status is
// 0 for success, 1 for failure and 2 for wrong usage; a hint at the likely remedy follows each error. A failed command
// leaves no half-written file and does not change the store.
//
// # Decisions
//
// What do reading commands do when there is no store? Options: refuse, or answer from the embedded corpus. Decision: if
// no folder is named and the default one does not exist, they load the corpus into memory and answer from it, so that a
// query needs no setup. A named folder must hold a store: an answer from a different graph would be wrong.
//
// Does verify fail while passages are open? Decision: no. An open passage is unfinished work, which verify reports and
// counts; a different hash is an error. With --require-complete, for a finished corpus, open passages fail too.
package main
