"""Follows a template as Jinja would, with shapes instead of values: scopes, loops, macros with their arguments.

What it notes is for the rules to tell: names that are none, loops over what is no list, branches that are never
taken; and what is written, line by line, with the conditions under which it is.
"""

from drafting.templating.following.notes import HUGE, Choice, Note, Reading, Sort, Written
from drafting.templating.following.reading import read

__all__ = ["HUGE", "Choice", "Note", "Reading", "Sort", "Written", "read"]
