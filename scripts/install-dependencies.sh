#!/usr/bin/env bash
# Installs what kluis needs on Debian 12, says each line and why, and does nothing where nothing
# is missing: then it needs neither root nor a network.
set -euo pipefail

# The last minor version that the manifest was proved with; an older compiler refuses it.
readonly least_swift_major=6 least_swift_minor=3

# package|why
readonly for_build=(
    "ca-certificates|git fetches the Swift packages over https"
    "git|SwiftPM fetches packages with it"
    "make|the Makefile"
    "pkg-config|SwiftPM asks it where libcrypto is"
    "libssl-dev|OpenSSL's libcrypto, the only cryptography used"
    "libsqlite3-dev|SQLite, the record store"
    "libqrencode-dev|the QR code in the footer of letters"
    "libcurl4-openssl-dev|FlyingFox, kluis-witness's server, links Foundation's network part, and that libcurl"
    "g++|the C and C++ run-time files that Swift links against"
    "binutils|the linker's tools, and strip for make install"
    "libc6-dev|the C headers"
    "libcurl4|Swift's own build tool loads it"
    "libxml2|Swift's own build tool loads it"
    "libncurses6|Swift's own compiler loads it"
    "tzdata|legal days are counted in a civil time zone"
)
readonly for_demo=(
    "faketime|the demo moves time from outside; the product has no clock option"
    "openssl|the demo shows that openssl reads the key files"
)
readonly for_lint=(
    "shellcheck|checks the scripts"
)
readonly for_test=(
    "faketime|end-to-end tests move time from outside"
    "openssl|key files must open with openssl pkey"
    "sqlite3|tests change stored rows behind the product's back"
    "golang-go|runs the independent verifier of the log"
    "golang-golang-x-mod-dev|that verifier: x/mod/sumdb, note and tlog"
    "curl|submits to witnesses, and asks ours over HTTP"
    "strace|injects failing system calls and counts fdatasync"
    "mount|small tmpfs and read-only mounts for the fault tests"
    "util-linux|setpriv runs the mediator under another user"
    "zsh|reads the completions for zsh"
    "fish|reads the completions for fish"
    "python3|date and holiday oracles"
    "sudo|runs the mediator under its own user, as operations.md says"
    "python3-venv|keeps those oracles out of the system"
    "libxml2-utils|xmllint validates DICOM audit messages"
    "python3-html5lib|parses the report of the log and letters as browsers do"
    "weasyprint|makes the PDF of that report"
    "poppler-utils|pdfinfo, pdftotext and pdftoppm look into that PDF, and those of letters"
    "zbar-tools|zbarimg reads the QR codes of letters back"
)
readonly for_bench=(
    "age|yardstick: age -d"
    "gnupg|yardstick: gpg -d of a signed message"
    "pass|yardstick: pass show"
    "valgrind|counts instructions for the profile"
    "strace|counts what a read flushes"
    "gcc|compiles the yardsticks that are bare EVP and bare SQLite"
    "golang-go|yardstick: appends and proofs of Go's checksum database"
    "golang-golang-x-mod-dev|that database: x/mod/sumdb/tlog"
    "python3|runs the yardstick pymerkle"
    "python3-venv|keeps it out of the system"
)

usage() {
    cat <<'TEXT'
usage: scripts/install-dependencies.sh [--demo] [--lint] [--test] [--bench] [--check]

Installs the Debian packages for building kluis, and with
  --demo    those of make demo
  --lint    those of make lint
  --test    those of make test (with those of the demo and lint), and Python tools in .venv
  --bench   those of make bench
  --check   changes nothing; says what is missing and exits 1 when something is

Run it as yourself: it asks sudo for the apt-get lines only. Root works too.
TEXT
}

say() { printf '%s\n' "$*"; }
complain() { printf '%s\n' "$*" >&2; }

check_only=false demo=false lint=false test=false bench=false
for argument in "$@"; do
    case $argument in
        --check) check_only=true ;;
        --demo) demo=true ;;
        --lint) lint=true ;;
        --test) demo=true lint=true test=true ;;
        --bench) bench=true ;;
        -h | --help) usage && exit 0 ;;
        *)
            complain "error: unknown option \`$argument\`"
            usage >&2
            exit 64
            ;;
    esac
done

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
readonly root check_only demo lint test bench
missing=0

# Runs a command as the person, also when the script was started with sudo: what it makes in the
# checkout must not belong to root.
as_person() {
    if [[ $EUID -eq 0 && -n ${SUDO_USER:-} && $SUDO_USER != root ]]; then
        runuser --user "$SUDO_USER" -- "$@"
    else
        "$@"
    fi
}

