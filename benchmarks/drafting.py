"""How long it takes to render and write one draft, side by side with docxtpl filling in a template of the same content.

    pip install docxtpl==0.20.2    (in an environment of its own: docs/dependencies.md)
    python -m benchmarks.drafting

The template is our own page with a placeholder for each text, so that docxtpl has nothing to do but to fill them in: no heading to
number, no figure to compute. Ratios of paired rounds count, not milliseconds.
"""

import io
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from benchmarks.measuring import Paired, paired
from drafting.compose import compose
from drafting.compose.templates import find
from drafting.document.draft import Draft
from drafting.document.layout import shipped_layout
from drafting.forms.loading import load
from drafting.ooxml.reader import read_package
from drafting.ooxml.writer import write

_FORM = Path(__file__).parents[1] / "examples" / "forms" / "云溪镇2025（完整）.yaml"
_ROUNDS = 21


def beside_docxtpl() -> Paired:
    """Raises ImportError where it is not installed."""
    from docxtpl import DocxTemplate

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
    return paired(ours, theirs, _ROUNDS)


def main() -> None:
    pair = beside_docxtpl()
    ours, theirs = pair.milliseconds
    print(
        f"{pair.ratio:.3f} ({pair.spread[0]:.3f}-{pair.spread[1]:.3f})  {ours:.1f} ms : {theirs:.1f} ms  docxtpl {version('docxtpl')}"
    )


def _placeholders(drafted: Draft) -> Draft:
    blocks = []
    for place, block in enumerate(drafted.blocks):
        text = f"{{{{ texts[{place}] }}}}"
        blocks.append(replace(block, text=text, heading_end=len(text) if block.heading_end else 0))
    return replace(drafted, blocks=tuple(blocks))


def _flat(data: bytes) -> list[str]:
    return [block.text.replace("\n", " ") for block in read_package(data).blocks][:-2]


if __name__ == "__main__":
    main()
