#!/usr/bin/env bash
# A step of action.yml: grades, then writes the summary, the annotations and the outputs. Runs in the workspace's root, so that annotations name its files.
set -euo pipefail

pack=${GRADUS_PACK:-$GITHUB_ACTION_PATH/../..}
# A folder of our own: one in the workspace could have come with the submission.
out=$(mktemp -d "${RUNNER_TEMP:-/tmp}/gradus-results-XXXXXX")
echo "results=$out" >> "$GITHUB_OUTPUT"

args=(--out "$out")
[ -z "${GRADUS_FORMATS:-}" ] || args+=(--format "$GRADUS_FORMATS")
[ -z "${GRADUS_ASSIGNMENT:-}" ] || args+=(--assignment "$GRADUS_ASSIGNMENT")
[ -z "${GRADUS_SANDBOX_KIND:-}" ] || args+=(--sandbox "$GRADUS_SANDBOX_KIND")

# The report holds texts of learners; the runner must not take them for commands.
token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
echo "::stop-commands::$token"
status=0
node "$pack/dist/graders/cli/main.js" "${args[@]}" -- "$GRADUS_PATH" 2>&1 || status=$?
echo
echo "::$token::"
if [ "$status" != 0 ]; then
  echo "::error title=Gradus::Grading itself did not work (exit status $status): the log says why. This says nothing about the submission."
  exit "$status"
fi

[ ! -f "$out/annotations.txt" ] || cat "$out/annotations.txt"
[ ! -f "$out/summary.md" ] || cat "$out/summary.md" >> "$GITHUB_STEP_SUMMARY"
node "$GITHUB_ACTION_PATH/scores.mjs" "$out" >> "$GITHUB_OUTPUT"
