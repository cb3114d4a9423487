#!/usr/bin/env bash
# Fuzzes each parser of Tests/Fuzzing with libFuzzer; what was learnt stays in .build-fuzz/corpus.
# usage: scripts/fuzz.sh [seconds for each parser] [parser …]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

seconds=${1:-60}
if [[ ! $seconds =~ ^[1-9][0-9]*$ ]]; then
    echo "usage: scripts/fuzz.sh [seconds for each parser] [parser …]" >&2
    exit 64
fi
shift || true

export KLUIS_FUZZ=1
# A finding is reproduced from its input; a backtrace of each would take longer than the search.
export SWIFT_BACKTRACE=enable=no
build=("${SWIFT:-swift}" build --sanitize fuzzer --scratch-path .build-fuzz --product Fuzzing)
"${build[@]}"
fuzzer="$("${build[@]}" --show-bin-path)/Fuzzing"

mapfile -t parsers < <(KLUIS_FUZZ_PARSER=list "$fuzzer")
if [[ ${#parsers[@]} -eq 0 ]]; then
    echo "error: the fuzzer lists no parser" >&2
    exit 1
fi
[[ $# -eq 0 ]] || parsers=("$@")

mkdir -p .build-fuzz/findings
KLUIS_FUZZ_SEEDS=.build-fuzz/corpus "$fuzzer"
failed=()
for parser in "${parsers[@]}"; do
    corpus=.build-fuzz/corpus/$parser
    mkdir -p "$corpus"
    echo "==> fuzzing $parser for $seconds s"
    KLUIS_FUZZ_PARSER=$parser "$fuzzer" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 \
        -max_len=65536 -print_final_stats=1 -print_funcs=0 -verbosity=0 \
        -artifact_prefix=".build-fuzz/findings/$parser-" "$corpus" </dev/null || failed+=("$parser")
done

if [[ ${#failed[@]} -gt 0 ]]; then
    echo "error: findings in ${failed[*]}; the inputs are in .build-fuzz/findings" >&2
    exit 1
fi
echo "${#parsers[@]} parsers: no finding"
