"""What a check loads: it runs dozens of times a day, and what it does not need costs more than the check itself."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sites import SITES
from tests.two_years import write_pair
from tests.word import report_docx

EXAMPLE = Path("examples/reports/青禾乡2024年度报告.txt")
HEAVY = {"docx", "fastapi", "jinja2", "lxml", "openpyxl", "pydantic", "pypdfium2", "starlette", "uvicorn", "yaml"}

PROGRAM = """
import json, sys
from drafting.cli import main
sys.argv[0] = "fazhi"
try:
    main()
except SystemExit as end:
    code = end.code
print(json.dumps({"code": code, "loaded": sorted({name.partition(".")[0] for name in sys.modules})}), file=sys.stderr)
"""

MANDATE = """
[mandate]
name = "年度报告"
subject = ["法治"]
genre = ["报告"]
basis = "本县规定"
submit_by = { month = 3, day = 1, what = "报送" }
publish_by = { month = 4, day = 1, what = "公开" }

[[mandate.parts]]
key = "achievements"
name = "成效"
wording = "主要成效"
heading = ["成效"]
"""


def loaded(*arguments: str) -> set[str]:
    """The top-level packages in memory after a run of the command line."""
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )
    said = json.loads(run.stderr.splitlines()[-1])
    assert said["code"] in (0, 1), run.stderr
    return set(said["loaded"])


@pytest.mark.parametrize("form", ["text", "html", "json", "sarif", "github"])
def test_check_of_a_text_loads_nothing_heavy(form: str) -> None:
    modules = loaded("check", str(EXAMPLE), "--format", form)

    assert not modules & HEAVY
    assert "xml" not in modules, "a text needs no XML parser"
    assert "email" not in modules, "a text is no web page"


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_two_years_beside_each_other_load_nothing_heavy(form: str, tmp_path: Path) -> None:
    last, this = write_pair(tmp_path)

    for arguments in (["check", this, "--last-year", last], ["compare", last, this]):
        modules = loaded(*arguments, "--format", form)
        assert not modules & (HEAVY | {"rapidfuzz", "sqlite3", "xml"})


def test_check_of_a_word_file_loads_nothing_heavy(tmp_path: Path) -> None:
    report = tmp_path / "报告.docx"
    report.write_bytes(report_docx(EXAMPLE.read_text(encoding="utf-8").splitlines(), automatic=True))

    assert not loaded("check", str(report)) & HEAVY


def test_check_of_plain_names_needs_no_typer() -> None:
    assert "typer" not in loaded("check", str(EXAMPLE))
    assert "typer" in loaded("check", str(EXAMPLE), "--format", "json")


def test_only_a_file_that_is_changed_loads_lxml(tmp_path: Path) -> None:
    report = tmp_path / "报告.docx"
    report.write_bytes(report_docx(EXAMPLE.read_text(encoding="utf-8").splitlines(), automatic=True))

    assert loaded("check", str(report), "--annotate", str(tmp_path / "批注.docx")) & HEAVY == {"lxml"}


def test_a_web_page_needs_no_library(tmp_path: Path) -> None:
    page = tmp_path / "报告.html"
    page.write_bytes(SITES["portal"]("年度报告", EXAMPLE.read_text(encoding="utf-8").splitlines()))

    assert not loaded("check", str(page)) & HEAVY


def test_settings_without_a_mandate_need_no_pydantic(tmp_path: Path) -> None:
    report = tmp_path / "报告.txt"
    report.write_bytes(EXAMPLE.read_bytes())
    (tmp_path / "fazhi.toml").write_text('[rules]\nignore = ["PUN"]\n', encoding="utf-8")

    assert not loaded("check", str(report)) & HEAVY


def test_only_a_mandate_of_ones_own_loads_pydantic(tmp_path: Path) -> None:
    report = tmp_path / "报告.txt"
    report.write_bytes(EXAMPLE.read_bytes())
    (tmp_path / "fazhi.toml").write_text(MANDATE, encoding="utf-8")

    assert loaded("check", str(report)) & HEAVY == {"pydantic"}


LAYOUT = """
[layout.page]
top = 35
"""


def test_a_layout_of_ones_own_loads_pydantic_and_the_shipped_one_does_not(tmp_path: Path) -> None:
    report = tmp_path / "报告.txt"
    report.write_bytes(EXAMPLE.read_bytes())
    settings = tmp_path / "fazhi.toml"
    settings.write_text('[layout]\nprofile = "GB-T-9704-2012"\n', encoding="utf-8")
    assert not loaded("check", str(report)) & HEAVY

    settings.write_text(LAYOUT, encoding="utf-8")
    assert loaded("check", str(report)) & HEAVY == {"pydantic"}


@pytest.mark.parametrize("form", ["table", "json"])
def test_figures_loads_nothing_heavy(form: str) -> None:
    assert not loaded("figures", str(EXAMPLE), "--format", form) & HEAVY


def test_draft_loads_what_it_needs_only(tmp_path: Path) -> None:
    form = Path("examples/forms/青禾乡2025（简短）.yaml")

    assert loaded("draft", str(form), "-o", str(tmp_path / "报告.docx")) & HEAVY == {"jinja2", "pydantic", "yaml"}


def test_fix_of_a_text_loads_nothing_heavy(tmp_path: Path) -> None:
    assert not loaded("fix", str(EXAMPLE), "-o", str(tmp_path / "改好.txt")) & HEAVY


def test_fix_of_a_word_file_loads_lxml_only(tmp_path: Path) -> None:
    report = tmp_path / "报告.docx"
    report.write_bytes(report_docx(EXAMPLE.read_text(encoding="utf-8").splitlines(), automatic=True))

    assert loaded("fix", str(report), "-o", str(tmp_path / "改好.docx"), "--layout") & HEAVY == {"lxml"}


def test_rules_loads_nothing_heavy() -> None:
    assert not loaded("rules", "NUM02") & HEAVY


@pytest.mark.parametrize("arguments", [["--version"], ["tables"]])
def test_what_the_tables_say_of_themselves_loads_nothing_heavy(arguments: list[str]) -> None:
    modules = loaded(*arguments)

    assert not modules & HEAVY
    assert not modules & {"xml", "sqlite3"}
