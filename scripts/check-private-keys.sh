#!/usr/bin/env bash
# Fails when a private key is tracked by git. Test vectors in Tests/ and examples in docs/ may
# hold keys that protect nothing; keys/ holds public material by name.
set -euo pipefail

root=${1:-$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)}
cd "$root"

# Root may look at a checkout that belongs to another user.
git() { command git -c safe.directory="$root" "$@"; }

if ! git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    echo "error: $root is not a git checkout, so what is tracked cannot be told" >&2
    exit 1
fi

# PEM, C2SP signed-note signer keys, age identities. PEM labels stand alone on their line in a
# file and not in the source that reads such files.
readonly patterns=(
    '^[[:space:]]*-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY( BLOCK)?-----[[:space:]]*$'
    'PRIVATE\+KEY\+[^+[:space:]]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]{40,}'
    'AGE-SECRET-KEY-1[A-Z0-9]{50,}'
)
arguments=()
for pattern in "${patterns[@]}"; do arguments+=(-e "$pattern"); done

# git grep exits 0 when it finds something, 1 when not, and more when it fails.
status=0
found=$(git grep --cached --text --extended-regexp --files-with-matches "${arguments[@]}" \
    -- ':(exclude)docs' ':(exclude)Tests') || status=$?
case $status in
    0)
        echo "error: private keys are tracked in:" >&2
        printf '  %s\n' "$found" >&2
        exit 1
        ;;
    1) ;;
    *) exit "$status" ;;
esac

while IFS= read -r file; do
    case $file in
        keys/README.md | keys/trust.policy | keys/*.vkey) ;;
        *)
            echo "error: $file: keys/ holds README.md, trust.policy and *.vkey only" >&2
            exit 1
            ;;
    esac
done < <(git ls-files -- keys)
echo "no private key is tracked"
