"""Which safe changes are made, tried out on the document before anybody writes them into a file."""

from drafting.fixing.rounds import Fixed, MayChange, fix_document

__all__ = ["Fixed", "MayChange", "fix_document"]
