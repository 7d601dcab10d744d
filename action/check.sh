#!/usr/bin/env bash
# Checks the feeds that are there. A build writes no invalid feed, but keeps the one of a source that fails.
set -euo pipefail

feeds=()
while IFS=$'\t' read -r file name; do
  if [ -n "$name" ] && [ -f "$file" ]; then
    feeds+=("$file")
  fi
done < "$RUNNER_TEMP/feedkit-files"

failed=false
if [ ${#feeds[@]} -gt 0 ]; then
  findings=$("$RUNNER_TEMP/feedkit/bin/feedkit" check --output-format github "${feeds[@]}" 2>&1) || failed=true
fi
if [ "$failed" = true ]; then
  printf '%s\n' "$findings"
else
  echo "${#feeds[@]} files checked: all are valid"
fi
echo "failed=$failed" >> "$GITHUB_OUTPUT"
