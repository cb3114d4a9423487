# kluis: what to type. `make` alone lists the targets.

SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=
# `make install SUDO=sudo` builds as yourself and copies as root.
SUDO ?=
# How many times as many seeded mutations `make test-long` tries, and seconds for each fuzzer.
ROUNDS ?= 100
FUZZ_SECONDS ?= 300

INSTALL_DEPENDENCIES = ./scripts/install-dependencies.sh
SWIFT_SOURCES = $(wildcard Package.swift Sources Tests Benchmarks)
# A target may import only what the manifest says that it depends on.
CHECKED = --explicit-target-dependency-import-check error
RELEASE = --configuration release --static-swift-stdlib
RELEASE_BIN = $(shell $(SWIFT) build $(RELEASE) --show-bin-path)
GENERATED = .build/share
PROGRAMS = kluis kluis-verify kluis-witness

override PREFIX := $(abspath $(PREFIX))

.DEFAULT_GOAL := help
.PHONY: help demo test test-long bench build release format lint docs man completions install uninstall clean
.NOTPARALLEL:

help: ## list the targets
	@echo 'usage: make TARGET'
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## install what is missing, build the programs, and play complete dossiers in demo/
	$(INSTALL_DEPENDENCIES) --demo
	$(MAKE) --no-print-directory release
	KLUIS="$(RELEASE_BIN)/kluis" ./scripts/demo.sh

test: ## install what is missing, lint, build, and run all tests (under 30 minutes on 2 cores)
	$(INSTALL_DEPENDENCIES) --test
	$(MAKE) --no-print-directory lint
	@echo '==> building everything, with the imports checked against the manifest'
	$(SWIFT) build --build-tests $(CHECKED)
	@echo '==> running the tests; the end-to-end ones drive the program that was built with them'
	KLUIS_BINARY="$$($(SWIFT) build --show-bin-path)/kluis" \
		KLUIS_VERIFY_BINARY="$$($(SWIFT) build --show-bin-path)/kluis-verify" \
		$(SWIFT) test --disable-xctest $(CHECKED)

test-long: ## the tests under the address and thread sanitizers, with more mutations, then the fuzzers
	$(INSTALL_DEPENDENCIES) --test
	$(MAKE) --no-print-directory release
	@echo '==> address sanitizer, $(ROUNDS) times the mutations'
	KLUIS_BINARY="$(RELEASE_BIN)/kluis" KLUIS_VERIFY_BINARY="$(RELEASE_BIN)/kluis-verify" \
		KLUIS_TEST_ROUNDS=$(ROUNDS) \
		$(SWIFT) test --disable-xctest --sanitize address --scratch-path .build-address
	@echo '==> thread sanitizer'
	KLUIS_BINARY="$(RELEASE_BIN)/kluis" KLUIS_VERIFY_BINARY="$(RELEASE_BIN)/kluis-verify" \
		$(SWIFT) test --disable-xctest --sanitize thread --scratch-path .build-thread
	./scripts/fuzz.sh $(FUZZ_SECONDS)

bench: ## install what is missing, build kluis, and measure it (ENTRIES=10000000 for a larger log, DOSSIERS=200 for fewer dossiers)
	$(INSTALL_DEPENDENCIES) --bench
	$(MAKE) --no-print-directory release
	KLUIS="$(RELEASE_BIN)/kluis" ./scripts/bench.sh

build: ## a debug build of everything but the tests
	$(INSTALL_DEPENDENCIES)
	$(SWIFT) build $(CHECKED)

release: ## the programs as they are installed: optimised, with Swift's library inside
	$(INSTALL_DEPENDENCIES)
	for program in $(PROGRAMS); do $(SWIFT) build $(RELEASE) --product "$$program" || exit; done

format: ## rewrite the Swift files in the project's format
	$(SWIFT) format format --in-place --parallel --recursive $(SWIFT_SOURCES)

