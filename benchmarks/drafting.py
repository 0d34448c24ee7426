"""How long it takes to render and write one draft, side by side with docxtpl filling in a template of the same content.

    pip install docxtpl==0.20.2    (in an environment of its own: docs/dependencies.md)
    python -m benchmarks.drafting

The template is our own page with a placeholder for each text, so that docxtpl has nothing to do but to fill them in: no heading to
number, no figure to compute. Ratios of paired rounds count, not milliseconds.
"""

import io
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from docxtpl import DocxTemplate

from drafting.compose import compose
from drafting.compose.templates import find
from drafting.document.draft import Draft
from drafting.document.layout import shipped_layout
from drafting.forms.loading import load
from drafting.ooxml.reader import read_package
from drafting.ooxml.writer import write

_FORM = Path(__file__).parents[1] / "examples" / "forms" / "云溪镇2025（完整）.yaml"
_ROUNDS = 21


def main() -> None:
    form, _ = load(_FORM)
    template = find(None, str(form.unit.level))
    layout = shipped_layout()
    drafted = compose(form, template)
    texts = [block.text.replace("\n", " ") for block in drafted.blocks]
    filled_in = write(_placeholders(drafted), layout)

    def ours() -> bytes:
        return write(compose(form, template), layout)

    def theirs() -> bytes:
        document = DocxTemplate(io.BytesIO(filled_in))
        document.render({"texts": texts}, autoescape=True)
        filled = io.BytesIO()
        document.save(filled)
        return filled.getvalue()

    if [_flat(each()) for each in (ours, theirs)] != [texts, texts]:
        raise SystemExit("the two do not write the same content")
    rounds = [(_milliseconds(ours), _milliseconds(theirs)) for _ in range(_ROUNDS)]
    print(f"ours    {statistics.median(mine for mine, _ in rounds):7.2f} ms")
    print(f"docxtpl {statistics.median(other for _, other in rounds):7.2f} ms")
    print(f"ratio   {statistics.median(mine / other for mine, other in rounds):7.3f}")


def _placeholders(drafted: Draft) -> Draft:
    blocks = []
    for place, block in enumerate(drafted.blocks):
        text = f"{{{{ texts[{place}] }}}}"
        blocks.append(replace(block, text=text, heading_end=len(text) if block.heading_end else 0))
    return replace(drafted, blocks=tuple(blocks))


def _flat(data: bytes) -> list[str]:
    return [block.text.replace("\n", " ") for block in read_package(data).blocks][:-2]


def _milliseconds(make: Callable[[], bytes]) -> float:
    start = time.perf_counter()
    make()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
