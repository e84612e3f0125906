#!/usr/bin/env bash
# All tests, in the order in which failures are cheapest; ends with one line that says how it went. make test calls this.
set -uo pipefail
cd "$(dirname "$0")/.."
exec </dev/null

failed=()
# step NAME COMMAND…: runs it, and goes on to the next one even if it fails.
step() {
  local name=$1 from=$SECONDS
  shift
  printf '\033[1m==> %s\033[0m\n' "$name"
  if "$@"; then
    printf '    %s: passed (%d s)\n' "$name" $((SECONDS - from))
  else
    printf '    %s: FAILED (%d s)\n' "$name" $((SECONDS - from))
    failed+=("$name")
  fi
}
WASM=(--target wasm32-unknown-unknown)

.ci/tools.sh test || exit 1

step "formatting" cargo fmt --check
step "clippy, core and wire" cargo clippy --locked -q --all-targets -- -D warnings
for feature in js app worker embed; do
  targets=(--lib)
  [ -f "src/bin/$feature.rs" ] && targets+=(--bin "$feature")
  step "clippy, feature $feature" cargo clippy --locked -q "${WASM[@]}" --features "$feature" "${targets[@]}" -- -D warnings
done
step "clippy, feature train" cargo clippy --locked -q --features train --all-targets -- -D warnings
step "documentation" env RUSTDOCFLAGS="-D warnings -A rustdoc::private_intra_doc_links" cargo doc --locked -q --no-deps --document-private-items --lib
step "native tests" cargo test --locked -q
# The runner finds its driver on PATH and starts it with the options of webdriver.json.
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner WASM_BINDGEN_TEST_WEBDRIVER_JSON=tests/webdriver.json
step "wasm tests in Chromium" cargo test --locked "${WASM[@]}" --features worker,embed --test wasm
step "build" make --no-print-directory build
step "types of the package" tests/node_modules/.bin/tsc -p tests/embed/types
step "package in Node" node --test --test-reporter=spec tests/embed/
step "site in Chromium" node --test --test-timeout=900000 --test-reporter=spec tests/browser/

if [ ${#failed[@]} -gt 0 ]; then
  printf '\033[1;31mmake test: FAILED after %d s:\033[0m %s\n' "$SECONDS" "$(IFS=';'; echo "${failed[*]}")"
  exit 1
fi
printf '\033[1;32mmake test: everything passed\033[0m (%d s)\n' "$SECONDS"
