"""The GitHub action: its shell steps are run on a scratch repository with a remote on disk.

Not covered: the actions that it uses, and the installation, which needs the network; CI runs both.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import actions
from tests.actions import Job
from tests.serving import Server

ROOT = Path(__file__).parents[1]
FILES = ("atom.xml", "feed.json", "rss.xml")
LISTS = ("feeds.opml", "index.html", "report.json")
POSTS = {"kites": 6, "tides": 5, "looms": 4}  # of each blog at first

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the action's scripts are for Linux runners")


def page(name: str, posts: int) -> bytes:
    """A blog with some posts, the newest first."""
    items = "".join(
        f'<article><h2><a href="/{name}/{n}/">Post {n} of {name}</a></h2><time>2025-05-{n:02}</time>'
        f"<p>What {name} has to say, part {n}.</p></article>"
        for n in range(posts, 0, -1)
    )
    return f"<html lang=en><title>{name}</title><main><h1>{name}</h1>{items}</main></html>".encode()


class Repository:
    """A bare repository with a feedkit.toml, and what people and runners do to it."""

    def __init__(self, folder: Path, config: str) -> None:
        self.folder, self.jobs = folder, 0
        self.remote = folder / "remote.git"
        git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(self.remote))
        self.push({"feedkit.toml": config})

    def copy(self, folder: Path) -> Repository:
        """The same in another folder, as far as it is pushed."""
        twin = Repository.__new__(Repository)
        twin.folder, twin.jobs, twin.remote = folder, 0, folder / "remote.git"
        shutil.copytree(self.remote, twin.remote)
        return twin

    def clone(self, name: str, *options: str) -> Path:
        git(self.folder, "clone", "--quiet", *options, self.remote.as_uri(), name)
        return self.folder / name

    def push(self, files: Mapping[str, str]) -> None:
        """A person commits files, and pushes them."""
        self.jobs += 1
        work = self.clone(f"person-{self.jobs}")
        for name, text in files.items():
            (work / name).parent.mkdir(parents=True, exist_ok=True)
            (work / name).write_text(text, "utf-8")
        git(work, "add", "--all")
        git(work, "commit", "--quiet", "--message=By hand")
        git(work, "push", "--quiet", "origin", "HEAD:main")

    def build(self, meanwhile: Callable[[], None] | None = None, **inputs: str) -> Job:
        """A runner checks out, as actions/checkout does, and runs the action."""
        self.jobs += 1
        work, temp = self.clone(f"work-{self.jobs}", "--depth=1"), self.folder / f"temp-{self.jobs}"
        if meanwhile:
            meanwhile()
        install(temp / "feedkit" / "bin")
        given = {"args": "--jobs 1"} | {key.replace("_", "-"): value for key, value in inputs.items()}
        return actions.run(ROOT, work, temp, given, skip=["install"])

    def log(self) -> list[str]:
        return git(self.remote, "log", "--format=%s", "main").splitlines()

    def changed(self) -> list[str]:
        """The files of the last commit."""
        return git(self.remote, "show", "--format=", "--name-only", "main").splitlines()

    def file(self, name: str, commit: str = "main") -> str:
        return git(self.remote, "show", f"{commit}:{name}")


def git(folder: Path, *arguments: str) -> str:
    person = {"NAME": "Ada Quill", "EMAIL": "ada@kites.example"}
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        **{f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in person.items()},
    }
    return subprocess.run(
        ["git", *arguments], cwd=folder, env=environment, check=True, capture_output=True, encoding="utf-8"
    ).stdout


def install(folder: Path) -> None:
    """What the installation makes, with the code that is tested."""
    folder.mkdir(parents=True)
    for name, arguments in {"python": "", "feedkit": "-m feedkit"}.items():
        (folder / name).write_text(
            f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" {arguments} "$@"\n', "utf-8"
        )
        (folder / name).chmod(0o755)


@pytest.fixture(scope="module")
def one_server() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


@pytest.fixture
def server(one_server: Server) -> Server:
    """A server without pages, at one address for all tests: a first build serves several of them."""
    one_server.answers.clear()
    return one_server


@pytest.fixture
def blogs(server: Server) -> Callable[..., None]:
    """Some blogs are there; what is returned lets them have another number of posts."""
    publish = publisher(server)
    publish(**POSTS)
    return publish


def publisher(server: Server) -> Callable[..., None]:
    """Lets the pages of some blogs have a number of posts."""

    def publish(**posts: int) -> None:
        for name, count in posts.items():
            server.page(f"/{name}/", page(name, count))

    return publish


def configuration(server: Server, *names: str, more: str = "") -> str:
    feeds = [f'[[feeds]]\nname = "{name}"\nsource = "{server.address}/{name}/"\n' for name in names]
    return "\n".join(["allow_private = true\ndelay = 0", more, *feeds])


@pytest.fixture
def repository(tmp_path: Path, server: Server, blogs: object) -> Repository:
    return Repository(tmp_path, configuration(server, *POSTS))


@pytest.fixture(scope="module")
def begun(one_server: Server, tmp_path_factory: pytest.TempPathFactory) -> tuple[Repository, Job]:
    """A repository after its first build, and that build."""
    publisher(one_server)(**POSTS)
    repository = Repository(tmp_path_factory.mktemp("begun"), configuration(one_server, *POSTS))
    return repository, repository.build()


@pytest.fixture
def built(tmp_path: Path, begun: tuple[Repository, Job], blogs: object) -> Repository:
    """A copy of the repository after its first build."""
    return begun[0].copy(tmp_path)


def files(*names: str) -> list[str]:
    return sorted(f"public/{one}" for name in names for one in [f"{name}/{file}" for file in FILES])


def lists(*names: str) -> list[str]:
    return sorted(f"public/{name}" for name in names)


def test_the_first_run_commits_all_feeds(begun: tuple[Repository, Job]) -> None:
    repository, job = begun
    assert job.ok, job.output
    assert repository.log() == ["Update feeds: kites, tides, looms", "By hand"]
    assert repository.changed() == sorted(files("kites", "looms", "tides") + lists(*LISTS))
    author = git(repository.remote, "log", "-1", "--format=%an <%ae>, %cn <%ce>")
    bot = "github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>"
    assert author == f"{bot}, {bot}\n"
    assert job.outputs["plan"] == {"output": "public", "cache": ".feedkit-cache"}
    assert job.outputs["build"] == {"failed": "false"}
    assert job.outputs["commit"] == {"committed": "true"}
    assert "9 files checked: all are valid\n" in job.output
    assert "whole" not in job.ran
    assert "failures" not in job.ran
    assert job.summary.startswith("## 3 feeds written\n")


def test_where_nothing_is_new_there_is_no_commit(built: Repository) -> None:
    before = git(built.remote, "rev-parse", "main")
    job = built.build()
    assert job.ok, job.output
    assert git(built.remote, "rev-parse", "main") == before
    assert job.outputs["commit"] == {"committed": "false"}
    assert job.output.endswith("No feed has changed: there is no commit\n")


def test_a_new_post_is_one_commit_of_its_feed(built: Repository, blogs: Callable[..., None]) -> None:
    blogs(tides=6)
    job = built.build(commit_message="Feeds")
    assert job.ok, job.output
    assert built.log()[:2] == ["Feeds: tides", "Update feeds: kites, tides, looms"]
    assert [name for name in built.changed() if name not in lists(*LISTS)] == files("tides")
    assert "public/report.json" in built.changed()
    assert "Post 6 of tides" in built.file("public/tides/rss.xml")


def test_a_source_that_breaks_costs_no_other_and_fails_the_job_at_its_end(
    built: Repository, server: Server, blogs: Callable[..., None]
) -> None:
    blogs(kites=7, looms=5)
    server.page("/tides/", b"<html><title>Tides</title><p>We are moving house.</p></html>")
    job = built.build()
    assert not job.ok
    assert job.ran[-2:] == ["commit", "failures"]
    assert job.outputs["build"] == {"failed": "true"}
    assert job.outputs["check"] == {"failed": "false"}
    assert built.log()[0] == "Update feeds: kites, looms"
    assert [name for name in built.changed() if name not in lists(*LISTS)] == files("kites", "looms")
    for file in files("tides"):
        assert built.file(file) == built.file(file, "main~1")
    assert [title for title, _ in job.errors] == ["feedkit: tides"]
    assert job.summary.startswith("## 3 feeds: 2 written, 1 failed\n\n- **tides** failed (no-entries): ")
    assert (
        "| kites | written | 1 | 7 | 2025-05-07 |\n| tides | failed: no-entries |  |  |  |\n" in job.summary
    )
    assert built.build().output.count("No feed has changed") == 1  # the failure is told again, not committed


def test_another_push_in_between_stays(repository: Repository) -> None:
    job = repository.build(lambda: repository.push({"notes.txt": "Of the meantime"}))
    assert job.ok, job.output
    assert "Perhaps another push came first: putting the commit on top of it (1 of 5)\n" in job.output
    assert repository.log() == ["Update feeds: kites, tides, looms", "By hand", "By hand"]
    assert repository.file("notes.txt") == "Of the meantime"


def test_another_push_of_the_same_feeds_wins(repository: Repository) -> None:
    job = repository.build(lambda: repository.push({"public/kites/rss.xml": "Another's"}))
    assert not job.ok
    message = (
        "another push has changed the same feeds: this build's are thrown away, and the next build begins"
    )
    assert job.errors == [("feedkit", f"{message} with those")]
    assert repository.log() == ["By hand", "By hand"]


def test_a_push_that_is_refused_fails(repository: Repository) -> None:
    hook = repository.remote / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    job = repository.build()
    assert not job.ok
    message = (
        "the commit cannot be pushed: does the workflow have the permission contents: write, and may main"
    )
    assert job.errors == [("feedkit", f"{message} be pushed to?")]


def test_many_feeds_are_named_below_the_subject(tmp_path: Path, server: Server) -> None:
    names = ["one", "two", "three", "four", "five"]
    for name in names:
        server.page(f"/{name}/", page(name, 4))
    repository = Repository(tmp_path, configuration(server, *names))
    assert repository.build().ok
    message = git(repository.remote, "log", "-1", "--format=%B", "main")
    assert message.strip() == "Update feeds: one, two, three and 2 more\n\none\ntwo\nthree\nfour\nfive"


def test_a_failure_alone_and_its_end_are_no_commits(built: Repository, server: Server) -> None:
    before, answer = git(built.remote, "rev-parse", "main"), server.answers.pop("/looms/")
    job = built.build()
    assert not job.ok
    assert "- **looms** failed (fetch): " in job.summary
    server.answers["/looms/"] = answer
    assert built.build().ok
    assert git(built.remote, "rev-parse", "main") == before


def test_another_name_of_a_feed_is_a_commit(built: Repository, server: Server) -> None:
    built.push({"feedkit.toml": configuration(server, "kites", "tides")})
    assert built.build().ok
    assert built.log()[0] == "Update feeds: the list of feeds"
    assert set(built.changed()) <= set(lists(*LISTS))


def test_a_configuration_may_be_in_a_folder_of_its_own(tmp_path: Path, server: Server, blogs: object) -> None:
    repository = Repository(tmp_path, "")
    repository.push({"sub dir/own.toml": configuration(server, "kites", more='output = "."')})
    job = repository.build(config="sub dir/own.toml", args="--jobs 1\n--only kites")
    assert job.ok, job.output
    assert job.outputs["plan"] == {"output": "sub dir", "cache": "sub dir/.feedkit-cache"}
    assert repository.changed() == sorted(
        f"sub dir/{name}" for name in (*LISTS, *(f"kites/{file}" for file in FILES))
    )


def test_only_feeds_are_committed(repository: Repository) -> None:
    def other_steps() -> None:
        work = repository.folder / f"work-{repository.jobs}"
        (work / "secret.txt").write_text("not for the repository", "utf-8")
        (work / "feedkit.toml").write_text((work / "feedkit.toml").read_text("utf-8") + "# changed", "utf-8")

    job = repository.build(other_steps)
    assert job.ok, job.output
    assert repository.changed() == sorted(files("kites", "looms", "tides") + lists(*LISTS))


WRONG = {
    "feeds.toml: there is no such file: feedkit init writes one": {"config": "feeds.toml"},
    "publish: wanted one of commit, pages, none, found 'yes'": {"publish": "yes"},
    "feedkit.toml: base_url: wanted the address of the site, where the feeds of last time are, found none": {
        "publish": "pages"
    },
}


@pytest.mark.parametrize("message", WRONG)
def test_what_is_wrong_is_told_before_anything_is_done(repository: Repository, message: str) -> None:
    job = repository.build(None, **WRONG[message])
    assert not job.ok
    assert job.output == f"::error title=feedkit::{message}\n"
    assert job.ran[-1] == "plan"


def test_an_argument_that_is_none_fails_the_build(repository: Repository) -> None:
    job = repository.build(args="--acept kites")
    assert not job.ok
    assert job.ran[-1] == "build"
    assert "No such option" in job.output


def test_inputs_are_no_commands(repository: Repository) -> None:
    trap = "x\"; touch caught; $(touch caught) `touch caught` '; touch caught"
    job = repository.build(commit_message=trap, args=trap)
    assert not list(repository.folder.rglob("caught"))
    assert not job.ok
    job = repository.build(commit_message=trap)
    assert job.ok, job.output
    assert repository.log()[0] == f"{trap}: kites, tides, looms"
    assert not list(repository.folder.rglob("caught"))


def test_without_a_branch_nothing_is_committed(repository: Repository) -> None:
    def detach() -> None:
        git(repository.folder / f"work-{repository.jobs}", "checkout", "--quiet", "--detach")

    job = repository.build(detach)
    assert not job.ok
    message = (
        "publish: commit needs a branch to push to, and none is checked out: for pull requests and tags,"
    )
    assert job.errors == [("feedkit", f"{message} set publish: none")]
    assert repository.build(detach, publish="none").ok


def test_an_invalid_feed_that_is_there_fails_the_job_at_its_end(
    built: Repository, server: Server, blogs: Callable[..., None]
) -> None:
    built.push({"public/kites/rss.xml": "<rss version='2.0'><channel/></rss>"})
    del server.answers["/kites/"]
    blogs(tides=6)
    job = built.build()
    assert not job.ok
    assert job.outputs["check"] == {"failed": "true"}
    assert re.search("^::error file=.*/public/kites/rss.xml,", job.output, re.M)
    assert built.log()[0] == "Update feeds: tides"


def on_a_site(server: Server) -> str:
    """A configuration whose feeds are published on a site, and not committed."""
    return configuration(server, "kites", "tides", more=f'base_url = "{server.address}/site/"')


@pytest.fixture
def site(server: Server, tmp_path: Path, blogs: object) -> Repository:
    return Repository(tmp_path, on_a_site(server))


@pytest.fixture(scope="module")
def begun_site(one_server: Server, tmp_path_factory: pytest.TempPathFactory) -> tuple[Repository, Job]:
    """A site's repository after its first build, and that build."""
    publisher(one_server)(**POSTS)
    repository = Repository(tmp_path_factory.mktemp("site"), on_a_site(one_server))
    return repository, repository.build(publish="pages")


