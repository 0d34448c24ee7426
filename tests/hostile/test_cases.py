"""Each hostile file is refused in its sentence, or read; `python -m benchmarks.hostile` sends the same through every door."""

import time
from pathlib import Path

import pytest

from drafting import app
from drafting.collecting import roster
from drafting.config import ConfigError, load
from drafting.forms import loading
from drafting.forms.source import FormError
from drafting.readers import ReadError, read_bytes
from drafting.rules.catalogue import known_names
from tests.hostile.cases import HOSTILE, Case
from tests.hostile.doors import FORM, visit

_SECONDS = 6.0
"""Three times what is allowed, for a slow computer."""
_MEGABYTES = 300.0
_LARGE = (
    "1 GB of spaces",
    "6 million empty paragraphs",
    "20 million letters in a paragraph",
    "a million attributes of one element",
    "100,000 members",
    "60 MB of lines",
)


_LONG = (
    "1 GB of paragraphs",
    "1 GB picture",
    "1 GB that says it is 1 KB",
    "9 million empty paragraphs",
    "a million namespaces",
    "a million relationships",
    "a sheet of 1 GB",
    "9 million tags",
    "2 million lines",
    "a page of 60 MB",
    "a page of 9 MB of words",
    "20 million spaces in a paragraph",
    "a list of names of 60 MB",
    "a paragraph of 110,000 runs",
)
"""Like others that are here, and take seconds to make."""


def _name(case: Case) -> str:
    return f"{case.name} {case.suffix or 'template'}"


@pytest.mark.parametrize("case", [case for case in HOSTILE if case.name not in _LONG], ids=_name)
def test_it_is_refused_in_its_sentence_or_read(case: Case, tmp_path: Path) -> None:
    content = case.make()
    begun = time.process_time()
    told = _told(case, content, tmp_path)

    assert time.process_time() - begun < _SECONDS
    assert bool(told) == (not case.reads)
    assert case.refused in told
    assert "\n" not in told.strip() or case.suffix in (".yaml", ".json", ".xlsx")


def _told(case: Case, content: object, folder: Path) -> str:
    """The sentence; nothing where it is read."""
    try:
        _take(case, content, folder)
    except (ReadError, ConfigError) as error:
        return str(error)
    except FormError as error:
        return "\n".join(map(str, error.mistakes))
    except app.DraftError as error:
        return "\n".join(error.mistakes)
    return ""


def _take(case: Case, content: object, folder: Path) -> None:
    if not isinstance(content, bytes):
        assert isinstance(content, dict)
        for name, data in content.items():
            (folder / name).write_bytes(data)
        app.draft(FORM, template=str(folder))
        return
    file = folder / f"报告{case.suffix}"
    file.write_bytes(content)
    if "settings" in case.doors:
        load(file, known_names())
    elif "draft" in case.doors:
        loading.load(file, incomplete=True)
    elif case.doors[0] == "roster":
        roster.read(file)
    elif case.doors == ("annotate",):
        app.annotate(file)
    elif case.doors == ("base",):
        app.draft(FORM, base=file)
    else:
        app.figures(file)
        if case.reads and case.suffix == ".docx":
            assert any(case.reads in text for text in _read(content, case.suffix))


def _read(data: bytes, suffix: str) -> list[str]:
    document = read_bytes(data, suffix)
    return [*(block.text for block in document.blocks), *document.skipped]


@pytest.mark.skipif(not hasattr(__import__("os"), "wait4"), reason="nobody tells how much memory a process took")
@pytest.mark.parametrize("case", [case for case in HOSTILE if case.name in _LARGE and "check" in case.doors], ids=_name)
def test_it_takes_little_memory(case: Case, tmp_path: Path) -> None:
    file = tmp_path / f"报告{case.suffix}"
    with file.open("wb") as stream:
        content = case.make()
        assert isinstance(content, bytes)
        stream.write(content)
    outcome = visit("check", file)

    assert outcome.is_calm
    assert case.refused in outcome.said
    assert outcome.megabytes < _MEGABYTES


def test_what_has_no_end_is_not_read_to_its_end() -> None:
    endless = Path("/dev/zero")
    if endless.exists():
        with pytest.raises(ReadError, match="太大"):
            app.check(endless)
