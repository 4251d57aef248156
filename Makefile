# Make runs everything from a fresh clone; it needs Go, Node and make. "make help" lists the targets.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c

GO       ?= go
BIN      := bin/forumgraph
ARGS     ?=
FUZZTIME ?= 1m
ROUNDS   ?= 300
REPORTS  ?= 1000
CASES    ?= 2000

# The programs that measure are a module of their own, so that go.mod does not name what only they need. A folder for
# their corpora is relative to this one.
MEASURE := graph/internal/measure
MEASURING := GOFLAGS="$$($(GO) env GOFLAGS) -tags=sqlite_fts5" $(GO) -C $(MEASURE)
export FORUMGRAPH_BENCH_STORE := $(abspath $(FORUMGRAPH_BENCH_STORE))

# The pages that the program serves; they are built into web/dist and embedded.
PAGES := web/dist/graphiql/index.html web/dist/view/.vite/manifest.json

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "%-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run
run: build ## build and serve the graph (ARGS='--addr 127.0.0.1:0 --source report.txt')
	$(BIN) serve $(ARGS)

.PHONY: build
build: $(PAGES) ## build the program into bin/, with its pages in it
	@$(MAKE) --no-print-directory binary

# No path of this machine and no C library are in it, so that the same revision gives the same bytes elsewhere. A checkout
# stamps its revision where git can read it; a source archive brings its own, whatever repository it was unpacked in.
.PHONY: binary
binary: ## build the program with the pages that web/dist holds
	CGO_ENABLED=0 $(GO) build -trimpath -buildvcs=$(shell [ -e .git ] && git status --porcelain >/dev/null 2>&1 && echo true || echo false) -o $(BIN) ./cmd/forumgraph

.PHONY: test
test: check-format check-modules check-vet check-staticcheck check-generated check-web check-go ## run every check

