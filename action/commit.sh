#!/usr/bin/env bash
# Commits the feeds that have changed, with the lists of them, and pushes them; others may push in between.
# The report and the page with it change with each failure: they alone are no reason for a commit.
# CONFIG: the configuration. MESSAGE: how the commit's message begins.
set -euo pipefail

tries=5
export GIT_AUTHOR_NAME='github-actions[bot]' GIT_COMMITTER_NAME='github-actions[bot]'
export GIT_AUTHOR_EMAIL='41898282+github-actions[bot]@users.noreply.github.com'
export GIT_COMMITTER_EMAIL=$GIT_AUTHOR_EMAIL GIT_LITERAL_PATHSPECS=1

fail() {
  echo "::error title=feedkit::$1"
  exit 1
}

cd "$(dirname "$CONFIG")"
branch=$(git symbolic-ref --quiet --short HEAD) ||
  fail "publish: commit needs a branch to push to, and none is checked out: for pull requests and tags, set publish: none"
top=$(git rev-parse --show-toplevel)

# The files that are there, and of those the ones that have changed.
paths=$RUNNER_TEMP/feedkit-paths
while IFS=$'\t' read -r file _; do
  if [ -f "$file" ]; then
    printf '%s\0' "$file"
  fi
done < "$RUNNER_TEMP/feedkit-files" > "$paths"
git add --pathspec-from-file="$paths" --pathspec-file-nul
declare -A changed=()
while IFS= read -r -d '' file; do
  changed[$top/$file]=yes
done < <(git diff --cached --name-only --no-renames -z)

committed=false
names=()
last=
while IFS=$'\t' read -r file name; do
  if [ -n "${changed[$file]:-}" ] && { [ -n "$name" ] || [ "${file##*/}" = feeds.opml ]; }; then
    committed=true
    if [ -n "$name" ] && [ "$name" != "$last" ]; then
      names+=("$name")
      last=$name
    fi
  fi
done < "$RUNNER_TEMP/feedkit-files"
echo "committed=$committed" >> "$GITHUB_OUTPUT"
if [ "$committed" = false ]; then
  git reset --quiet
  echo "No feed has changed: there is no commit"
  exit 0
fi

# "Update feeds: one, two, three and 4 more", with all names below.
subject=$(printf ', %s' "${names[@]:0:3}")
subject="$MESSAGE: ${subject:2}"
body=
case ${#names[@]} in
  0) subject="$MESSAGE: the list of feeds" ;;
  1 | 2 | 3) ;;
  *)
    subject+=" and $((${#names[@]} - 3)) more"
    body=$(printf '%s\n' "${names[@]}")
    ;;
esac
git commit --quiet --message="$subject" ${body:+--message="$body"} \
  --pathspec-from-file="$paths" --pathspec-file-nul
git show --stat --format='%h %s' HEAD

for ((try = 1; try <= tries; try++)); do
  if git push --quiet origin "HEAD:refs/heads/$branch"; then
    exit 0
  fi
  echo "Perhaps another push came first: putting the commit on top of it ($try of $tries)"
  git pull --quiet --rebase --autostash origin "$branch" || {
    git rebase --abort || true
    fail "another push has changed the same feeds: this build's are thrown away, and the next build begins with those"
  }
done
fail "the commit cannot be pushed: does the workflow have the permission contents: write, and may $branch be pushed to?"
