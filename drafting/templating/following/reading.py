from drafting.templating import shapes
from drafting.templating.following import macros
from drafting.templating.following.expressions import value
from drafting.templating.following.notes import Reading
from drafting.templating.following.statements import body
from drafting.templating.following.walk import Walk
from drafting.templating.sources import Sources


def read(sources: Sources, levels: tuple[str, ...] = ()) -> Reading:
    try:
        return _followed(Walk(sources, levels, body, value))
    except RecursionError:
        # Each file is shallow enough by itself: only macros that call macros go deeper.
        return _followed(Walk(sources, levels, body, value, follows=False))


def _followed(walk: Walk) -> Reading:
    if walk.file.tree is None:
        return Reading((), (), is_whole=False)
    walk.body(walk.file.tree.body, dict(shapes.names()))
    written, is_whole = tuple(walk.out), walk.whole and not walk.is_tired
    macros.read_uncalled(walk)
    for note in walk.doubts.settled():
        walk.note(note)
    notes = sorted(walk.notes.values(), key=lambda note: (note.file, note.line, note.quote))
    return Reading(tuple(notes), written, is_whole)
