"""One door in a process of its own, since libFuzzer ends the process that it runs in: `python -m fuzzing.running DOOR FLAGS`."""

import hashlib
import sys
from importlib import import_module

import atheris

from fuzzing.doors import CRASHES, UNWATCHED, door, visit
from fuzzing.places import crash_place


def main() -> None:
    name = sys.argv[1]
    for module in UNWATCHED.get(name, ()):
        import_module(module)
    with atheris.instrument_imports(include=["drafting", "schemas"]):
        through = door(name)
    seen: set[str] = set()

    def visited(data: bytes) -> None:
        # One crash does not end the hour: what is new is kept, and the search goes on.
        try:
            visit(through, data)
        except Exception as error:  # noqa: BLE001 - any of them is what is looked for
            place = crash_place(error)
            if place not in seen:
                seen.add(place)
                _keep(name, data, place)

    atheris.Setup([sys.argv[0], *sys.argv[2:]], visited)
    atheris.Fuzz()


def _keep(name: str, data: bytes, place: str) -> None:
    folder = CRASHES / name
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / hashlib.sha256(data).hexdigest()[:12]
    file.write_bytes(data)
    print(f"\n{name}: {place}: {file}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
