"""`--format html`: a page for people, on the screen and on paper. Its pieces are for other pages too."""

from drafting.reporters.html.anchors import Anchors
from drafting.reporters.html.annotated import annotated_text
from drafting.reporters.html.frame import style
from drafting.reporters.html.page import report
from drafting.reporters.html.tables import findings_table, ledger_table, waived_table

__all__ = ["Anchors", "annotated_text", "findings_table", "ledger_table", "report", "style", "waived_table"]
