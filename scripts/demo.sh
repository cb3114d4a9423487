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
witness=$(dirname "$kluis")/kluis-witness
rm -rf demo
mkdir -m 700 demo demo/home demo/pass demo/seen demo/forms demo/received
export KLUIS_HOME=$PWD/demo/home KLUIS_VAULT=$PWD/demo/vault KLUIS_LANGUAGE=en
day=2024-01-08
seconds=0
# What is shown while the output of a command goes to a file.
exec 3>&1

# chapter TITLE [LINE...]: what comes next, and why.
chapter() {
    printf '\n== %s\n' "$1"
    shift
    [ $# -eq 0 ] || printf '   %s\n' "$@"
    echo
}

at() {
    day=$1
    printf -- '-- %s\n' "$1"
}

# show WHO ARGUMENT...: the command as WHO types it; where passphrases come from is left out.
show() {
    local line="$1\$ kluis"
    shift
    while [ $# -gt 0 ]; do
        case $1 in
        --*passphrase-file) shift ;;
        *[!A-Za-z0-9@:=,./_-]*) line+=" '$1'" ;;
        *) line+=" $1" ;;
        esac
        shift
    done
    printf '%s\n' "$line"
}

# moved ARGUMENT...: kluis at the present time of the story, which moves on by half a minute, so
# that nothing happens before what came before, however slow the machine. Not for a pipeline: a
# subshell would forget the time.
moved() {
    local now
    printf -v now '%s %02d:%02d:%02d' "$day" \
        $((9 + seconds / 3600)) $((seconds / 60 % 60)) $((seconds % 60))
    seconds=$((seconds + 30))
    scripts/at-time.sh "$now" "$kluis" "$@"
}

# plain ARGUMENT...: a command that nobody in particular gives.
plain() {
    show "" "$@" >&3
    moved "$@"
}

# run WHO ARGUMENT...: a command as WHO, with WHO's passphrase.
run() {
    local who=$1
    shift
    show "$who" "$@" >&3
    moved "$@" --as "$who" --passphrase-file "demo/pass/$who"
}

# cosigned WHO OTHER ARGUMENT...: a command as WHO, whose statement OTHER signs too.
cosigned() {
    local who=$1 other=$2
    shift 2
    run "$who" "$@" --cosign "$other" --cosign-passphrase-file "demo/pass/$other"
}

# refused EXIT WHO ARGUMENT...: the command must end with EXIT, and say why.
refused() {
    local want=$1 got=0
    shift
    run "$@" || got=$?
    if [ "$got" -ne "$want" ]; then
        echo "expected exit status $want, got $got" >&2
        exit 1
    fi
    echo "   (refused with exit status $got, as it must be)"
}

# see ROLE WHO ARGUMENT...: a command as WHO; what it shows is kept in demo/seen/ROLE.txt.
see() {
    local role=$1
    shift
    show "$@" >>"demo/seen/$role.txt"
    run "$@" >demo/output.txt
    cat demo/output.txt
    cat demo/output.txt - <<<"" >>"demo/seen/$role.txt"
}

keys() {
    for who in "$@"; do
        head -c 18 /dev/urandom | base64 >"demo/pass/$who"
        chmod 600 "demo/pass/$who"
        moved member keygen "$who" --passphrase-file "demo/pass/$who" >/dev/null
    done
    echo "   (keys made for $*, in demo/home; their passphrases are in demo/pass)"
}

# worker WHO NAME: registers a worker's key.
worker() {
    cosigned els adam member add "$1" --worker --name "$2" \
        --cosign "$1" --cosign-passphrase-file "demo/pass/$1"
}

# open_dossier WORKER NAME: opens a dossier, whose number stands in $dossier afterwards.
open_dossier() {
    run els dossier open --worker "$1" --employer bakkerij-voorbeeld --service dienst-noord \
        --fund ziekenfonds-voorbeeld --inspectorate toezicht-voorbeeld --find-by "$2" \
        >demo/output.txt
    cat demo/output.txt
    dossier=$(sed -n 's/^opened dossier \([^ ]*\) .*/\1/p' demo/output.txt)
}

