#!/usr/bin/env bash
# Measures kluis against its yardsticks: the modules in one process, then whole commands.
#
#   KLUIS=path/to/kluis scripts/bench.sh [rounds]
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-31}

echo "== in one process =="
KLUIS_BENCH=1 swift run --scratch-path .build-bench -c release Bench "$rounds"
