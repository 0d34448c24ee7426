"""Reports and template problems that the formats are tried on."""

from pathlib import Path

from drafting.app import check_files
from drafting.findings import Severity
from drafting.reporters import notices
from drafting.reporters.notices import Run
from drafting.templating.problems import Problem, Spot

ID_NUMBER = "990101199003070015"

REPORT = f"""平岚县青禾乡2024年法治政府建设年度报告
一、2024年度推进法治政府建设的主要举措和成效
（一）化解矛盾纠纷
全年受理信访事项52件，办结49件，办结率96.15%。当事人身份证号{ID_NUMBER}。
（三）加强普法宣传
会前学法,全年4次。会前学法,全年5次。
"""

PROBLEM = Problem(
    "TPL01",
    "year-in-words",
    "年度写死",
    Severity.WARNING,
    "模板里写死了年度“2024年”，{{ 年度 }} 才会跟着表单变。",
    Spot("报告.jinja", 7, "2024年"),
    suggestion="{{ 年度 }}年",
    basis="写给模板的人",
    shown_by="年度: 2025\n乡镇: 青禾乡",
)


def run_of(*paths: str) -> Run:
    return notices.of_files(check_files(paths))


def write_report(folder: Path, text: str = REPORT, name: str = "青禾乡.txt") -> str:
    """Its name, as it is typed in that folder."""
    (folder / name).write_text(text, encoding="utf-8")
    return name


def template_run() -> Run:
    return Run(1, (notices.of_problem(PROBLEM, "templates/乡镇/报告.jinja"),))
