"""A composite action, as GitHub runs it: its shell steps, one by one, with what they see of a runner."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

BASH = ("bash", "--noprofile", "--norc", "-e", "-o", "pipefail")  # as the runner calls it
BLANK = re.compile(r"\$\{\{ (.+?) \}\}")

Outputs = dict[str, dict[str, str]]  # by the id of a step


@dataclass
class Job:
    """What became of one run.

    ok:       did all steps succeed?
    ran:      the steps that ran: their id, or the action that they use
    outputs:  of each step
    output:   all that was printed
    summary:  the job's summary, in Markdown
    """

    ok: bool = True
    ran: list[str] = field(default_factory=list)
    outputs: Outputs = field(default_factory=dict)
    output: str = ""
    summary: str = ""

    @property
    def errors(self) -> list[tuple[str, str]]:
        """The title and the message of each annotation that is an error."""
        return re.findall(r"^::error .*?title=(.*?)::(.*)$", self.output, re.M)


def read_action(folder: Path) -> dict[str, Any]:
    action: dict[str, Any] = yaml.safe_load((folder / "action.yml").read_text("utf-8"))
    return action


def run(
    folder: Path, workspace: Path, temp: Path, inputs: Mapping[str, str], *, skip: Collection[str] = ()
) -> Job:
    """Run an action's steps.

    Args:
        folder: the action's files.
        workspace: what is checked out.
        temp: the runner's folder for temporary files.
        inputs: of the action, those that are not its defaults.
        skip: ids of steps that are left out, as are all that use another action.
    """
    action, job = read_action(folder), Job()
    given = {**{name: one.get("default", "") for name, one in action["inputs"].items()}, **inputs}
    for number, step in enumerate(action["runs"]["steps"]):
        if not job.ok or not _holds(step.get("if", ""), given, job.outputs):
            continue
        name = step.get("id") or step["uses"]
        job.ran.append(name)
        if "run" in step and name not in skip:
            environment = {
                key: _filled(value, given, job.outputs) for key, value in step.get("env", {}).items()
            }
            _run_step(job, name, step["run"], folder, workspace, temp / f"step-{number}", environment)
    return job


def _run_step(
    job: Job, name: str, script: str, folder: Path, workspace: Path, files: Path, given: Mapping[str, str]
) -> None:
    files.mkdir()
    (files / "script.sh").write_text(script, "utf-8")
    told = {"GITHUB_OUTPUT": files / "output", "GITHUB_STEP_SUMMARY": files / "summary"}
    for path in told.values():
        path.touch()
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(files),  # no configuration of the one who runs the tests
        "CI": "true",
        "GITHUB_ACTIONS": "true",
        "GITHUB_ACTION_PATH": str(folder),
        "GITHUB_WORKSPACE": str(workspace),
        "RUNNER_TEMP": str(files.parent),
        **{key: str(path) for key, path in told.items()},
        **given,
    }
    done = subprocess.run(
        [*BASH, str(files / "script.sh")], cwd=workspace, env=environment, text=True, encoding="utf-8",
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip
    job.ok = done.returncode == 0
    job.output += done.stdout
    job.summary += told["GITHUB_STEP_SUMMARY"].read_text("utf-8")
    lines = told["GITHUB_OUTPUT"].read_text("utf-8").splitlines()
    job.outputs[name] = dict(line.split("=", 1) for line in lines)


def _filled(text: str, inputs: Mapping[str, str], outputs: Outputs) -> str:
    return BLANK.sub(lambda found: _value(found[1], inputs, outputs), text)


def _holds(condition: str, inputs: Mapping[str, str], outputs: Outputs) -> bool:
    """Whether `a == b`, or one of several such with `||` between them, is so."""
    if not condition:
        return True
    pairs = [one.split(" == ") for one in condition.split(" || ")]
    return any(_value(left, inputs, outputs) == _value(right, inputs, outputs) for left, right in pairs)


def _value(expression: str, inputs: Mapping[str, str], outputs: Outputs) -> str:
    if expression.startswith("'"):
        return expression.strip("'")
    match expression.split("."):
        case ["inputs", name]:
            return inputs[name]
        case ["steps", step, "outputs", name]:
            return outputs.get(step, {}).get(name, "")
    raise AssertionError(f"the expression {expression!r} is not known here")
