#!/usr/bin/env bash
# Measures kluis against its yardsticks: the modules in one process, then whole commands.
#
#   KLUIS=path/to/kluis ENTRIES=1000000 DOSSIERS=10000 scripts/bench.sh [ROUNDS [PART...]]
#
# The parts are sealing, policy, log, durable, large, vault, growth, processes, opening, commands and
# profile; all when none is named. ENTRIES is the size of the log that `large` verifies: with 10000000
# it takes 4 GB of disk and some minutes. DOSSIERS is how many synthetic dossiers of all regimes
# `processes` plays through the mediator: 10000 take a quarter of an hour and more, 200 half a minute.
# Ends with 1 when a bar that must hold does not.
set -euo pipefail
cd "$(dirname "$0")/.."
KLUIS=$(realpath "${KLUIS:-.build/release/kluis}")
export KLUIS
rounds=${1:-31}
parts=("${@:2}")
directory=$(mktemp -d "${TMPDIR:-/tmp}/kluis-bench.XXXXXX")

# What ran in the background ends with the run.
# shellcheck disable=SC2317  # the trap calls it
tidy() {
    "$KLUIS" lock --as els --home "$directory/small/home" >/dev/null 2>&1 || true
    "$KLUIS" lock --as els --home "$directory/large/home" >/dev/null 2>&1 || true
    "$KLUIS" lock --as els --home "$directory/million/home" >/dev/null 2>&1 || true
    gpgconf --kill all >/dev/null 2>&1 || true
    rm -rf "$directory"
}
trap tidy EXIT

