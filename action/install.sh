#!/usr/bin/env bash
# Installs feedkit from the action's own files, apart from the Python of other steps.
# PYTHON: the interpreter.
set -euo pipefail

"$PYTHON" -m venv "$RUNNER_TEMP/feedkit"
"$RUNNER_TEMP/feedkit/bin/python" -m pip install --quiet --disable-pip-version-check "${GITHUB_ACTION_PATH}[full]"
