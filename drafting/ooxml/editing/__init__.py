"""Word files that are changed and otherwise left as they are: nothing but what was asked for differs afterwards."""

from drafting.ooxml.editing.comments import Comment, put_comments
from drafting.ooxml.editing.manuscript import Manuscript, Passage

__all__ = ["Comment", "Manuscript", "Passage", "put_comments"]
