"""How the documentation site is built: python -m sphinx -W -n docs public-docs (.ci/run does it)."""

from __future__ import annotations

import inspect
import re
import tomllib
from pathlib import Path

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx

import feedkit
from feedkit import model
from feedkit.version import __version__

DOCS = Path(__file__).parent
ROOT = DOCS.parent
URLS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["urls"]

project = "feedkit"
copyright = "feedkit's contributors, MIT License"
version = release = __version__
html_title = "feedkit"
html_baseurl = URLS["Documentation"]

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_enable_extensions = ["attrs_inline", "colon_fence"]
myst_heading_anchors = 4
source_suffix = {".md": "markdown"}

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True
python_use_unqualified_type_names = True
# A site is built without a network, so that names which others document have no links.
smartquotes = False  # a mark that is shown is the one that is meant
default_role = "code"  # of `names` in docstrings
suppress_warnings = ["myst.header"]  # tables that are made by a program have headings of their own
nitpick_ignore_regex = [("py:.*", r"(?!feedkit\.).*"), ("py:.*", r"feedkit\..*\..*")]

html_theme = "pydata_sphinx_theme"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_theme_options = {
    "github_url": URLS["Repository"],
    "header_links_before_dropdown": 5,
    "navbar_align": "left",
    "navigation_with_keys": False,
    "show_nav_level": 1,
    "show_toc_level": 2,
    "show_prev_next": True,
    "footer_start": ["copyright"],
    "footer_end": [],
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}
html_sidebars = {"index": []}
html_favicon = "_static/icon.svg"
html_context = {"default_mode": "auto"}
html_show_sourcelink = False
html_copy_source = False
html_last_updated_fmt = None
templates_path = ["_templates"]

PUBLIC = {f"feedkit.{name}" for name in feedkit.__all__}

OUTSIDE = re.compile(r"(?<=\]\()((?:\.\./)+[\w./-]+)(#[\w-]+)?(?=\))")


def link_to_repository(app: Sphinx, name: str, source: list[str]) -> None:
    """Lead what a page links to outside of the documentation to its file in the repository."""
    folder = (DOCS / name).parent

    def address(link: re.Match[str]) -> str:
        path = (folder / link[1]).resolve()
        if path.is_relative_to(DOCS):
            return link[0]
        if not path.exists():
            raise ValueError(f"docs/{name}.md: wanted a file of the repository, found a link to {link[1]}")
        kind = "tree" if path.is_dir() else "blob"
        return f"{URLS['Repository']}/{kind}/main/{path.relative_to(ROOT).as_posix()}{link[2] or ''}"

    source[0] = OUTSIDE.sub(address, source[0])


def link_names(app: Sphinx, document: nodes.document) -> None:
    """Lead each `feedkit.NAME` of a text to its description."""
    for literal in list(document.findall(nodes.literal)):
        if literal.astext() in PUBLIC and not isinstance(literal.parent, nodes.reference | nodes.title):
            link = pending_xref(
                "", refdomain="py", reftype="obj", reftarget=literal.astext(), refdoc=app.env.docname
            )
            literal.replace_self(link)
            link += literal


def describe_the_rest(app: Sphinx, name: str, source: list[str]) -> None:
    """Have the page of the API describe every public name, and part of the model, that it does not name."""
    if name == "reference/api":
        described = set(re.findall(r"^\.\. auto\w+:: (feedkit\.\w+)$", source[0], re.M))
        rest = sorted(PUBLIC - described - {"feedkit.__version__"})
        lines = [f".. {_directive(getattr(feedkit, one.removeprefix('feedkit.')))}:: {one}" for one in rest]
        parts = sorted(set(model.__all__) - set(feedkit.__all__))
        lines += [f".. autoclass:: feedkit.model.{part}" for part in parts]
        source[0] = source[0].replace(".. the rest of the public names", "\n".join(lines))


def _directive(described: object) -> str:
    if inspect.isclass(described):
        return "autoexception" if issubclass(described, Exception) else "autoclass"
    return "autofunction" if inspect.isroutine(described) else "autodata"


def setup(app: Sphinx) -> None:
    app.connect("source-read", describe_the_rest)
    app.connect("doctree-read", link_names)
    app.connect("source-read", link_to_repository)
