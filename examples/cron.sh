#!/bin/sh
# Builds the feeds of the feedkit.toml beside it, on a plain server. In the crontab:
#
#     17 * * * *  /srv/feeds/cron.sh
#
# cron sends what it prints by mail: nothing, unless a feed fails. FEEDS_TO, if it is set, is where the feeds are
# copied to, such as user@example.org:/var/www/feeds/; without it, let your web server serve the folder public.
set -eu

cd "$(dirname "$0")"
PATH=$PWD/.venv/bin:$PATH

exec 9> .cron.lock
flock --nonblock 9 || exit 0 # the last build goes on still

log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
feedkit build > "$log" 2>&1 || status=$?
if [ "$status" -ne 0 ]; then
  grep -v -E '^[^ ]+: (written|unchanged): ' "$log" || true
fi
if [ -n "${FEEDS_TO:-}" ]; then
  rsync --archive public/ "$FEEDS_TO"
fi
exit "$status"
