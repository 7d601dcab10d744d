#!/usr/bin/env bash
# Builds all feeds. That some have failed is told to the last step: the others are published first.
# CONFIG: the configuration. ARGS: further arguments, with blanks between them.
set -euo pipefail

read -r -d '' -a arguments <<< "$ARGS" || true
status=0
"$RUNNER_TEMP/feedkit/bin/feedkit" build --config "$CONFIG" "${arguments[@]}" || status=$?
if [ "$status" -gt 1 ]; then # the call is wrong, or it was ended
  exit "$status"
fi
[ "$status" = 0 ] && failed=false || failed=true
echo "failed=$failed" >> "$GITHUB_OUTPUT"
