"""The command line."""

import sys


def main() -> None:
    """The command `fazhi`: whatever a user can cause ends in a sentence, never in a traceback."""
    from drafting.cli.program import run

    sys.exit(run(sys.argv[1:]))
