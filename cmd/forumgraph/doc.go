// Forumgraph serves a forum's report as a graph that can be queried in GraphQL.
//
// Each subcommand has a file of its own. Data goes to standard output, everything else to standard error. The exit
// status is 0 when the work is done, 1 when it failed, 2 when the command was used wrongly; an error is followed by a
// hint at the likely remedy. A command that fails leaves no half-written file, and a store as it was.
//
// # Decisions
//
// What do commands that only read do before there is a store? Options: refuse, or answer from the embedded corpus.
// Decision: while nobody named a folder and the default one does not exist, they answer from the corpus, loaded into
// memory, so that a question needs no set-up. A folder that was named must hold a store: an answer from another graph
// than the one asked for would be a wrong answer.
//
// Does verify fail while passages are open? Decision: no. An open passage is work not done; it is reported as such and counted;
// a hash that differs is an error. The flag --require-complete makes open passages fail, for a corpus that is finished.
package main
