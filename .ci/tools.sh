#!/usr/bin/env bash
# tools.sh build|test: makes sure that the tools for building (and testing) are there, in the versions that the project pins,
# and installs what is missing. Says what it does; ends with a clear sentence where something can't be had.
set -euo pipefail
cd "$(dirname "$0")/.."

TRUNK=0.21.14
WASM_BINDGEN=$(sed -n '/^name = "wasm-bindgen"$/{n;s/version = "\(.*\)"/\1/p}' Cargo.lock)
RUST=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' Cargo.toml)

say() { printf '\033[1m==> %s\033[0m\n' "$*" >&2; }
fail() { printf '\033[1;31mcannot go on:\033[0m %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }
older() { [ "$1" != "$2" ] && [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -1)" = "$1" ]; }

rust() {
  have cargo || fail "Rust is not installed. Install it from https://rustup.rs and run make again."
  local version
  version=$(rustc --version | cut -d' ' -f2)
  older "$version" "$RUST" && fail "Rust $version is too old, $RUST or newer is needed: rustup update stable"
  local sysroot
  sysroot=$(rustc --print sysroot)
  [ -d "$sysroot/lib/rustlib/wasm32-unknown-unknown" ] && return
  say "installing the WebAssembly target of Rust (a few seconds)"
  have rustup || fail "Rust has no wasm32-unknown-unknown target and rustup is not there to install it; see https://rustup.rs"
  rustup target add wasm32-unknown-unknown || fail "rustup could not install wasm32-unknown-unknown; is the network up?"
}

components() {
  local c
  for c in rustfmt clippy; do
    cargo "${c/rustfmt/fmt}" --version >/dev/null 2>&1 && continue
    say "installing $c"
    rustup component add "$c" || fail "rustup could not install $c"
  done
}

node20() {
  have node || fail "Node.js is not installed; version 20 or newer is needed (https://nodejs.org)."
  have npm || fail "npm is not installed; it comes with Node.js (https://nodejs.org), on Debian in the package npm."
  local major
  major=$(node -p 'process.versions.node.split(".")[0]')
  [ "$major" -ge 20 ] || fail "Node.js $major is too old; version 20 or newer is needed (https://nodejs.org)."
}

# crate VERSION BINARY: a tool from crates.io. One of another version on PATH is left alone: ours then goes to .tools/.
crate() {
  local name=$1 version=$2 bin=$3
  [ -x ".tools/bin/$bin" ] && [ "$(".tools/bin/$bin" --version | cut -d' ' -f2)" = "$version" ] && return
  if have "$bin"; then
    [ "$("$bin" --version | cut -d' ' -f2)" = "$version" ] && return
    say "installing $name $version into .tools/, as $(command -v "$bin") is of another version ($4)"
    set -- --root .tools
  else
    say "installing $name $version into Cargo's folder of programs ($4, once)"
    set --
  fi
  cargo install --locked "$name" --version "$version" "$@" ||
    fail "cargo could not install $name $version. Is the network up? A C compiler is needed too (Debian: build-essential)."
  [ $# -gt 0 ] || have "$bin" || fail "$bin was installed, but Cargo's folder of programs is not on PATH: add ~/.cargo/bin to it."
}

npm_tools() {
  cmp -s tests/package-lock.json tests/node_modules/.crossread-lock && return
  say "installing the npm tools of tests/package-lock.json (a few seconds)"
  npm ci --prefix tests --no-audit --no-fund --loglevel=error >&2 || fail "npm could not install the packages of tests/package-lock.json; is the network up?"
  cp tests/package-lock.json tests/node_modules/.crossread-lock
}

browser() {
  local missing=() sudo=
  [ -n "${CHROMIUM:-}" ] || have chromium || have chromium-browser || have google-chrome || missing+=(chromium)
  have chromedriver || missing+=(chromium-driver)
  [ ${#missing[@]} -eq 0 ] && return
  have apt-get || fail "${missing[*]} is not installed; the browser tests need Chromium and its chromedriver."
  [ "$(id -u)" -eq 0 ] || { sudo=sudo; [ -t 2 ] || sudo="sudo -n"; }
  say "installing ${missing[*]} with apt-get (a minute or two)"
  $sudo apt-get update -qq </dev/null >&2 || say "apt-get update failed; trying with what is known already"
  # Ubuntu names them otherwise.
  apt-cache show chromium-driver >/dev/null 2>&1 || missing=("${missing[@]/#chromium/chromium-browser}") missing=("${missing[@]/%chromium-browser-driver/chromium-chromedriver}")
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null >&2 ||
    fail "apt-get could not install ${missing[*]}; do it by hand: sudo apt-get install ${missing[*]}"
}

case ${1:-} in
  build | test) ;;
  *) echo "usage: tools.sh build|test" >&2; exit 2 ;;
esac
rust
node20
npm_tools
crate trunk "$TRUNK" trunk "about 7 minutes on two cores"
crate wasm-bindgen-cli "$WASM_BINDGEN" wasm-bindgen "about 3 minutes on two cores"
if [ "$1" = test ]; then
  components
  browser
fi