@pytest.fixture
def published(
    tmp_path: Path, begun_site: tuple[Repository, Job], server: Server, blogs: object
) -> Repository:
    """A copy of the site's repository after its first build, whose feeds are on the site."""
    repository, _ = begun_site
    assert len(deploy(repository, server)) == 9
    return repository.copy(tmp_path)


def deploy(repository: Repository, server: Server) -> list[str]:
    """What GitHub Pages does with the folder of the last job."""
    output = repository.folder / f"work-{repository.jobs}" / "public"
    for address in [address for address in server.answers if address.startswith("/site/")]:
        del server.answers[address]
    found = sorted(path for path in output.rglob("*") if path.is_file())
    for path in found:
        server.page(f"/site/{path.relative_to(output).as_posix()}", path.read_bytes())
    return [path.relative_to(output).as_posix() for path in found]


def test_the_first_run_uploads_all_feeds(begun_site: tuple[Repository, Job]) -> None:
    site, job = begun_site
    assert job.ok, job.output
    assert job.ran[-3:] == ["whole", "actions/upload-pages-artifact@v3", "deploy"]
    assert site.log() == ["By hand"]


def test_pages_have_all_feeds_and_nothing_is_committed(
    published: Repository, server: Server, blogs: Callable[..., None]
) -> None:
    site = published
    blogs(tides=6)
    server.page("/kites/", b"<html><title>Kites</title><p>We are moving house.</p></html>")
    job = site.build(publish="pages")
    assert not job.ok
    assert job.ran[-2:] == ["deploy", "failures"]
    assert len(deploy(site, server)) == 9
    assert "| kites | failed: no-entries |" in job.summary
    assert "| tides | written | 1 | 6 |" in job.summary
    assert site.log() == ["By hand"]