# Prints a command and runs it as root.
as_root() {
    if [[ $EUID -eq 0 ]]; then
        say "+ $*"
        "$@" </dev/null
    elif command -v sudo >/dev/null; then
        say "+ sudo $*"
        if [[ -t 0 ]]; then sudo "$@"; else sudo --non-interactive "$@" </dev/null; fi
    else
        complain "error: this needs root, and there is no sudo; run as root: $*"
        return 1
    fi
}

is_installed() {
    dpkg-query --show --showformat='${db:Status-Status}\n' "$1" 2>/dev/null | grep -qx installed
}

install_packages() {
    local entries=("${for_build[@]}") names=() entry name
    $demo && entries+=("${for_demo[@]}")
    $lint && entries+=("${for_lint[@]}")
    $test && entries+=("${for_test[@]}")
    $bench && entries+=("${for_bench[@]}")

    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        complain "error: this is not Debian; install by hand what these Debian packages hold:"
        printf '  %s\n' "${entries[@]%%|*}" | sort -u >&2
        missing=1
        return
    fi
    for entry in "${entries[@]}"; do
        name=${entry%%|*}
        [[ " ${names[*]-} " == *" $name "* ]] && continue
        is_installed "$name" && continue
        names+=("$name")
        say "missing: $name (${entry#*|})"
    done
    if [[ ${#names[@]} -eq 0 ]]; then
        say "Debian packages: all there"
        return
    fi
    local install=(env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends)
    if $check_only; then
        say "would run: apt-get update"
        say "would run: ${install[*]} ${names[*]}"
        missing=1
        return
    fi
    as_root apt-get update --quiet
    as_root "${install[@]}" "${names[@]}"
}

# Says what to do when there is no Swift, or not the right one.
advise_swift() {
    complain "error: $1"
    complain "hint: kluis needs Swift $least_swift_major.$least_swift_minor or newer, which Debian does not package;"
    complain "hint: install it from https://www.swift.org/install/linux/ and put its usr/bin in PATH"
    complain "hint: \`apt install swift\` is OpenStack Swift, an object store: not this"
    missing=1
}

check_swift() {
    local told major minor
    if [[ $EUID -eq 0 && -n ${SUDO_USER:-} && $SUDO_USER != root ]]; then
        # sudo resets PATH; ask the person's own shell.
        told=$(runuser --login "$SUDO_USER" --command 'swift --version' 2>/dev/null </dev/null) || told=
    else
        told=$(swift --version 2>/dev/null </dev/null) || told=
    fi
    if [[ $told =~ Swift\ version\ ([0-9]+)\.([0-9]+) ]]; then
        major=${BASH_REMATCH[1]} minor=${BASH_REMATCH[2]}
        if ((major > least_swift_major || (major == least_swift_major && minor >= least_swift_minor))); then
            say "Swift: $major.$minor"
        else
            advise_swift "Swift $major.$minor is too old"
        fi
    elif [[ -n $told ]]; then
        advise_swift "the \`swift\` in PATH is not the compiler"
    else
        advise_swift "there is no \`swift\` in PATH that runs"
    fi
}

# Whether .venv holds exactly the versions that the list names.
python_tools_are_there() {
    [[ -x $root/.venv/bin/python ]] || return 1
    "$root/.venv/bin/python" - "$root/scripts/python-test-tools.txt" <<'PYTHON' 2>/dev/null
import importlib.metadata
import sys

with open(sys.argv[1], encoding="utf-8") as lines:
    for line in lines:
        line = line.split("#")[0].strip()
        if line:
            name, version = line.split("==")
            if importlib.metadata.version(name) != version:
                sys.exit(1)
PYTHON
}

install_python_tools() {
    if python_tools_are_there; then
        say "Python tools: all there, in .venv"
        return
    fi
    if $check_only; then
        say "would make: .venv with the Python tools of scripts/python-test-tools.txt (test oracles)"
        missing=1
        return
    fi
    local python=/usr/bin/python3
    [[ -x $python ]] || python=python3
    say "+ $python -m venv .venv (the oracles of the tests, kept out of the system)"
    as_person "$python" -m venv --clear "$root/.venv"
    say "+ .venv/bin/pip install --requirement scripts/python-test-tools.txt"
    as_person "$root/.venv/bin/pip" install --quiet --disable-pip-version-check --no-input \
        --requirement "$root/scripts/python-test-tools.txt" </dev/null
}

install_packages
check_swift
if $test || $bench; then install_python_tools; fi
exit "$missing"
