"""What a worker of the page does with an upload, from the command line: `python -m tests.hostile.page check FILE`."""

import sys
import tempfile
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from drafting import app
from drafting.collecting.summarising import Output
from drafting.web import checked, countied, drafting, workers
from drafting.web.desk import Upload


class _Silent:
    def send(self, value: object) -> None:
        pass


def _tasks(file: Path, settings: Path) -> dict[str, tuple[Callable[..., Any], tuple[Any, ...]]]:
    data, suffix = file.read_bytes(), file.suffix
    upload = Upload(file.name, data, suffix)
    return {
        "check": (checked.check, (upload, settings)),
        "county": (countied.summary, (upload, settings)),
        "roster": (countied.roster, (upload,)),
        "form": (drafting._open, (data, suffix, settings)),
        "last": (drafting._carry, (data, suffix, settings)),
        "base": (drafting._base, (data, settings)),
    }


def main() -> int:
    what, name = sys.argv[1:]
    pipe: Connection[Any, Any] = _Silent()  # type: ignore[assignment] # nobody listens
    with tempfile.TemporaryDirectory() as folder:
        task, arguments = _tasks(Path(name), Path(folder))[what]
        answer, value = workers._answer(task, arguments, pipe, Path(folder))
    error = value if answer == "failed" else value.error if isinstance(value, Output) else ""
    if what == "form" and isinstance(value, dict):
        # A form with mistakes is opened all the same, and they are shown beside its fields.
        mistakes = [
            f"{'.'.join(map(str, mistake.place))}：{mistake.sentence}"
            for mistake in app.look_over(value["form"]).mistakes
            if not mistake.is_open
        ]
        error = "".join(map(str, (*value["told"], *mistakes)))
    sys.stdout.write(f"{error or 'done'}\n")
    return 2 if error else 0


if __name__ == "__main__":
    sys.exit(main())