# flip_bit FILE OFFSET: turns the lowest bit of one byte around.
flip_bit() {
    local before after
    before=$(od -An -v -tu1 -j "$2" -N 1 "$1")
    after=$((before ^ 1))
    # shellcheck disable=SC2059  # the format is the byte itself
    printf "\\$(printf '%03o' "$after")" | dd of="$1" bs=1 seek="$2" conv=notrunc status=none
    printf '   byte %d of %s was %d and is %d\n' "$2" "$1" "$before" "$after"
}

# request NAME SIGNED ABSENT-FROM
request() {
    cat <<FORM
requester: worker
worker-name: $1
birth-date: 1980-05-17
worker-address: Voorbeeldstraat 1, 1000 Brussel
employer-name: Bakkerij Voorbeeld
employer-address: Voorbeeldplein 2, 1000 Brussel
agreed-work: bakker
incapacity-start: $3
ground: own-request
fund-name: Ziekenfonds Voorbeeld
fund-address: Voorbeeldlaan 3, 1000 Brussel
fund-email: info@ziekenfonds.invalid
signed-on: $2
signed-by: $1
FORM
}

# invitation SENT APPOINTMENT
invitation() {
    cat <<FORM
number: 1
sent-on: $1
channel: post
sent-to: Voorbeeldstraat 1, 1000 Brussel
appointment-date: $2
appointment-time: 10.00
appointment-place: Dienst Noord
FORM
}

# assessment_form NAME DECISION CONDITIONS REQUESTED EXAMINED SIGNED
assessment_form() {
    cat <<FORM
worker-name: $1
employer-name: Bakkerij Voorbeeld
external-service: Dienst Noord
physician-name: Els Voorbeeld
request-date: $4
examination-date: $5
decision: $2
conditions: |-
  $3
modalities: |-
  halve dagen, geen nachtwerk
signed-on: $6
signed-by: Els Voorbeeld
FORM
}

chapter "Founding" \
    "Two founders sign, one of them from oversight. The policy that comes with kluis is adopted" \
    "after a proof that it stays above the floor of medical secrecy."
keys anna bert
echo "   A key file is PKCS#8, which other programs read too, with the passphrase:"
echo "\$ openssl pkey -in demo/home/members/anna.pem -passin file:demo/pass/anna -noout -text_pub"
openssl pkey -in demo/home/members/anna.pem -passin file:demo/pass/anna -noout -text_pub
plain init --founder anna --founder bert \
    --founder-passphrase-file demo/pass/anna --founder-passphrase-file demo/pass/bert \
    --origin demo.invalid/access-log >demo/output.txt
cat demo/output.txt
sed -n 's/^log key: //p' demo/output.txt >demo/log.vkey
echo "   (the log's key is kept in demo/log.vkey, for whoever verifies the log)"

chapter "Organisations and people" \
    "What an organisation's members can ever read depends on its side." \
    "Appointments take two signatures, neither of them the appointee's."
while IFS=: read -r name side; do
    cosigned anna bert organisation add "$name" --side "$side"
done <<'ORGANISATIONS'
Bakkerij Voorbeeld:employer
Dienst Noord:medical
Ziekenfonds Voorbeeld:insurance
Praktijk Voorbeeld:medical
Toezicht Voorbeeld:inspection
Toezichtsraad Voorbeeld:oversight
ORGANISATIONS
keys hans els adam tom ines vera wim mia
while read -r who place; do
    cosigned anna "$who" member add "$who" --name "${who^} Voorbeeld"
    cosigned anna bert appoint "$who" "$place"
done <<'APPOINTMENTS'
hans hr@bakkerij-voorbeeld
els occupational-physician@dienst-noord
adam advising-physician@ziekenfonds-voorbeeld
tom treating-physician@praktijk-voorbeeld
ines inspector@toezicht-voorbeeld
vera auditor@toezichtsraad-voorbeeld
APPOINTMENTS
for who in hans els adam ines; do cosigned "$who" anna role-key make; done

chapter "Workers" \
    "A worker's key opens everything of that worker: two members of different organisations vouch" \
    "for it, never the employer's side."
worker wim "Wim Voorbeeld"
refused 77 hans member add mia --worker --name "Mia Voorbeeld" \
    --cosign adam --cosign-passphrase-file demo/pass/adam \
    --cosign mia --cosign-passphrase-file demo/pass/mia
worker mia "Mia Voorbeeld"

chapter "Dossier 1: Wim asks for a trajectory" \
    "Each step names its article; each deadline says how it is counted."
