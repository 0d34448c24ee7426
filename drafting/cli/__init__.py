"""The command line."""

import gc
import os
import sys


def main() -> None:
    """The command `fazhi`: whatever a user can cause ends in a sentence, never in a traceback."""
    code = run(sys.argv[1:])
    # Before it ends, Python looks through all it holds, again and again: a tenth of a short check.
    gc.freeze()
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Runs the command line and gives its exit code."""
    from drafting.cli.screen import DONE, complain, speak_utf8

    speak_utf8()
    try:
        return _obey(arguments)
    except KeyboardInterrupt:
        return complain("已中断。")
    except BrokenPipeError:
        # Somebody reads no further, as `head` does.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _obey(arguments: list[str]) -> int:
    command, *names = arguments or [""]
    # What is typed most often has nothing to be parsed, and typer takes longer to load than a report to read.
    if command == "check" and names and all(name.strip() and not name.startswith("-") for name in names):
        from drafting.cli.checked import check_reports

        return check_reports(names)
    from drafting.cli.program import obey

    return obey(arguments)
