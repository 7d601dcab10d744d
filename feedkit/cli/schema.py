"""`feedkit schema`: what a recipe, or a feedkit.toml, may say, for editors."""

from __future__ import annotations

import json

import click


@click.command()
@click.argument(
    "what",
    type=click.Choice(["recipe", "config", "inspect"]),
    default="recipe",
    metavar="[recipe|config|inspect]",
)
def schema(what: str) -> None:
    """Print the JSON Schema of recipes, of feedkit.toml, or of what `feedkit inspect --json` prints.

    An editor that knows that of a file completes the keys and marks what is wrong. Those with Taplo, such as
    VS Code with Even Better TOML, find it by the first line of the file:

    \b
    feedkit schema config > feedkit.schema.json
    #:schema ./feedkit.schema.json
    """
    if what == "config":
        from feedkit.project.config_schema import schema as found
    elif what == "inspect":
        from feedkit.cli.inspection import schema as found
    else:
        from feedkit.recipes import schema as found

    click.echo(json.dumps(found(), indent=2))
