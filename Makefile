# Thin wrappers around Maven and the scripts: `make` lists them.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# A cluster's mode, or its whole policy, and where its files are.
MODE ?= enforce
POLICY :=
CLUSTER ?= target/cluster

MVN ?= mvn
MAVEN := src/build/with-jdk $(MVN) --batch-mode --no-transfer-progress
PLANE := src/e2e/plane/plane.sh

##@ Try it

.PHONY: run
run: build ## Podward without any Kubernetes: answers sample requests, then serves until Ctrl-C (ONCE=1: only answers)
	@src/samples/run.sh

.PHONY: cluster
cluster: build ## A real control plane with Podward in it, in the background (MODE=audit|enforce or POLICY=FILE)
	@$(PLANE) up --dir "$(CLUSTER)" $(if $(POLICY),--policy "$(POLICY)",--mode "$(MODE)")

.PHONY: cluster-down
cluster-down: ## Stops what `make cluster` started, and removes its files
	@$(PLANE) down --dir "$(CLUSTER)"

.PHONY: demo
demo: build ## The story: alice and her Pods, on such a cluster (KEEP=1: leaves it running)
	@src/e2e/demo.sh

##@ Build and test

.PHONY: build
build: ## target/podward: the server and the command line
	@echo 'building Podward; the first time, Maven fetches what it needs' >&2
	@$(MAVEN) --quiet package -Dmaven.test.skip

.PHONY: quick
quick: ## The tests that need no control plane
	@$(MAVEN) test

.PHONY: test
test: ## Every test there is, with a real control plane, and whether the tests notice changed code (MVN='mvn -DskipPitest': without that)
	@$(MAVEN) verify

.PHONY: verify
verify: test ## The same, by Maven's name for it

.PHONY: format
format: ## Formats the Java sources
	@$(MAVEN) --quiet spotless:apply

.PHONY: clean
clean: cluster-down ## Removes everything that was built here
	@rm -rf target

.PHONY: help
help: ## This list
	@awk 'BEGIN { FS = ":.*## " } \
		/^##@/ { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
