"""`python -m feedkit` is the command `feedkit`."""

from feedkit.cli import main

if __name__ == "__main__":
    main()
