# Two commands matter to a newcomer: `make site` and `make test`. `make help` lists the others.
SWIFT ?= swift
TOOL := .build/release/metropolia
OUTPUT ?= public

.DEFAULT_GOAL := help
.PHONY: card help site build serve check test test-long lint format fuzz map clean starter profile docs dist test-dist test-hosting test-recipes

help: ## list of the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: build ## installs what is missing, builds the tool, generates public/
	@$(TOOL) build --output $(OUTPUT)
	@echo "To look at it:  make serve   (or open $(OUTPUT)/index.html through any web server)"

build: ## the tool itself, in release mode
	@.ci/install build
	@SWIFT=$(SWIFT) Distribution/compile

serve: build ## shows the site at http://127.0.0.1:8080/ and rebuilds on every change
	@$(TOOL) serve

check: build ## everything that a build checks; writes nothing
	@$(TOOL) check

test: ## all tests; property, crash and fuzz tests with a tenth of their numbers
	@.ci/install test
	@.ci/install browser || echo "Without browsers and hunspell their checks will say that they were skipped."
	@.ci/test

test-long: ## all tests with their full numbers
	@.ci/install test
	@.ci/install browser || echo "Without browsers and hunspell their checks will say that they were skipped."
	@METROPOLIA_LONG=1 .ci/test

card: build ## draws static/karta.png anew, the picture beside links in social networks
	@.ci/install browser
	@.venv/bin/python .ci/card

lint: ## formatting and the house rules
	@.ci/lint

format: ## formats all Swift files
	@$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests

fuzz: ## fuzz targets, 10 minutes each (MINUTES=…, TARGETS=…)
	@Fuzz/run

map: build ## computes content/mapa/granice.topojson again from a register (FILE=…)
	@test -n "$(FILE)" || { echo "usage: make map FILE=boundaries.geojson" >&2; exit 64; }
	@$(TOOL) map import $(FILE) -o content/mapa/granice.topojson

dist: ## the self-contained binary and its packages, in dist/
	@.ci/install dist
	@Distribution/package

test-dist: dist ## attacks what `make dist` made (REBUILD=1: also builds it again; CHROOT=1: also in a clean Debian, as root)
	@.ci/install test-dist
	@python3 Tests/Distribution/dist.py $(if $(REBUILD),--rebuild) $(if $(CHROOT),--chroot)

test-hosting: ## publishes through real servers on loopback
	@.ci/install hosting
	@python3 Tests/Hosting/hosting.py --tool $(abspath $(TOOL))

test-recipes: ## runs every step of the CI recipes on fresh clones
	@.ci/install test
	@.venv/bin/python Tests/Recipes/recipes.py --tool $(abspath $(TOOL))

docs: build ## the documentation as a site, in .build/docs/public
	@docs/site/gather .build/docs
	@$(TOOL) build --root .build/docs --fail-on warning --messages en

profile: ## measures again how often each function runs, which the compiler optimises by
	@.ci/install build
	@Distribution/measure-profile

starter: ## embeds Sources/Starter/Files in the program again
	@Distribution/embed-starter

clean: ## removes what was built, never the sources
	@rm -rf .build $(OUTPUT)/.metropolia-staging .metropolia

.PHONY: bench bench-growth bench-templates bench-map bench-serve bench-web bench-content

bench: build ## builds 10 000 pages with metropolia, Hugo and a floor in C, alternately, in memory and on disk (PAGES=…)
	@python3 Benchmarks/Build/run.py --pages $(or $(PAGES),10000) --edits
	@python3 Benchmarks/Build/run.py --pages $(or $(PAGES),10000) --folder .build

bench-growth: build ## how a build's cost grows: 1 000, 10 000 and 100 000 pages (PAGES=…: the middle one)
	@python3 Benchmarks/Build/run.py --pages $(or $(PAGES),10000) --runs 5 --growth

bench-templates: ## renders one page with our templates, Stencil, swift-mustache and Jinja2
	@cd Benchmarks/Templates && $(SWIFT) run -c release

bench-content: ## checks 10 000 entries beside only parsing them
	@$(SWIFT) run -c release --package-path Benchmarks/Content ContentBenchmark $(CURDIR)

bench-map: build ## imports boundaries beside the topojson package of Python
	@python3 Benchmarks/Map/run.py $(abspath $(TOOL)) $(or $(GEODATA),../shared/geodata)

bench-web: site ## LCP and CLS of the main pages under slow 4G and a CPU four times slower
	@.ci/install browser
	@.venv/bin/python Tests/Browser/vitals.py $(OUTPUT)

bench-serve: build ## from a saved file to the changed bytes, beside Hugo
	@python3 Benchmarks/Serve/run.py
