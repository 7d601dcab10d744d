"""The list of scripts/mutations.py follows the code: what it changes stands in its file, once."""

from __future__ import annotations

import pytest

from scripts.mutations import MUTATIONS, ROOT, Mutation


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_what_is_changed_is_there(mutation: Mutation) -> None:
    """Where this fails, a constant was renamed or moved: name it in scripts/mutations.py as it is now."""
    text = (ROOT / mutation.file).read_text("utf-8")
    assert text.count(mutation.before) == 1
    assert mutation.after != mutation.before
