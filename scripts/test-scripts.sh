#!/usr/bin/env bash
# Tests the checks themselves: each must accept the tree that it is for, and refuse one in which a
# single thing is wrong.
set -euo pipefail

scripts=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tests=0

# Runs a command and compares how it ends; on a surprise, shows what it said.
expect() {
    local wanted=$1 sentence=$2 status=0
    shift 2
    "$@" >"$work/said" 2>&1 </dev/null || status=$?
    tests=$((tests + 1))
    if [[ $status -ne $wanted ]]; then
        echo "error: not true: $sentence (exit $status, not $wanted)" >&2
        cat "$work/said" >&2
        exit 1
    fi
    # What the last command said is there for the next to look at; grep -q says nothing.
    [[ ! -s $work/said ]] || mv "$work/said" "$work/output"
}

# A tree with one file a module.
tree() {
    rm -rf "$work/tree"
    mkdir -p "$work/tree/Sources/AccessPolicy" "$work/tree/Sources/CryptoPrimitives"
    printf 'package import Records\n\n/// It may import Foundation elsewhere.\n' \
        >"$work/tree/Sources/AccessPolicy/Rule.swift"
    printf 'internal import COpenSSL\n' >"$work/tree/Sources/CryptoPrimitives/Hash.swift"
}

check_with() {
    tree
    mkdir -p "$work/tree/Sources/$1"
    printf '%s\n' "$2" >"$work/tree/Sources/$1/Added.swift"
}

tree
expect 0 "allowed imports are accepted" "$scripts/check-imports.sh" "$work/tree"
check_with AccessPolicy 'internal import Sealing'
expect 1 "AccessPolicy may not know encryption" "$scripts/check-imports.sh" "$work/tree"
check_with Reintegration '    @preconcurrency private import Sealing'
expect 1 "attributes and access levels hide no import" "$scripts/check-imports.sh" "$work/tree"
check_with Sealing 'import COpenSSL'
expect 1 "only CryptoPrimitives calls OpenSSL" "$scripts/check-imports.sh" "$work/tree"
check_with Records 'import struct Foundation.Date'
expect 1 "an import of one declaration is an import" "$scripts/check-imports.sh" "$work/tree"
check_with Unheard 'let value = 1'
expect 1 "a module that nobody drew is refused" "$scripts/check-imports.sh" "$work/tree"
check_with Sealing 'let pick = bytes.randomElement()'
expect 1 "the core draws nothing from Swift's generator" "$scripts/check-imports.sh" "$work/tree"
check_with Sealing 'let key = SecretBytes.random(count: 32)'
expect 0 "the core draws keys from CryptoPrimitives" "$scripts/check-imports.sh" "$work/tree"
rm -rf "$work/tree" && mkdir -p "$work/tree/Sources"
expect 1 "an empty tree is not taken for a clean one" "$scripts/check-imports.sh" "$work/tree"

# A checkout with one public key and source that knows the PEM label.
checkout() {
    rm -rf "$work/checkout"
    mkdir -p "$work/checkout/keys" "$work/checkout/Sources" "$work/checkout/Tests"
    git -C "$work/checkout" init --quiet
    echo 'log.example+00000000+AQ==' >"$work/checkout/keys/log.vkey"
    printf 'let label = "-----BEGIN %sPRIVATE KEY-----"\n' 'ENCRYPTED ' \
        >"$work/checkout/Sources/KeyFile.swift"
    printf -- '-----BEGIN %s KEY-----\n' PRIVATE >"$work/checkout/Tests/vector.pem"
}

track_and_expect() {
    git -C "$work/checkout" add --all
    expect "$1" "$2" "$scripts/check-private-keys.sh" "$work/checkout"
}

checkout
track_and_expect 0 "source that names the label and vectors in Tests are accepted"
checkout
printf -- '-----BEGIN %s KEY-----\n' PRIVATE >"$work/checkout/key"
track_and_expect 1 "a tracked PEM private key is refused"
checkout
printf 'PRIVATE+%s+log.example+0123abcd+%s=\n' KEY "$(printf 'A%.0s' {1..43})" >"$work/checkout/notes"
track_and_expect 1 "a tracked signer key of a signed note is refused"
checkout
echo secret >"$work/checkout/keys/log.der"
track_and_expect 1 "keys/ takes no file of another kind"
mkdir "$work/loose"
expect 1 "outside a checkout nothing is called clean" \
    env GIT_CEILING_DIRECTORIES="$work" "$scripts/check-private-keys.sh" "$work/loose"

expect 64 "an unknown option is a usage error" "$scripts/install-dependencies.sh" --tset
expect 0 "help installs nothing" "$scripts/install-dependencies.sh" --help

# A machine on which nothing is installed, and another program called swift.
mkdir "$work/bin"
cat >"$work/bin/apt-get" <<'FAKE'
#!/bin/sh
touch "$(dirname "$0")/apt-get-ran"
FAKE
printf '#!/bin/sh\nexit 1\n' >"$work/bin/dpkg-query"
printf '#!/bin/sh\necho "python-swiftclient 4.1.0"\n' >"$work/bin/swift"
chmod +x "$work/bin/"*
bare_check=(env -u SUDO_USER "PATH=$work/bin:$PATH" "$scripts/install-dependencies.sh" --check)

expect 1 "a check that finds something missing fails" "${bare_check[@]}"
expect 0 "what is missing is named with its reason" \
    grep -qF 'missing: libssl-dev (OpenSSL' "$work/output"
expect 0 "OpenStack Swift is not taken for the compiler" \
    grep -qF 'is not the compiler' "$work/output"
expect 1 "a check installs nothing" test -e "$work/bin/apt-get-ran"
printf '#!/bin/sh\necho "Swift version 6.2.4 (swift-6.2.4-RELEASE)"\n' >"$work/bin/swift"
expect 1 "the check fails for an old compiler" "${bare_check[@]}"
expect 0 "an old compiler is called too old" grep -qF 'Swift 6.2 is too old' "$work/output"

echo "scripts: $tests checks hold"
