#!/usr/bin/env bash
# Plays re-integration dossiers in a new vault below demo/: real keys, a real database, the policy
# and the process that come with kluis. All persons and organisations are invented.
#
#   KLUIS=path/to/kluis scripts/demo.sh
#
# Time is moved from outside, by scripts/at-time.sh: kluis itself has no option for it.
# shellcheck disable=SC1010  # `do` is a command of kluis here
set -euo pipefail
cd "$(dirname "$0")/.."
kluis=$(realpath "${KLUIS:-.build/release/kluis}")
rm -rf demo
mkdir -m 700 demo demo/home demo/pass demo/seen demo/forms
export KLUIS_HOME=$PWD/demo/home KLUIS_VAULT=$PWD/demo/vault KLUIS_LANGUAGE=en
now="2024-01-08 09:00:00"

say() { printf '\n== %s\n' "$*"; }
at() { now="$1 09:00:00"; }

# run WHO ARGUMENT...: a command as WHO, with WHO's passphrase.
run() {
    local who=$1
    shift
    scripts/at-time.sh "$now" "$kluis" "$@" --as "$who" --passphrase-file "demo/pass/${who%%/*}"
}

# refused EXIT WHO ARGUMENT...: the command must end with EXIT, and say why.
refused() {
    local want=$1 who=$2 got=0
    shift 2
    run "$who" "$@" || got=$?
    if [ "$got" -ne "$want" ]; then
        echo "expected exit status $want, got $got" >&2
        exit 1
    fi
    echo "   (refused with exit status $got, as it must be)"
}

keys() {
    for who in "$@"; do
        head -c 18 /dev/urandom | base64 >"demo/pass/$who"
        chmod 600 "demo/pass/$who"
        scripts/at-time.sh "$now" "$kluis" member keygen "$who" --passphrase-file "demo/pass/$who" >/dev/null
    done
}

# register WHO NAME: two founders' side registers a member who is no worker.
register() {
    run anna member add "$1" --name "$2" --cosign "$1" --cosign-passphrase-file "demo/pass/$1"
}

# appoint WHO PLACE: by the two founders.
appoint() {
    run anna appoint "$1" "$2" --cosign bert --cosign-passphrase-file demo/pass/bert
}

admit() {
    run anna organisation add "$1" --side "$2" --cosign bert --cosign-passphrase-file demo/pass/bert
}

role_key() {
    run "$1" role-key make --cosign anna --cosign-passphrase-file demo/pass/anna
}
say "Founding: two founders, one of them from oversight"
keys anna bert
scripts/at-time.sh "$now" "$kluis" init --founder anna --founder bert \
    --founder-passphrase-file demo/pass/anna --founder-passphrase-file demo/pass/bert \
    --origin demo.invalid/access-log

say "Organisations and people"
admit "Bakkerij Voorbeeld" employer
admit "Dienst Noord" medical
admit "Ziekenfonds Voorbeeld" insurance
admit "Praktijk Voorbeeld" medical
admit "Toezicht Voorbeeld" inspection
admit "Toezichtsraad Voorbeeld" oversight
keys hans els adam tom ines paula vera wim
register hans "Hans Voorbeeld"
register els "Els Voorbeeld"
register adam "Adam Voorbeeld"
register tom "Tom Voorbeeld"
register ines "Ines Voorbeeld"
register paula "Paula Voorbeeld"
register vera "Vera Voorbeeld"
appoint hans hr@bakkerij-voorbeeld
appoint els occupational-physician@dienst-noord
appoint adam advising-physician@ziekenfonds-voorbeeld
appoint tom treating-physician@praktijk-voorbeeld
appoint ines inspector@toezicht-voorbeeld
appoint paula physician-inspector@toezicht-voorbeeld
appoint vera auditor@toezichtsraad-voorbeeld
for who in hans els adam ines paula; do role_key "$who"; done
say "A worker's key takes two members of different organisations, never the employer's side"
run els member add wim --worker --name "Wim Voorbeeld" \
    --cosign adam --cosign-passphrase-file demo/pass/adam \
    --cosign wim --cosign-passphrase-file demo/pass/wim
say "Dossier 1: an absence, a request, an assessment, a plan that is accepted"
run hans dossier open --worker wim --employer bakkerij-voorbeeld --service dienst-noord \
    --fund ziekenfonds-voorbeeld --inspectorate toezicht-voorbeeld --find-by "Wim Voorbeeld"
dossier=$(run hans search "Wim Voorbeeld" | cut -c1-9)
run hans absence start "$dossier" --date 2024-01-08

