# make run    build the release site and serve it on http://127.0.0.1:8080
# make test   all tests
# make build  the site in dist/, the npm package in dist/pkg/, all of the page in one file: dist/crossread.html
# make single that one file alone, from the site
# make bench  the development benchmarks, where they are
# make trace  how long the page's thread is held while a hundred articles are read, and how a long one scrolls
# make lighthouse  Lighthouse's scores of the site, as a phone loads it
# make fmt, make clean
#
# Missing tools are installed (.ci/tools.sh says what and how).

SHELL := /bin/bash
.DELETE_ON_ERROR:
.PHONY: run build single test bench trace lighthouse fmt clean

# Tools that are installed here come before those of the machine.
export PATH := $(CURDIR)/.tools/bin:$(CURDIR)/tests/node_modules/.bin:$(PATH)
PORT ?= 8080

CORE := Cargo.toml Cargo.lock .ci/tools.sh $(shell find src -type f)
SITE := $(CORE) Trunk.toml .ci/site.mjs $(shell find www -type f)
WASM := target/wasm32-unknown-unknown/release/crossread.wasm

build: dist/index.html dist/crossread.html

single: dist/crossread.html

run: build
	@node tests/browser/serve.mjs --dir dist --port $(PORT)

# Trunk empties dist/, so the package is put there after it.
dist/index.html: $(SITE) target/package/crossread.js
	@.ci/tools.sh build
	@echo "==> building the site (the first time takes a few minutes)"
	trunk build --release
	@cp -R target/package dist/pkg
	@echo "==> the site is in dist/, the package in dist/pkg/"

dist/crossread.html: dist/index.html .ci/single.mjs
	@node .ci/single.mjs dist $@

target/package/crossread.js: $(CORE) .ci/package.mjs
	@.ci/tools.sh build
	@echo "==> building the package (the first time takes a few minutes)"
	cargo rustc --locked --release --lib --crate-type cdylib --features embed --target wasm32-unknown-unknown
	wasm-bindgen --target web --no-typescript --out-dir target/glue --out-name crossread $(WASM)
	wasm-opt -O3 target/glue/crossread_bg.wasm -o target/glue/crossread_bg.wasm
	@node .ci/package.mjs target/glue target/package

test:
	@.ci/test.sh

bench: build
	@if [ -f ../shared/bench/run.mjs ]; then node ../shared/bench/run.mjs --pkg dist/pkg $(TASKS); \
	else echo "make bench: there are no benchmarks in ../shared/bench" >&2; exit 1; fi

trace: build
	@node tests/browser/trace.mjs

lighthouse: build
	@node tests/lighthouse/run.mjs

fmt:
	cargo fmt

clean:
	cargo clean
	rm -rf dist