def test_pages_may_lack_a_feed_that_never_was(site: Repository, server: Server) -> None:
    del server.answers["/kites/"]
    job = site.build(publish="pages")
    assert not job.ok
    assert job.ran[-2:] == ["deploy", "failures"]
    assert deploy(site, server) == [*LISTS, *(f"tides/{file}" for file in FILES)]


def test_pages_are_not_built_upon_feeds_in_the_repository(site: Repository) -> None:
    site.push({"public/tides/rss.xml": "of some day long ago"})
    job = site.build(publish="pages")
    assert job.ran[-1] == "plan"
    message = "public: wanted no feeds in the repository, as those of last time are on the site, found some"
    assert job.errors == [("feedkit", f"{message}: git rm -r public")]


@pytest.mark.parametrize("args", ["--only tides", ""])
def test_pages_keep_what_is_published_rather_than_lose_a_feed(
    published: Repository, server: Server, args: str
) -> None:
    if not args:
        for file in FILES:
            server.page(f"/site/kites/{file}", b"", status=403)
    job = published.build(publish="pages", args=args)
    assert not job.ok
    message = (
        "nothing is published: these feeds, which may be on the site, are not in public and would be lost"
    )
    assert job.errors[-1] == ("feedkit", f"{message}: kites")
    assert job.ran[-1] == "whole"


