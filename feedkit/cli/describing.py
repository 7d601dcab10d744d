"""`feedkit schema`: what a recipe may say, for editors."""

from __future__ import annotations

import json

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema of recipes, for editors.

    An editor that knows it completes the keys of a recipe and marks what is wrong in it.
    """
    from feedkit import recipes

    click.echo(json.dumps(recipes.schema(), indent=2))