open_dossier wim "Wim Voorbeeld"
first=$dossier
run hans absence start "$first" --date 2024-01-08
at 2024-01-15
request "Wim Voorbeeld" 2024-01-15 2024-01-08 >demo/forms/request.yaml
run wim do "$first" request-by-worker --form demo/forms/request.yaml
echo "   (Nobody here holds the roles that are without a key; their wraps would follow.)"
run els do "$first" notify-parties
invitation 2024-01-15 2024-01-29 >demo/forms/invitation.yaml
run els do "$first" invite --form demo/forms/invitation.yaml
echo "   What the employer is told, and what the physician may do next:"
see employer hans status
see occupational-physician els next "$first"

at 2024-01-29
run els do "$first" examine
cat >demo/forms/medical.yaml <<'FORM'
examined-on: 2024-01-29
findings: |-
  lage rugpijn, kinesitherapie loopt
capacities: |-
  niet tillen boven 5 kg
decision: a
FORM
run els write "$first" medical-assessment --form demo/forms/medical.yaml

chapter "Consent" \
    "Wim lets his own physician read what Els wrote, and withdraws it. What was read stays read;" \
    "the next read is refused."
run wim relation add "$first" tom --relation care --role treating-physician \
    --source "named by the worker"
run wim consent give "$first" --to tom --role treating-physician \
    --section medical-assessment --for care --until 2024-07-01 >demo/output.txt
cat demo/output.txt
consent=$(sed -n 's/^\([^ :]*\): .* consents: .*/\1/p' demo/output.txt)
run els disclose "$first" medical-assessment --consent "$consent"
see treating-physician tom read "$first" medical-assessment --for care
run wim consent withdraw "$first" "$consent"
refused 77 tom read "$first" medical-assessment --for care

chapter "Form A" \
    "It leaves the medical side, so the text guard looks at it first." \
    "Worker and employer then get the same bytes at the same moment."
at 2024-02-05
assessment_form "Wim Voorbeeld" a "wegens lage rugpijn niet tillen boven 5 kg" \
    2024-01-15 2024-01-29 2024-02-05 >demo/forms/form-a-refused.yaml
refused 65 els do "$first" decide-a --form demo/forms/form-a-refused.yaml
assessment_form "Wim Voorbeeld" a "niet tillen boven 5 kg" \
    2024-01-15 2024-01-29 2024-02-05 >demo/forms/form-a.yaml
run els do "$first" decide-a --form demo/forms/form-a.yaml
see worker wim read "$first" assessment-form >demo/received/form-a-worker.txt
see employer hans read "$first" assessment-form >demo/received/form-a-employer.txt
cat demo/received/form-a-employer.txt
sha256sum demo/received/form-a-worker.txt demo/received/form-a-employer.txt
cmp demo/received/form-a-worker.txt demo/received/form-a-employer.txt
echo "   (the same hash at both)"
echo "   The employer tries the medical part. No key of the employer's opens it either."
refused 77 hans read "$first" medical-assessment

chapter "The plan"
at 2024-02-20
run hans do "$first" hold-concertation
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
run hans do "$first" deliver-plan --form demo/forms/plan.yaml
see worker wim read "$first" plan
at 2024-02-26
cat >demo/forms/agree.yaml <<'FORM'
plan-received-on: 2024-02-20
answered-on: 2024-02-26
answer: agree
signed-by: Wim Voorbeeld
FORM
run wim do "$first" agree --form demo/forms/agree.yaml

chapter "Dossier 2: Mia, decision B, and a motivated report instead of a plan" \
    "B is open to appeal for 21 days, and nothing is planned before it is final."
open_dossier mia "Mia Voorbeeld"
second=$dossier
run hans absence start "$second" --date 2024-02-26
request "Mia Voorbeeld" 2024-02-26 2024-02-26 >demo/forms/request-2.yaml
run mia do "$second" request-by-worker --form demo/forms/request-2.yaml
invitation 2024-02-26 2024-03-04 >demo/forms/invitation-2.yaml
run els do "$second" invite --form demo/forms/invitation-2.yaml
at 2024-03-04
run els do "$second" examine
cat >demo/forms/medical-2.yaml <<'FORM'
examined-on: 2024-03-04
findings: |-
  aanhoudende schouderklachten
decision: b
justification: |-
  de belasting van het overeengekomen werk blijft te hoog
