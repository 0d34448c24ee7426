"""The report as rules see it: frozen, plain, knowing nothing of Word."""

from drafting.document.blocks import (
    Block,
    Cell,
    Document,
    Line,
    Properties,
    Remark,
    RemarkKind,
    Role,
    Span,
    Story,
)

__all__ = ["Block", "Cell", "Document", "Line", "Properties", "Remark", "RemarkKind", "Role", "Span", "Story"]