def test_no_input_is_written_into_a_script() -> None:
    action = actions.read_action(ROOT)
    scripts = [step for step in action["runs"]["steps"] if "run" in step]
    assert len(scripts) == 7
    for step in scripts:
        assert "${{" not in step["run"]
        assert step["shell"] == "bash"


SHELLCHECK = shutil.which("shellcheck", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.skipif(SHELLCHECK is None, reason="there is no shellcheck")
def test_scripts_are_sound() -> None:
    assert SHELLCHECK is not None
    scripts = [*(ROOT / "action").glob("*.sh"), ROOT / "examples" / "cron.sh"]
    assert len(scripts) == 5
    done = subprocess.run(
        [SHELLCHECK, *map(str, scripts)], check=False, capture_output=True, encoding="utf-8"
    )
    assert done.stdout == ""


def workflow(name: str) -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.safe_load((ROOT / "examples" / name).read_text("utf-8"))
    return found


@pytest.mark.parametrize(
    ("publish", "permissions"),
    [
        ("commit", {"contents": "write"}),
        ("pages", {"contents": "read", "pages": "write", "id-token": "write"}),
    ],
)
def test_the_workflows_use_the_action_as_it_is(publish: str, permissions: dict[str, str]) -> None:
    found, action = workflow(f"github-{publish}.yml"), actions.read_action(ROOT)
    events = found[True]  # what YAML makes of `on`
    assert re.fullmatch(r"(?!0|30)\d\d? \* \* \* \*", events["schedule"][0]["cron"])
    assert set(events["workflow_dispatch"]["inputs"]) == {"args"}
    assert found["permissions"] == permissions
    assert found["concurrency"] == {"group": "feeds"}
    checkout, feedkit = found["jobs"]["build"]["steps"]
    assert checkout["uses"].startswith("actions/checkout@")
    assert set(feedkit["with"]) <= set(action["inputs"])
    assert feedkit["with"]["publish"] == publish


class Machine:
    """A plain server with cron.sh beside a feedkit.toml."""

    def __init__(self, folder: Path, config: str) -> None:
        self.folder = folder
        (folder / "feedkit.toml").write_text(config, "utf-8")
        (folder / "cron.sh").write_bytes((ROOT / "examples" / "cron.sh").read_bytes())
        install(folder / ".venv" / "bin")

    def cron(self, **environment: str) -> tuple[int, str]:
        """The exit status, and what would be sent by mail."""
        done = subprocess.run(
            ["sh", str(self.folder / "cron.sh")], cwd="/", env={"PATH": "/usr/bin:/bin", **environment},
            check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        )  # fmt: skip
        return done.returncode, done.stdout


@pytest.fixture
def machine(tmp_path: Path, server: Server, blogs: object) -> Machine:
    return Machine(tmp_path, configuration(server, "kites", "tides"))


def test_cron_says_nothing_where_all_is_well(machine: Machine) -> None:
    assert machine.cron() == (0, "")
    report = json.loads((machine.folder / "public" / "report.json").read_bytes())
    assert [feed["status"] for feed in report["feeds"]] == ["ok", "ok"]


def test_cron_tells_of_the_feeds_that_fail(machine: Machine, server: Server) -> None:
    del server.answers["/tides/"]
    status, mail = machine.cron()
    assert status == 1
    first, last = mail.splitlines()
    assert first.startswith(f"tides: failed: {server.address}/tides/: ")
    assert last == "2 feeds: 1 written, 1 failed"


def test_cron_starts_no_build_while_one_goes_on(machine: Machine) -> None:
    held = subprocess.Popen(
        ["flock", str(machine.folder / ".cron.lock"), "sh", "-c", "echo held; read _"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    with held:
        assert held.stdout is not None
        assert held.stdout.readline() == b"held\n"
        assert machine.cron() == (0, "")
        assert not (machine.folder / "public").exists()
        held.communicate(b"\n")
    assert machine.cron() == (0, "")
    assert (machine.folder / "public").exists()


@pytest.mark.skipif(not shutil.which("rsync", path="/usr/bin:/bin"), reason="there is no rsync")
def test_cron_copies_the_feeds(machine: Machine) -> None:
    assert machine.cron(FEEDS_TO=f"{machine.folder}/www/") == (0, "")
    assert (machine.folder / "www" / "kites" / "atom.xml").is_file()
