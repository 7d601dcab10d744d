"""`feedkit completion`: what makes a shell complete the command."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print the script by which a shell completes verbs, options and their values.

    A line in the shell's own file is enough:

    \b
    eval "$(feedkit completion bash)"      # in ~/.bashrc
    eval "$(feedkit completion zsh)"       # in ~/.zshrc, below compinit
    feedkit completion fish | source       # in ~/.config/fish/config.fish
    """
    from feedkit.cli import main

    kind = get_completion_class(shell)
    assert kind is not None  # click knows these shells
    click.echo(kind(main, {}, "feedkit", "_FEEDKIT_COMPLETE").source())
