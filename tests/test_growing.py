from collections.abc import Iterator

import pytest

from tests.growing import is_linear


def test_proportion_passes_and_a_square_does_not() -> None:
    assert is_linear(lambda size: 0.01 * size, 40, 320)
    assert not is_linear(lambda size: 0.001 * size**2, 40, 320)


def test_what_takes_no_time_passes() -> None:
    assert is_linear(lambda size: 1e-7 * size**2, 40, 320)


@pytest.mark.parametrize(("disturbed", "passes"), [(0, True), (1, True), (4, True), (5, False)])
def test_other_work_beside_it_is_forgiven_now_and_then(disturbed: int, *, passes: bool) -> None:
    waits: Iterator[float] = iter([5.0] * disturbed + [0.0] * 5)

    def seconds(size: int) -> float:
        return 0.01 * size + (next(waits) if size == 320 else 0.0)

    assert is_linear(seconds, 40, 320) is passes
