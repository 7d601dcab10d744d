"""`python -m feedkit` is the command `feedkit`."""

from feedkit.cli import main

if __name__ == "__main__":  # a build's worker processes import this module again
    main()
