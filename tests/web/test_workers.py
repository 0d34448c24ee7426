"""Work elsewhere: stopped, late, broken."""

import os
import signal
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


def noting(tell: Tell, folder: Path, done: Path, name: str) -> None:
    with done.open("a", encoding="utf-8") as file:
        file.write(name)


def telling_who(tell: Tell, folder: Path) -> int:
    return os.getpid()


def swelling(tell: Tell, folder: Path) -> int:
    return len(bytearray(3 * 1024**3))


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


def test_a_process_that_was_ended_while_it_had_nothing_to_do_is_replaced(workers: Workers) -> None:
    def process_id() -> int:
        job = workers.submit(telling_who)
        return int(job.outcome.result(timeout=30))

    first = process_id()
    os.kill(first, signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
    time.sleep(0.5)
    assert process_id() != first


@pytest.mark.skipif(sys.platform != "linux", reason="limits of Linux")
def test_a_file_that_swells_ends_with_a_sentence(workers: Workers) -> None:
    with pytest.raises(TaskError, match="内存不够"):
        workers.submit(swelling).outcome.result(timeout=30)
    assert workers.submit(echo, "again").outcome.result(timeout=30) == "again"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_workers_of_a_parent_that_was_killed_go_and_leave_nothing() -> None:
    program = (
        "import time\n"
        "from drafting.web.workers import Workers\n"
        "from tests.web.test_workers import _told, sleeping\n"
        "if __name__ == '__main__':\n"
        "    workers = Workers(2)\n"
        "    workers.start()\n"
        "    print(_told(workers.submit(sleeping)), workers._folder, flush=True)\n"
        "    time.sleep(60)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": "."},
    )
    assert parent.stdout is not None
    worker, folder = parent.stdout.readline().split()
    assert (Path(folder) / "0").exists()
    parent.kill()
    parent.communicate()
    until = time.monotonic() + 30
    while time.monotonic() < until and (_is_there(int(worker)) or Path(folder).exists()):
        time.sleep(0.05)
    assert not _is_there(int(worker))
    assert not Path(folder).exists()


def _is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except OSError:
        return False
    return True


def test_who_waits_before_the_screen_comes_first_and_in_turn(workers: Workers, tmp_path: Path) -> None:
    running = workers.submit(sleeping)
    _told(running)
    done = tmp_path / "done"
    jobs = [workers.submit(noting, done, name, ahead=ahead) for name, ahead in (("a", False), ("b", True), ("c", True))]
    running.cancel()

    for job in jobs:
        job.outcome.result(30)
    assert done.read_text(encoding="utf-8") == "bca"


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
