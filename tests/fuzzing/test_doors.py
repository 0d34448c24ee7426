"""The doors that are fuzzed, without the fuzzer: every crash ever found, every seed, and inputs made at random of their words."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzzing.doors import CRASHES, NAMES, door, visit

FOUND = sorted(file for file in CRASHES.glob("*/*") if file.is_file())


@pytest.mark.parametrize("file", FOUND, ids=lambda file: f"{file.parent.name}-{file.name}")
def test_what_crashed_once_does_not_again(file: Path) -> None:
    visit(door(file.parent.name), file.read_bytes())


@pytest.mark.parametrize("name", NAMES)
def test_seeds_pass(name: str) -> None:
    for seed in door(name).seeds():
        visit(door(name), seed)


@cache
def _inputs(name: str) -> st.SearchStrategy[bytes]:
    through = door(name)
    word = st.one_of(st.sampled_from(through.words), st.text(max_size=5))
    words = st.lists(word, max_size=25).map(lambda some: "".join(some).encode("utf-8", "replace"))
    seeds = [seed[: through.longest] for seed in through.seeds()]
    cut = st.tuples(st.sampled_from(seeds), st.integers(0, through.longest), st.integers(0, 40), words)
    return st.one_of(words, st.binary(max_size=60), cut.map(lambda c: c[0][: c[1]] + c[3] + c[0][c[1] + c[2] :]))


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_anything_is_read_or_refused_with_a_sentence(name: str, data: st.DataObject) -> None:
    visit(door(name), data.draw(_inputs(name)))
