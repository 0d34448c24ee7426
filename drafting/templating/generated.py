"""Forms at random, where hypothesis is installed (fazhi[templates]): the same ones on every run and every computer."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from drafting.templating.made_forms import FieldPath, Input, made
from schemas.report.parts import Level

_COUNT = 30


def generated(level: Level) -> Iterator[Input]:
    if find_spec("hypothesis") is None:
        return
    from hypothesis import HealthCheck, Phase, configuration, given, settings
    from hypothesis import strategies as st

    found: list[Input] = []

    @settings(
        max_examples=_COUNT,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def collect(data: Any) -> None:
        found.append(made(f"随机的表单之{len(found) + 1}", level, _Drawn(data)))

    # It would leave a folder of its own wherever it is run.
    with tempfile.TemporaryDirectory(prefix="fazhi-") as place:
        configuration.set_hypothesis_home_dir(place)
        try:
            collect()
        finally:
            configuration.set_hypothesis_home_dir(None)
    yield from found


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Choices that hypothesis makes; only from lists, since its integers depend on what else is imported."""

    data: Any

    def fills(self, path: FieldPath) -> bool:
        return bool(self._one_of((0, 1)))

    def entries(self, path: FieldPath) -> int:
        return self._one_of((0, 1, 2, 3, 7) if len(path) < 3 else (0, 1, 2))

    def paragraphs(self, path: FieldPath) -> int:
        return self._one_of((1, 2, 4))

    def _one_of(self, choices: tuple[int, ...]) -> int:
        from hypothesis import strategies as st

        drawn: int = self.data.draw(st.sampled_from(choices))
        return drawn
