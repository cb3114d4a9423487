#!/usr/bin/env bash
# Runs a command with the clock set to a moment; it goes on from there.
#
#   scripts/at-time.sh '2024-01-08 09:00:00' kluis status
#
# faketime names its semaphore by its process number and fails where one of that name was left by a
# process that was killed. Ours is the number that faketime will have: what lies there is such a
# leftover.
set -euo pipefail
if [[ $# -lt 2 ]]; then
    echo "usage: scripts/at-time.sh 'YYYY-MM-DD HH:MM:SS' COMMAND ..." >&2
    exit 64
fi
rm -f "/dev/shm/sem.faketime_sem_$$" "/dev/shm/faketime_shm_$$"
exec faketime "$@"