.PHONY: check-format
check-format: ## the code is formatted
	@unformatted=$$(gofmt -l cmd graph schema seed store web/*.go web/internal web/pages web/test); \
	if [ -n "$$unformatted" ]; then echo "run gofmt -w on:"; echo "$$unformatted"; exit 1; fi

.PHONY: check-modules
check-modules: ## go.mod and go.sum are what go mod tidy makes of them
	$(GO) mod tidy -diff
	$(GO) -C $(MEASURE) mod tidy -diff

.PHONY: check-vet
check-vet: $(PAGES) toolchain ## go vet finds nothing
	$(GO) vet ./...
	$(MEASURING) vet ./...

.PHONY: check-staticcheck
check-staticcheck: $(PAGES) toolchain ## staticcheck finds nothing
	$(GO) tool staticcheck ./...
	staticcheck=$$($(GO) tool -n staticcheck) && cd $(MEASURE) && "$$staticcheck" -tags sqlite_fts5 ./...

# The folder is compared with itself before generating, not with the last commit, so that the check also serves in the
# middle of a change; on a clean clone the two are the same.
.PHONY: check-generated
check-generated: ## generated code is what go generate makes of the schema
	@before=$$(mktemp -d); trap 'rm -rf "$$before"' EXIT; \
	cp -R graph "$$before/graph"; \
	$(GO) generate ./...; \
	$(GO) -C $(MEASURE) generate ./...; \
	if ! diff -ru "$$before/graph" graph; then \
		echo "generated code was out of date and has been made anew: look at it and commit it"; exit 1; fi

.PHONY: check-go
check-go: $(PAGES) toolchain ## the Go tests pass, with the race detector
	$(GO) test -race -timeout 30m ./...
	$(MEASURING) test ./...
	$(GO) test -run '^TestSite_everyPage$$' ./web/pages

# The race detector needs a C compiler, and so does SQLite, beside which the program is measured.
.PHONY: toolchain
toolchain: ## install a C compiler for the checks if there is none and that is allowed
	@cc=$$($(GO) env CC); if command -v "$${cc%% *}" >/dev/null; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq gcc libc6-dev; \
	else echo "go test -race and the measuring programs need a C compiler: install gcc (Debian: apt-get install gcc libc6-dev)"; exit 1; fi

.PHONY: bench
bench: $(PAGES) ## run the benchmarks, start-up times among them, and bench-scale
	$(GO) test -run '^$$' -bench . -benchmem ./...
	$(MAKE) bench-scale

# FORUMGRAPH_BENCH_STORE names a folder that keeps the corpora for the next run.
.PHONY: bench-scale
bench-scale: $(PAGES) toolchain ## ask made-up corpora of REPORTS reports (1000; more with commas between), and measure the limits
	$(MEASURING) run ./scale -reports $(REPORTS)

.PHONY: bench-tables
bench-tables: $(PAGES) toolchain ## measure corpora of 10, 1,000 and 10,000 reports and write graph/internal/measure/scale/MEASUREMENTS.md
	$(MEASURING) run ./scale -reports 10,1000,10000 -write scale/MEASUREMENTS.md

.PHONY: bench-sqlite
bench-sqlite: $(PAGES) toolchain ## load REPORTS reports in prose into SQLite and import them, and write graph/internal/measure/scale/MEASUREMENTS.md
	$(MEASURING) run ./scale -sqlite -reports $(REPORTS) -write scale/MEASUREMENTS.md

.PHONY: bench-cost
bench-cost: $(PAGES) ## measure the time for a unit of cost, for every kind of question, at 1, 300 and 1,000 reports
	$(MEASURING) run ./calibration -reports 1,300,1000

.PHONY: bench-web
bench-web: build browser ## measure the views in a browser, on the forum's graph and on larger ones
	node web/test/bench.js

.PHONY: fuzz
fuzz: ## run each fuzz test for FUZZTIME (1m)
	@for pkg in $$($(GO) list ./...); do \
		for name in $$($(GO) test -list '^Fuzz' "$$pkg" | grep '^Fuzz' || true); do \
			$(GO) test -run '^$$' -fuzz "^$$name\$$" -fuzztime $(FUZZTIME) "$$pkg"; \
		done; \
	done

.PHONY: crash
crash: $(PAGES) ## kill imports, loads and changes at ROUNDS (300) moments and look at the store after each
	FORUMGRAPH_CRASH_ROUNDS=$(ROUNDS) $(GO) test -count 1 -timeout 2h -run '^TestImport_Killed' -v ./cmd/forumgraph
	FORUMGRAPH_CRASH_KILLS=$(ROUNDS) $(GO) test -count 1 -timeout 2h -run '^TestStore_survives_kill$$' -v ./store/badgerstore

.PHONY: damage
damage: $(PAGES) ## damage data folders in CASES (2000) ways: each must be refused, or answer as before
	FORUMGRAPH_DAMAGE_CASES=$(CASES) $(GO) test -count 1 -timeout 3h -run '^TestDamage$$' -v ./cmd/forumgraph

.PHONY: attack
attack: $(PAGES) ## attack a server on this machine, and print what happened before, what happens now and the limits
	$(GO) run ./cmd/forumgraph/internal/attack

.PHONY: check-reproducible
check-reproducible: $(PAGES) ## two builds from different folders, pages and all and without a cache, give the same bytes
	.ci/reproducible

.PHONY: vulncheck
vulncheck: $(PAGES) ## look for known vulnerabilities (VULNDB=URL for a copy of the database)
	.ci/vulncheck $(VULNDB)

.PHONY: licenses
licenses: ## list the license of each Go module and npm package, and fail if one is unknown or not accepted
	@$(GO) run ./web/internal/licenses/list

.PHONY: sbom
sbom: build ## write what the program is made of into bin/, as CycloneDX: sbom-go.json and sbom-npm.json
	.ci/sbom

.PHONY: clean
clean: ## remove what was built; the data folder stays
	rm -rf bin web/dist web/node_modules

# "npm ci" installs what the lock file names, nothing newer. The stamp is npm's own record of what it installed.
web/node_modules/.package-lock.json: web/package.json web/package-lock.json web/.npmrc
	cd web && npm ci
	touch $@

web/dist/graphiql/index.html: web/node_modules/.package-lock.json web/browsers.ts $(wildcard web/graphiql/*) seed/forum/QUESTIONS.md
	cd web && npm run build:graphiql

web/dist/view/.vite/manifest.json: web/node_modules/.package-lock.json web/vite.config.ts web/browsers.ts \
		$(shell find web/src web/styles web/messages -type f)
	cd web && npm run build:view

.PHONY: check-web
check-web: build browser ## the pages' types and lint, the schema's lint, the API's audit, and the pages in a browser
	cd web && npm run check

# The pages are tested in real browsers. CHROMIUM, FIREFOX and WEBKIT_DRIVER name those that are elsewhere.
.PHONY: browser
browser: ## install the browsers for the tests of the pages if they are missing and that is allowed
	@missing=(); \
	need() { local package=$$1 path; shift; for path; do if [ -n "$$path" ] && [ -x "$$path" ]; then return; fi; done; missing+=("$$package"); }; \
	need chromium "$${CHROMIUM:-}" /usr/bin/chromium /usr/bin/chromium-browser; \
	need firefox-esr "$${FIREFOX:-}" /usr/bin/firefox-esr /usr/bin/firefox; \
	need webkit2gtk-driver "$${WEBKIT_DRIVER:-}" /usr/bin/WebKitWebDriver; \
	need xvfb "$$(command -v Xvfb || true)"; \
	if [ "$${#missing[@]}" = 0 ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$${missing[@]}"; \
	else echo "the pages are tested in Chromium, Firefox and WebKit: install what is missing" \
		"(Debian: apt-get install --no-install-recommends $${missing[*]}), or name a browser in CHROMIUM, FIREFOX or WEBKIT_DRIVER"; exit 1; fi
