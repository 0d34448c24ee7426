"""The example forms, and what is made of them: `python -m tests.examples` writes it, test_examples.py compares it."""

import io
import zipfile
from pathlib import Path

from drafting.app import draft
from drafting.forms.excel import write_workbook
from drafting.forms.loading import read

FOLDER = Path(__file__).parents[1] / "examples" / "forms"
FORMS = sorted(FOLDER.glob("*.yaml"))


def made_of(form: Path) -> dict[Path, bytes]:
    return {
        form.with_suffix(".xlsx"): write_workbook(read(form).data),
        form.with_suffix(".docx"): draft(form).data,
    }


def members(package: bytes) -> dict[str, bytes]:
    """What is in a zip file; how well it is compressed differs between builds of zlib."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def main() -> None:
    for form in FORMS:
        for path, data in made_of(form).items():
            if not path.exists() or members(path.read_bytes()) != members(data):
                path.write_bytes(data)
                print(f"写了 {path.name}")


if __name__ == "__main__":
    main()