at 2024-01-15
cat >demo/forms/request.yaml <<'FORM'
requester: worker
worker-name: Wim Voorbeeld
birth-date: 1980-05-17
worker-address: Voorbeeldstraat 1, 1000 Brussel
employer-name: Bakkerij Voorbeeld
employer-address: Voorbeeldplein 2, 1000 Brussel
agreed-work: bakker
incapacity-start: 2024-01-08
ground: own-request
fund-name: Ziekenfonds Voorbeeld
fund-address: Voorbeeldlaan 3, 1000 Brussel
fund-email: info@ziekenfonds.invalid
signed-on: 2024-01-15
signed-by: Wim Voorbeeld
FORM
run wim do "$dossier" request-by-worker --form demo/forms/request.yaml
run els do "$dossier" notify-parties
cat >demo/forms/invitation.yaml <<'FORM'
number: 1
sent-on: 2024-01-15
channel: post
sent-to: Voorbeeldstraat 1, 1000 Brussel
appointment-date: 2024-01-29
appointment-time: 10.00
appointment-place: Dienst Noord
FORM
run els do "$dossier" invite --form demo/forms/invitation.yaml --set invitation-number=1
run els next "$dossier"

at 2024-01-29
run els do "$dossier" examine
cat >demo/forms/medical.yaml <<'FORM'
examined-on: 2024-01-29
findings: |-
  lage rugpijn, kinesitherapie loopt
capacities: |-
  niet tillen boven 5 kg
decision: a
FORM
run els write "$dossier" medical-assessment --form demo/forms/medical.yaml

say "The worker consents to a disclosure to the treating physician, and withdraws it"
run wim relation add "$dossier" tom --relation care --role treating-physician \
    --source "named by the worker"
run wim consent give "$dossier" --to tom --role treating-physician \
    --section medical-assessment --for care --until 2024-07-01
run els disclose "$dossier" medical-assessment --for care
run tom read "$dossier" medical-assessment | tee demo/seen/treating-physician.txt
consent=$(run wim consent list "$dossier" | awk 'NR == 2 { print $1 }')
run wim consent withdraw "$dossier" "$consent"
refused 77 tom read "$dossier" medical-assessment

say "The text guard stops a form with a diagnosis; the second one is released"
form_a() {
    cat <<FORM
worker-name: Wim Voorbeeld
employer-name: Bakkerij Voorbeeld
external-service: Dienst Noord
physician-name: Els Voorbeeld
request-date: 2024-01-15
examination-date: 2024-01-29
decision: a
conditions: |-
  $1
modalities: |-
  halve dagen, geen nachtwerk
signed-on: 2024-02-05
signed-by: Els Voorbeeld
FORM
}
at 2024-02-05
form_a "wegens lage rugpijn niet tillen boven 5 kg" >demo/forms/form-a-refused.yaml
refused 65 els do "$dossier" decide-a --form demo/forms/form-a-refused.yaml
form_a "niet tillen boven 5 kg" >demo/forms/form-a.yaml
run els do "$dossier" decide-a --form demo/forms/form-a.yaml \
    --set received-by-worker=2024-02-05 --set received-by-employer=2024-02-05
run wim read "$dossier" assessment-form >demo/seen/worker.txt
run hans read "$dossier" assessment-form >demo/seen/employer.txt
cat demo/seen/employer.txt
refused 77 hans read "$dossier" medical-assessment

say "The plan"
at 2024-02-20
run hans do "$dossier" hold-concertation
cat >demo/forms/plan.yaml <<'FORM'
worker-name: Wim Voorbeeld
employer-name: Bakkerij Voorbeeld
assessment-date: 2024-02-05
decision: a
measures:
  - kind: adapted-work
    description: |-
      verkoop in de winkel, halve dagen
    hours-per-week: 19
    schedule: 8 tot 12 uur
validity:
  from: 2024-03-01
  until: 2024-06-01
fund-decision: not-needed
concertation:
  - date: 2024-02-20
    participants: Wim Voorbeeld, Hans Voorbeeld, Els Voorbeeld
signed-on: 2024-02-20
signed-by: Hans Voorbeeld
FORM
run hans do "$dossier" deliver-plan --form demo/forms/plan.yaml --set measures=adapted-work \
    --set valid-from=2024-03-01 --set valid-until=2024-06-01 --set received-by-worker=2024-02-20
at 2024-02-26
cat >demo/forms/agree.yaml <<'FORM'
plan-received-on: 2024-02-20
answered-on: 2024-02-26
answer: agree
signed-by: Wim Voorbeeld
FORM
run wim do "$dossier" agree --form demo/forms/agree.yaml
run hans next "$dossier"

say "Who looked: the worker asks; the auditor verifies; one bit is changed"
run wim log mine >demo/seen/worker-log.txt
tail -n 20 demo/seen/worker-log.txt
run anna log publish demo/log
run vera log verify demo/log
cp -r demo/log demo/log-changed
bundle=$(find demo/log-changed/tile/entries -type f | head -n 1)
printf 'X' | dd of="$bundle" bs=1 seek=300 conv=notrunc status=none
refused 20 vera log verify demo/log-changed
scripts/at-time.sh "$now" "$kluis" doctor --deep

say "Everything is in demo/: the vault, demo/log (published), demo/seen (what each one saw)"
