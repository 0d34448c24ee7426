import pickle
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor

import pytest

from drafting.collecting import running
from drafting.collecting.running import Office
from drafting.collecting.summarising import Input
from drafting.config import Settings


class _Begun:
    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Executor:
        self.times += 1
        return ThreadPoolExecutor(2)


@pytest.fixture
def begun() -> _Begun:
    return _Begun()


@pytest.fixture
def office(begun: _Begun) -> Iterator[Office]:
    with Office(begun, 2, pickle.dumps(Settings()), 60.0) as office:
        yield office


def _reports(count: int) -> list[tuple[str, Input]]:
    return [
        (str(number), Input(f"{number}.txt", "青禾乡2024年法治政府建设年度报告".encode())) for number in range(count)
    ]


def test_workers_are_replaced_when_their_term_is_over_and_no_report_is_lost(
    monkeypatch: pytest.MonkeyPatch, office: Office, begun: _Begun
) -> None:
    monkeypatch.setattr(running, "_TERM", 2)
    monkeypatch.setattr(running, "_TOGETHER", 3)
    done = [key for parcel in office.summaries(iter(_reports(20))) for key, _ in parcel]
    assert sorted(done, key=int) == [str(number) for number in range(20)]
    assert begun.times == 4


def test_nobody_is_called_in_where_there_is_nothing_to_do(office: Office, begun: _Begun) -> None:
    assert not list(office.summaries([]))
    assert not list(office.in_order(str, []))
    assert begun.times == 0


def test_what_is_handed_out_comes_back_in_order_each_time_by_other_workers(office: Office, begun: _Begun) -> None:
    for _ in range(2):
        assert list(office.in_order(str, range(9))) == [str(number) for number in range(9)]
    assert begun.times == 2
