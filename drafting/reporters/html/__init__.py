"""`--format html`: a page for people, on the screen and on paper. Its pieces are for other pages too."""

from drafting.reporters.html.anchors import Anchors
from drafting.reporters.html.annotated import annotated_text
from drafting.reporters.html.frame import style
from drafting.reporters.html.page import counted, described, report, severity_filter, whole_page
from drafting.reporters.html.tables import findings_table, ledger_table, table, waived_table

__all__ = [
    "Anchors",
    "annotated_text",
    "counted",
    "described",
    "findings_table",
    "ledger_table",
    "report",
    "severity_filter",
    "style",
    "table",
    "waived_table",
    "whole_page",
]