wants() {
    [[ ${#parts[@]} -eq 0 || " ${parts[*]} " == *" $1 "* ]]
}

# make_vault ROOT: a vault as one founds it, with one dossier and a section of 4 KiB.
make_vault() (
    root=$1
    mkdir -m 700 "$root" "$root/pass"
    export KLUIS_HOME=$root/home KLUIS_VAULT=$root/vault KLUIS_LANGUAGE=en
    kluis() { "$KLUIS" "$@" >/dev/null; }
    by() { kluis "${@:2}" --as "$1" --passphrase-file "$root/pass/$1"; }
    with() { printf '%s\n' --cosign "$1" --cosign-passphrase-file "$root/pass/$1"; }
    mapfile -t bert < <(with bert)
    mapfile -t anna < <(with anna)
    for who in anna bert hans els adam wim; do
        (umask 077 && head -c 18 /dev/urandom | base64 >"$root/pass/$who")
        kluis member keygen "$who" --passphrase-file "$root/pass/$who"
    done
    kluis init --founder anna --founder bert --founder-passphrase-file "$root/pass/anna" \
        --founder-passphrase-file "$root/pass/bert" --origin bench.invalid/access-log 2>/dev/null
    for place in "employer Bakkerij" "medical Dienst" "insurance Ziekenfonds" "inspection Toezicht"; do
        by anna organisation add "${place#* } Voorbeeld" --side "${place% *}" "${bert[@]}"
    done
    for person in "hans hr@bakkerij" "els occupational-physician@dienst" \
        "adam advising-physician@ziekenfonds"; do
        who=${person% *}
        mapfile -t self < <(with "$who")
        by anna member add "$who" --name "${who^} Voorbeeld" "${self[@]}"
        by anna appoint "$who" "${person#* }-voorbeeld" "${bert[@]}"
        by "$who" role-key make "${anna[@]}"
    done
    mapfile -t self < <(with wim)
    mapfile -t adam < <(with adam)
    by els member add wim --worker --name "Wim Voorbeeld" "${adam[@]}" "${self[@]}"
    by hans dossier open --worker wim --employer bakkerij-voorbeeld --service dienst-voorbeeld \
        --fund ziekenfonds-voorbeeld --inspectorate toezicht-voorbeeld --find-by "Wim Voorbeeld"
    "$KLUIS" search "Wim Voorbeeld" --as hans --passphrase-file "$root/pass/hans" \
        | cut -c1-9 >"$root/dossier"
    head -c 3072 /dev/urandom | base64 --wrap=0 >"$root/section"
    by els write "$(<"$root/dossier")" consultation --file "$root/section"
    kluis unlock --as els --passphrase-file "$root/pass/els" --idle 60
)

# read_section ROOT: the command that is measured.
read_section() {
    "$KLUIS" read "$(<"$1/dossier")" consultation --as els --home "$1/home" --vault "$1/vault"
}

# The same section as users of gpg, pass and age would keep it. The private key of gpg has no
# passphrase: its agent then does the least that it can do.
make_messages() {
    local section=$directory/small/section
    export GNUPGHOME=$directory/gnupg PASSWORD_STORE_DIR=$directory/passwords
    mkdir -m 700 "$GNUPGHOME"
    gpg --batch --quiet --passphrase '' --quick-generate-key els@bench.invalid \
        future-default default never 2>/dev/null
    gpg --batch --quiet --sign --encrypt --recipient els@bench.invalid \
        --output "$directory/message.gpg" "$section"
    pass init els@bench.invalid >/dev/null
    pass insert --multiline section <"$section" >/dev/null
    age-keygen --output "$directory/age.key" 2>/dev/null
    age --encrypt --recipient "$(age-keygen -y "$directory/age.key")" \
        --output "$directory/message.age" "$section"
}

# Every command gives the section, before anything is measured.
check_commands() {
    cmp <(read_section "$directory/small" 2>/dev/null) <(cat "$directory/small/section" <(echo))
    cmp <(read_section "$directory/large" 2>/dev/null) <(cat "$directory/large/section" <(echo))
    cmp <(gpg --batch --quiet -d "$directory/message.gpg" 2>/dev/null) "$directory/small/section"
    cmp <(pass show section) "$directory/small/section"
    cmp <(age -d -i "$directory/age.key" "$directory/message.age") "$directory/small/section"
}

# What a cold read costs: instructions by part, and what it flushes before the answer is written.
profile() {
    local out=$directory/callgrind
    strip --strip-debug -o "$directory/kluis" "$KLUIS"
    echo "where a cold \`kluis read\` spends its instructions (valgrind --tool=callgrind)"
    KLUIS=$directory/kluis
    valgrind --quiet --tool=callgrind --callgrind-out-file="$out" \
        "$KLUIS" read "$(<"$directory/small/dossier")" consultation --as els \
        --home "$directory/small/home" --vault "$directory/small/vault" >/dev/null 2>&1
    callgrind_annotate --inclusive=yes --threshold=100 "$out" 2>/dev/null \
        | swift demangle --simplified | awk '
            /PROGRAM TOTALS/ { gsub(",", "", $1); total = $1; next }
            function take(name, pattern) {
                if (!(name in seen) && $0 ~ pattern) {
                    seen[name] = $1; gsub(",", "", seen[name]); order[++count] = name
                }
            }
            {
                take("command line parsed", "ParsableCommand.parseAsRoot")
                take("store opened", "SQLiteRecordStore.__allocating_init\\(opening")
                take("keystore opened", "FileKeystore.__allocating_init\\(opening")
                take("session: keys, state, capacity", "Connection.session\\(_:need:passphrase")
                take("mediator answers", "[:.]Mediator.answer\\(")
                take("  caller authenticated", "Mediator.authenticate\\(")
                take("  chains opened", "ChainReader.chain\\(")
                take("  policy decoded", "AdoptedData.policy\\(")
                take("  regime decoded", "AdoptedData.regime\\(")
                take("reply verified", "VerifiedReply.init\\(verifying")
                take("store closed", "SQLiteRecordStore.close\\(\\)")
                take("type look-ups of the runtime (in all of these)", "swift_conformsToProtocolWithExecutionContext")
            }
            END {
                printf "    %-48s %6.1f million\n", "in all", total / 1e6
                for (i = 1; i <= count; i++)
                    printf "    %-48s %6.1f %%\n", order[i], 100 * seen[order[i]] / total
            }'
    flushes
}

# What a read flushes before its answer leaves: the head of the journal, which is a new one, with its
# name in the folder, and the one commit. Nothing else is waited for.
flushes() {
    local counts=$directory/flushes
    strace -f -y -e trace=fsync,fdatasync,write -o "$directory/strace" \
        "$KLUIS" read "$(<"$directory/small/dossier")" consultation --as els \
        --home "$directory/small/home" --vault "$directory/small/vault" >/dev/null 2>&1
    awk '
        /write\(1</ { exit }
        /fsync\(|fdatasync\(/ {
            match($0, /<[^>]*>/); path = substr($0, RSTART + 1, RLENGTH - 2)
            sub(/.*\//, "", path); print path
        }
    ' "$directory/strace" | sort | uniq -c >"$counts"
    echo "what it flushes before its answer leaves (strace)"
    cat "$counts"
    if ! diff <(awk '{ print $1, $2 }' "$counts") - <<<$'2 records.sqlite-wal\n1 vault' >/dev/null; then
        echo "    MISSED: exactly one commit of the store"
        status=1
    fi
}

echo "== building the benchmarks =="
KLUIS_BENCH=1 swift build --scratch-path .build-bench --configuration release --product Bench
bench=$(KLUIS_BENCH=1 swift build --scratch-path .build-bench --configuration release \
    --show-bin-path)/Bench

if wants log || wants large; then
    echo "== building the peers =="
    mkdir -p .build-bench/go
    env GOPATH=/usr/share/gocode GO111MODULE=off GOFLAGS='' GOCACHE="$PWD/.build-bench/go" \
        go build -o "$directory/tlog" Benchmarks/Peers/tlog.go
    printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' "$PWD/.venv/bin/python" "$PWD/Benchmarks/Peers/merkle.py" \
        >"$directory/merkle"
    chmod +x "$directory/merkle"
fi

if wants policy; then
    printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' "$PWD/.venv/bin/python" "$PWD/Benchmarks/Peers/policies.py" \
        >"$directory/policies"
    chmod +x "$directory/policies"
fi

if wants commands || wants profile || wants opening; then
    echo "== making the vaults =="
    make_vault "$directory/small"
    "$bench" fill "$directory/small" 1000
fi
if wants opening; then
    make_vault "$directory/million"
    "$bench" fill "$directory/million" 1000 1000000
fi
if wants commands || wants profile; then
    make_vault "$directory/large"
    "$bench" fill "$directory/large" 100000
    make_messages
    check_commands
fi

status=0
measured=()
for part in "${parts[@]}"; do [[ $part == profile ]] || measured+=("$part"); done
if [[ ${#parts[@]} -eq 0 || ${#measured[@]} -gt 0 ]]; then
    echo "== measuring =="
    "$bench" measure "$directory" "$rounds" "${measured[@]}" || status=$?
fi
if wants profile; then
    echo "== profile =="
    profile
fi
exit "$status"