FORM
run els write "$second" medical-assessment --form demo/forms/medical-2.yaml
assessment_form "Mia Voorbeeld" b "geen werk boven schouderhoogte" \
    2024-02-26 2024-03-04 2024-03-04 >demo/forms/form-b.yaml
run els do "$second" decide-b --form demo/forms/form-b.yaml
see worker mia next "$second"
cat >demo/forms/report.yaml <<'FORM'
worker-name: Mia Voorbeeld
employer-name: Bakkerij Voorbeeld
assessment-date: 2024-03-04
conditions-examined: |-
  geen werk boven schouderhoogte, halve dagen
possibilities:
  - kind: other-work
    description: |-
      verkoop in de winkel
    examined-on: 2024-03-18
    finding: |-
      de rekken staan boven schouderhoogte en kunnen niet lager
ground: technically-impossible
reasons: |-
  elke post in de bakkerij vraagt werk boven schouderhoogte
seriously-considered: true
how-considered: |-
  elke post werd met de werknemer en de preventiedienst overlopen
reasonable-accommodation: true
accommodation-indicators: |-
  kosten, duur en alternatieven werden nagegaan
concertation:
  - date: 2024-03-26
    participants: Mia Voorbeeld, Hans Voorbeeld, Els Voorbeeld
signed-on: 2024-03-26
signed-by: Hans Voorbeeld
FORM
refused 77 hans do "$second" deliver-motivated-report --form demo/forms/report.yaml
at 2024-03-26
echo "   The 21 days have passed without an appeal."
run hans do "$second" hold-concertation
run hans do "$second" deliver-motivated-report --form demo/forms/report.yaml

chapter "The inspectorate" \
    "Without a case an inspector reads nothing; with one, the plans and reports of that employer," \
    "and nothing else."
at 2024-04-08
refused 77 ines inspect read "$second" motivated-report
run ines inspect open bakkerij-voorbeeld --reason "yearly check"
see inspector ines inspect list bakkerij-voorbeeld
see inspector ines inspect read "$second" motivated-report
refused 77 ines read "$second" assessment-form
refused 77 ines read "$second" medical-assessment

chapter "Who looked" \
    "Wim asks who read his dossier, and who was refused. (All of it is in demo/seen/worker.txt.)"
see worker wim log mine >demo/received/log-mine.txt
sed -n '/  read \|  refused: /p' demo/received/log-mine.txt

chapter "The log" \
    "It is published as plain files, once a witness has cosigned that it only grew: the works" \
    "council, which sees no entry. The auditor verifies it with the log's key alone. Then one bit of" \
    "a copy is changed."
(umask 077 && echo "passphrase of the works council" >demo/pass/works-council && mkdir demo/witness)
kluis=$witness moved keygen council.invalid/w1 --key demo/witness/key \
    --passphrase-file demo/pass/works-council
echo
printf 'log %s\nwitness works-council %s\nquorum works-council\n' \
    "$(cat demo/log.vkey)" "$(cat demo/witness/key.vkey)" >demo/trust.policy
run anna log publish demo/log --policy demo/trust.policy
echo "works-council$ kluis-witness cosign demo/log --key … --state demo/witness --log demo/log.vkey"
kluis=$witness moved cosign demo/log --key demo/witness/key --state demo/witness \
    --log demo/log.vkey --passphrase-file demo/pass/works-council
run anna log publish demo/log
see auditor vera log list --count 10
see auditor vera log verify demo/log --vkey demo/log.vkey
cp -r demo/log demo/log-changed
bundle=$(find demo/log-changed/tile/entries -type f | LC_ALL=C sort | sed -n 1p)
flip_bit "$bundle" $(($(stat -c %s "$bundle") / 2))
refused 20 vera log verify demo/log-changed --vkey demo/log.vkey
echo "   And the vault itself: every row, link, tile and key file."
plain doctor --deep >demo/doctor.txt
sed -n '/^ok  *chains/p; /^ok  *log/p; / checked$/p' demo/doctor.txt

rm demo/output.txt
chapter "What is left" \
    "demo/vault (the records), demo/log (published; demo/log.vkey is its key, demo/trust.policy" \
    "names its witness), demo/seen (what each role saw), demo/received (form A as both got it)," \
    "demo/doctor.txt." \
    "The ten lines of the README work in it; the dossiers are $first and $second."
