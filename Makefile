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
NATIVE := src/build/with-native-image $(MAVEN) -Dnative
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

.PHONY: native
native: ## The same as a native executable: by the GraalVM or Mandrel 25 in GRAALVM_HOME, else in a container (some 10 minutes)
	@echo 'building a native executable: some 10 minutes, and 5 GB of memory' >&2
	@$(NATIVE) --quiet package -Dmaven.test.skip

.PHONY: quick
quick: ## The tests that need no control plane
	@$(MAVEN) test

.PHONY: test
test: ## Every test there is, with a real control plane, and whether the tests notice changed code (MVN='mvn -DskipPitest': without that)
	@$(MAVEN) verify

.PHONY: verify
verify: test ## The same, by Maven's name for it

.PHONY: test-native
test-native: ## A native executable, and the main story with it and with its image (podman; by root on Debian it is installed)
	@src/build/require-podman
	@$(NATIVE) verify

.PHONY: format
format: ## Formats the Java sources
	@$(MAVEN) --quiet spotless:apply

.PHONY: clean
clean: cluster-down ## Removes everything that was built here
	@rm -rf target

##@ Images

# What the labels of an image say of it; SOURCE=URL adds where its sources are.
IMAGE ?= podward
VERSION = $(shell sed -n '/<artifactId>podward</,/<\/version>/s/.*<version>\(.*\)<\/version>/\1/p' pom.xml)
LABELS = --build-arg VERSION="$(VERSION)" --build-arg CREATED="$$(date -u +%Y-%m-%dT%H:%M:%SZ)" \
	--build-arg REVISION="$$(git rev-parse HEAD 2>/dev/null || echo unknown)" $(if $(SOURCE),--build-arg SOURCE="$(SOURCE)")

.PHONY: image
image: ## The image of the native executable, as podward:VERSION, by docker or podman (IMAGE=NAME)
	@engine="$$(src/build/container-engine)" && "$$engine" build --file src/main/docker/Dockerfile.native --tag "$(IMAGE):$(VERSION)" $(LABELS) .

.PHONY: image-jvm
image-jvm: ## The image of the JVM build, as podward:VERSION-jvm
	@engine="$$(src/build/container-engine)" && "$$engine" build --file src/main/docker/Dockerfile.jvm --tag "$(IMAGE):$(VERSION)-jvm" $(LABELS) .

.PHONY: help
help: ## This list
	@awk 'BEGIN { FS = ":.*## " } \
		/^##@/ { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