lint: ## check format, direction of imports, scripts, and that no private key is tracked
	$(INSTALL_DEPENDENCIES) --lint
	$(SWIFT) format lint --strict --parallel --recursive $(SWIFT_SOURCES)
	./scripts/check-imports.sh
	shellcheck scripts/*.sh .ci/run
	./scripts/test-scripts.sh
	@if test -e .git; then ./scripts/check-private-keys.sh; \
	else echo 'not a git checkout: no look for tracked private keys'; fi

docs: ## write the commands' part of docs/commands.md anew, from the program's own help
	$(SWIFT) build --build-tests
	KLUIS_RECORD_DOCS=1 $(SWIFT) test --skip-build --disable-xctest --filter DocumentationTests || true
	$(SWIFT) test --skip-build --disable-xctest --filter DocumentationTests

# The tool is run by itself: the plugin around it would build kluis a second time, without RELEASE.
man: release ## write the man pages to .build/share/man/man1
	$(SWIFT) build $(RELEASE) --product generate-manual
	rm -rf $(GENERATED)/man
	mkdir -p $(GENERATED)/man/man1
	for program in $(PROGRAMS); do \
		"$(RELEASE_BIN)/generate-manual" "$(RELEASE_BIN)/$$program" --multi-page \
			--date "$$(git log -1 --format=%cs 2>/dev/null || date +%F)" \
			--output-directory $(GENERATED)/man/man1 || exit; \
	done

completions: release ## write the completions for bash, zsh and fish to .build/share
	rm -rf $(GENERATED)/bash-completion $(GENERATED)/zsh $(GENERATED)/fish
	mkdir -p $(GENERATED)/bash-completion/completions $(GENERATED)/zsh/site-functions \
		$(GENERATED)/fish/vendor_completions.d
	for program in $(PROGRAMS); do \
		script() { "$(RELEASE_BIN)/$$program" --generate-completion-script "$$1"; }; \
		script bash >"$(GENERATED)/bash-completion/completions/$$program" && \
		script zsh >"$(GENERATED)/zsh/site-functions/_$$program" && \
		script fish >"$(GENERATED)/fish/vendor_completions.d/$$program.fish" || exit; \
	done

install: man completions ## install programs, policies, man pages and completions below PREFIX=/usr/local
	$(SUDO) install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/kluis" \
		"$(DESTDIR)$(PREFIX)/share/man/man1"
	for program in $(PROGRAMS); do \
		$(SUDO) install --strip --mode 755 "$(RELEASE_BIN)/$$program" \
			"$(DESTDIR)$(PREFIX)/bin/$$program" || exit; \
	done
	$(SUDO) install --mode 644 $(GENERATED)/man/man1/*.1 "$(DESTDIR)$(PREFIX)/share/man/man1/"
	cd $(GENERATED) && $(SUDO) find bash-completion zsh fish -type f \
		-exec install -D --mode 644 '{}' "$(DESTDIR)$(PREFIX)/share/{}" ';'
	$(SUDO) find policies -type f -exec install -D --mode 644 '{}' "$(DESTDIR)$(PREFIX)/share/kluis/{}" ';'

uninstall: ## remove what install put below PREFIX; no vault and no key is touched
	for program in $(PROGRAMS); do \
		$(SUDO) rm -f "$(DESTDIR)$(PREFIX)/bin/$$program" \
			"$(DESTDIR)$(PREFIX)/share/man/man1/$$program.1" \
			"$(DESTDIR)$(PREFIX)/share/man/man1/$$program".*.1 \
			"$(DESTDIR)$(PREFIX)/share/bash-completion/completions/$$program" \
			"$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_$$program" \
			"$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/$$program.fish" || exit; \
	done
	$(SUDO) rm -rf "$(DESTDIR)$(PREFIX)/share/kluis"

clean: ## remove what was built, and the demo
	rm -rf .build .build-address .build-thread .build-fuzz .build-bench demo
