"""Other files that a template takes in: import, include, extends."""

from jinja2 import nodes

from drafting.templating.following.notes import Sort
from drafting.templating.following.walk import Scope, Walk
from drafting.templating.following.wording import near, perhaps
from drafting.templating.shapes import ANYTHING, Kind, Shape
from drafting.templating.sources import is_plain, targets


def from_import(walk: Walk, node: nodes.FromImport, scope: Scope) -> None:
    fields = module(walk, node, scope).fields
    for each in node.names:
        name, called = each if isinstance(each, tuple) else (each, each)
        shape = ANYTHING if fields is None else fields.get(name)
        if shape is None:
            assert fields is not None
            right = near(name, list(fields))
            file = targets(node)[0]
            listed = "" if right else f"；有的是：{'、'.join(fields)}" if fields else ""
            walk.tell(
                Sort.UNKNOWN, node, name, f"“{file}”里没有“{name}”{perhaps(right)}{listed}。", suggestion=right,
            )  # fmt: skip
            # Whoever writes the right name further down shall not be told once more.
            scope.setdefault(right or called, ANYTHING)
        scope[called] = shape or ANYTHING
        walk.forget(called)


def module(walk: Walk, node: nodes.Import | nodes.FromImport, scope: Scope) -> Shape:
    named = targets(node)
    walk.value(node.template, scope)
    if len(named) != 1 or not isinstance(node.template, nodes.Const):
        return ANYTHING
    own = _names_of(walk, named[0], scope if node.with_context else None)
    return ANYTHING if own is None else Shape(Kind.MODULE, fields=own, truth=True)


def _names_of(walk: Walk, name: str, context: Scope | None) -> Scope | None:
    """What a file defines; None where that cannot be known."""
    file = walk.sources.files.get(name) if is_plain(name) else None
    if file is None or file.tree is None or name in walk.including:
        return None
    key = (name, context is not None)
    if key not in walk.modules:
        scope = dict(context or {})
        with walk.taking_in(file, alone=context is None), walk.knowing_nothing():
            walk.captured(file.tree.body, scope)
        walk.modules[key] = {
            each: shape
            for each, shape in scope.items()
            if not each.startswith("_") and (context is None or context.get(each) is not shape)
        }
    return walk.modules[key]


def include(walk: Walk, node: nodes.Include, scope: Scope) -> None:
    walk.value(node.template, scope)
    named = [name for name in targets(node) if is_plain(name) and name in walk.sources.files]
    file = walk.sources.files[named[0]] if named else None
    if file is None or file.tree is None or file.name in walk.including or walk.is_tired:
        walk.whole = False
        return
    with walk.taking_in(file, alone=not node.with_context):
        walk.body(file.tree.body, dict(scope) if node.with_context else {})


def extends(walk: Walk, node: nodes.Extends, scope: Scope) -> None:
    walk.value(node.template, scope)
    named = targets(node)
    base = walk.sources.files.get(named[0]) if named and is_plain(named[0]) else None
    child = walk.file
    for block in child.tree.find_all(nodes.Block) if child.tree is not None else ():
        walk.blocks.setdefault(block.name, (block, child))
    if base is None or base.tree is None or base.name in walk.including:
        walk.whole = False
        return
    # What a child says outside of blocks is not written.
    unwritten = (nodes.Extends, nodes.Block, nodes.Output)
    own = [each for each in child.tree.body if not isinstance(each, unwritten)] if child.tree is not None else []
    walk.captured(own, scope)
    with walk.taking_in(base, alone=walk.alone):
        walk.body(base.tree.body, scope)
    walk.whole = False


def block(walk: Walk, node: nodes.Block, scope: Scope) -> None:
    own, file = walk.blocks.get(node.name, (node, walk.file))
    with walk.inside(file, alone=walk.alone):
        walk.body(own.body, {**scope, "super": Shape(Kind.CALLED), "self": ANYTHING})
