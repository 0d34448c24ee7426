"""Work elsewhere: stopped, late, broken."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from drafting.web.workers import State, TaskError, Tell, Workers


def echo(tell: Tell, folder: Path, words: str) -> str:
    tell("begun")
    return words


def sleeping(tell: Tell, folder: Path) -> None:
    (folder / "left behind").write_text("x", encoding="utf-8")
    tell(os.getpid())
    time.sleep(60)


def dying(tell: Tell, folder: Path) -> None:
    os._exit(3)


def raising(tell: Tell, folder: Path) -> None:
    raise KeyError("words of a report")


def refusing(tell: Tell, folder: Path) -> None:
    raise TaskError("不行。")


def starting_another(tell: Tell, folder: Path) -> None:
    """As a conversion does; what is started is ended when the worker is told to leave."""
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True)
    tell(process.pid)
    try:
        process.wait()
    finally:
        process.kill()
        process.wait()


def writing(tell: Tell, folder: Path) -> str:
    with tempfile.NamedTemporaryFile(delete=False) as file:
        file.write(b"x")
    return file.name


@pytest.fixture
def workers() -> Iterator[Workers]:
    made = Workers(1)
    made.start()
    yield made
    made.close()
    assert not made._folder.exists()


def _told(job: object) -> object:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if (told := getattr(job, "told", None)) is not None:
            return told
        time.sleep(0.01)
    raise AssertionError("nothing told")


def test_what_is_done_is_given_back(workers: Workers) -> None:
    job = workers.submit(echo, "甲")

    assert job.outcome.result(30) == "甲"
    assert (job.state, job.result, job.told, job.arguments) == (State.DONE, "甲", "begun", ())


def test_cancelling_ends_the_process_and_leaves_nothing(workers: Workers) -> None:
    job = workers.submit(sleeping)
    process = _told(job)
    assert isinstance(process, int)

    job.cancel()

    assert job.state is State.CANCELLED
    assert workers.submit(echo, "乙").outcome.result(30) == "乙"
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    assert not list(workers._folder.rglob("left behind"))


@pytest.mark.skipif(sys.platform == "win32", reason="there the whole tree is ended")
def test_a_program_that_a_worker_has_started_ends_with_it(workers: Workers) -> None:
    job = workers.submit(starting_another)
    process = _told(job)
    assert isinstance(process, int)

    job.cancel()

    assert workers.submit(echo, "乙").outcome.result(30) == "乙"
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_what_takes_too_long_is_stopped(workers: Workers) -> None:
    job = workers.submit(sleeping, patience=1.0)

    with pytest.raises(TaskError, match="还没有做完"):
        job.outcome.result(30)
    assert job.state is State.FAILED


@pytest.mark.parametrize(("task", "sentence"), [(dying, "意外停止"), (raising, "出了差错"), (refusing, "不行。")])
def test_whatever_happens_is_a_sentence(workers: Workers, task: object, sentence: str) -> None:
    assert callable(task)
    job = workers.submit(task)

    with pytest.raises(TaskError, match=sentence):
        job.outcome.result(30)
    assert "words" not in (job.error or "")
    assert workers.submit(echo, "乙").outcome.result(30) == "乙"


def test_who_waits_before_the_screen_comes_first(workers: Workers) -> None:
    running = workers.submit(sleeping)
    _told(running)
    later, sooner = workers.submit(echo, "后"), workers.submit(echo, "先", ahead=True)
    running.cancel()

    assert sooner.outcome.result(30) == "先"
    assert later.outcome.result(30) == "后"


def test_temporary_files_of_a_job_go_with_it(workers: Workers) -> None:
    written = Path(workers.submit(writing).outcome.result(30))
    workers.submit(echo, "").outcome.result(30)

    assert workers._folder in written.parents
    assert not written.exists()


def test_closing_ends_what_runs_and_what_waits() -> None:
    made = Workers(1)
    made.start()
    running = made.submit(sleeping)
    _told(running)
    waiting = made.submit(echo, "甲")

    made.close()

    assert running.state is waiting.state is State.FAILED
    assert made.submit(echo, "乙").state is State.FAILED
