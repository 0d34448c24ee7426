"""How much alike what was carried over is, in words."""

from drafting.comparing.carried import Carried
from drafting.rules.context import Context


def how_alike(context: Context, carried: Carried) -> str:
    """The year, spaces and punctuation are not looked at when words are compared."""
    assert context.last is not None
    ours = "".join(context.document.quote(carried.span).split())
    theirs = ("".join(context.last.document.quote(span).split()) for span in carried.last)
    return "一字不差" if any(ours in each for each in theirs) else "只差年份、标点或段落"
