#!/usr/bin/env bash
# A remote worker for Taskyard with curl and jq: claims one task at a time, turns the request's "text" to upper case.
# usage: worker.sh http://127.0.0.1:8080 Shout [--until-idle]; a server that asks for a key gets TASKYARD_KEY
set -euo pipefail
url=${1%/} handler=$2 wait=20
[ "${3:-}" = --until-idle ] && wait=0

# the key not as an argument, which every process of the machine can read
key() { [ -z "${TASKYARD_KEY:-}" ] || echo "header = \"Authorization: Bearer $TASKYARD_KEY\""; }
call() { curl -sS --fail-with-body -K <(key) -H 'Content-Type: application/json' -d "$2" "$url/v2/work/$1"; }

while :; do
  task=$(call claim "$(jq -n --arg handler "$handler" --argjson wait "$wait" \
    '{handlers: [$handler], max: 1, worker: "worker.sh", wait_seconds: $wait}')" | jq -c '.[0] // empty')
  if [ -z "$task" ]; then
    [ "$wait" = 0 ] && exit 0
    continue
  fi
  lease=$(jq -c '{task_id, lease_token}' <<<"$task")
  if text=$(jq -er '.request.text' <<<"$task"); then
    call complete "$(jq -c --arg text "${text^^}" '. + {response: {text: $text}}' <<<"$lease")" >/dev/null
  else
    call fail "$(jq -c '. + {error: {type: "NoText", message: "request.text is missing", retryable: false}}' <<<"$lease")" >/dev/null
  fi
done
