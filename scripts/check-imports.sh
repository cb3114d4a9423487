#!/usr/bin/env bash
# Checks that the modules depend on each other as docs/architecture.md draws them: each file below
# Sources/ imports only what its module may, and the core takes time, randomness and files from
# nobody. Package.swift allows less than this only by accident; this table is the intention.
set -euo pipefail

root=${1:-$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)}
cd "$root"

# What any module may import.
readonly everywhere="Swift Synchronization"
# The system, for the edges only.
readonly system="Dispatch Foundation FoundationEssentials Glibc"

declare -A may_import=(
    [CryptoPrimitives]="COpenSSL"
    [Sealing]="CryptoPrimitives"
    [TransparencyLog]="CryptoPrimitives"
    [Records]="CryptoPrimitives"
    [AccessPolicy]="CryptoPrimitives Records"
    [Reintegration]="CryptoPrimitives Records"
    [Markup]=""
    [Documents]="CQREncode CryptoPrimitives Markup Records Reintegration"
    [AccessAudit]="CryptoPrimitives Markup Records TransparencyLog"

    [RecordStore]="CryptoPrimitives Records"
    [Mediation]="AccessPolicy CryptoPrimitives RecordStore Records Reintegration Sealing
        TransparencyLog"
    [VaultClient]="AccessPolicy CryptoPrimitives Records Reintegration Sealing TransparencyLog"

    [RecordStoreSQLite]="CryptoPrimitives RecordStore Records GRDB $system"
    [Keystore]="CryptoPrimitives Mediation Records $system"
    [KeyAgent]="CommandSupport CryptoPrimitives Records Sealing VaultClient $system"
    [DataFiles]="AccessAudit AccessPolicy CryptoPrimitives Records Reintegration TransparencyLog Yams
        $system"
    [CommandSupport]="CryptoPrimitives ArgumentParser $system"
    [LogVerification]="CryptoPrimitives TransparencyLog ArgumentParser Dispatch Glibc"
    [PublishedLogs]="CommandSupport CryptoPrimitives TransparencyLog $system"
    [KluisCommands]="AccessAudit AccessPolicy CommandSupport CryptoPrimitives DataFiles Documents KeyAgent
        Keystore LogVerification Markup Mediation PublishedLogs RecordStore RecordStoreSQLite Records Reintegration Sealing
        TransparencyLog VaultClient ArgumentParser $system"
    [kluis]="KluisCommands"
    [kluis-verify]="LogVerification"
    [WitnessService]="CommandSupport CryptoPrimitives PublishedLogs TransparencyLog ArgumentParser
        FlyingFox FlyingSocks $system"
    [kluis-witness]="WitnessService"
)
readonly core="CryptoPrimitives Sealing TransparencyLog Records AccessPolicy Reintegration Markup Documents
    AccessAudit RecordStore Mediation VaultClient"

faults=0
fault() {
    printf 'error: %s\n' "$*" >&2
    faults=$((faults + 1))
}

for directory in Sources/*/; do
    module=$(basename "$directory")
    if [[ -z ${may_import[$module]+known} && $module != COpenSSL && $module != CQREncode ]]; then
        fault "Sources/$module is not in the table of scripts/check-imports.sh"
    fi
done

# attributes, access level, the word import, a kind of declaration, the module
readonly pattern='^[[:space:]]*(@[A-Za-z_]+(\([^)]*\))?[[:space:]]+)*((public|package|internal|fileprivate|private)[[:space:]]+)?import[[:space:]]+((struct|class|enum|protocol|typealias|func|var|let|actor)[[:space:]]+)?([A-Za-z_][A-Za-z0-9_]*)'

files=0
while IFS= read -r file; do
    files=$((files + 1))
    module=${file#Sources/}
    module=${module%%/*}
    [[ -n ${may_import[$module]+known} ]] || continue
    read -r -d '' -a allowed < <(printf '%s %s\0' "$everywhere" "${may_import[$module]}") || true
    number=0
    while IFS= read -r line || [[ -n $line ]]; do
        number=$((number + 1))
        [[ $line == *import* && $line =~ $pattern ]] || continue
        imported=${BASH_REMATCH[7]}
        [[ " ${allowed[*]} " == *" $imported "* ]] ||
            fault "$file:$number: $module may not import $imported"
    done <"$file"
done < <(find Sources -name '*.swift' | sort)

if [[ $files -eq 0 ]]; then
    fault "there is no Swift file below Sources/"
fi

# Time enters the core as a value, and randomness is drawn from CryptoPrimitives (SecretBytes), never
# from Swift's generator. A comment may name them.
read -r -d '' -a core_modules < <(printf '%s\0' "$core") || true
for module in "${core_modules[@]}"; do
    [[ -d Sources/$module ]] || continue
    while IFS= read -r found; do
        fault "$found (the core takes time, randomness and surroundings as values)"
    done < <(grep -rnE --include='*.swift' \
        '\b(ContinuousClock|SuspendingClock|SystemRandomNumberGenerator|CommandLine)\b|\.random\((in:|using:|\))|\.randomElement\(|\.shuffled\(|\.shuffle\(|\bgetenv\(|\bfopen\(' \
        "Sources/$module" | grep -vE '^[^:]*:[0-9]+:[[:space:]]*//' || true)
done

if [[ $faults -gt 0 ]]; then
    printf '%d faults in the direction of dependencies\n' "$faults" >&2
    exit 1
fi
printf 'imports of %d files go in the drawn direction\n' "$files"
