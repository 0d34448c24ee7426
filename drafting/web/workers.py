"""Work in processes of its own: the page stays quick, what is stopped does stop, and a file that breaks the reader breaks nothing else."""

import contextlib
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from enum import StrEnum
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from drafting.app import ConfigError, ReadError

Tell = Callable[[Any], None]
Task = Callable[..., Any]
"""A function of a module: it gets a Tell for what it has to say on the way, a folder of its own, and its arguments."""

_GLANCE = 0.05
_PATIENCE = 180.0
_GRACE = 2.0
_MOST_MEMORY = 2 * 1024 * 1024 * 1024
_BROKEN = "处理这份文件的程序意外停止了；请用 Word 或 WPS 打开它，另存为 .docx 后再试。"
_UNFORESEEN = "处理这份文件时程序出了差错，没有完成；请用 Word 或 WPS 打开它，另存为 .docx 后再试。"
_TOO_BIG = "内存不够，处理不了这份文件；请关闭别的程序，或删去其中的大图片后再试。"
_CLOSED = "程序正在退出，没有做完。"
CANCELLED = "已取消。"


class TaskError(Exception):
    """Why there is no result, in a sentence for whoever asked for it."""


class State(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Job:
    """One piece of work, from its being asked for to its end."""

    def __init__(self, task: Task, arguments: tuple[Any, ...], patience: float) -> None:
        self.task = task
        self.arguments = arguments
        self.patience = patience
        self.state = State.WAITING
        self.told: Any = None
        """The last that it has said on the way."""
        self.outcome: Future[Any] = Future()
        self._ending = threading.Lock()

    @property
    def is_over(self) -> bool:
        return self.outcome.done()

    @property
    def result(self) -> Any:
        """None unless it is done."""
        return self.outcome.result() if self.state is State.DONE else None

    @property
    def error(self) -> str | None:
        failed = self.outcome.exception() if self.outcome.done() else None
        return str(failed) if failed is not None else None

    def begin(self) -> tuple[Task, tuple[Any, ...]] | None:
        """None where it was cancelled before."""
        with self._ending:
            if self.outcome.done():
                return None
            self.state = State.RUNNING
            return self.task, self.arguments

    def cancel(self) -> None:
        self.fail(CANCELLED, State.CANCELLED)

    def fail(self, sentence: str, state: State = State.FAILED) -> None:
        with self._ending:
            if not self.outcome.done():
                self.state = state
                self.arguments = ()
                self.outcome.set_exception(TaskError(sentence))

    def finish(self, result: Any) -> None:
        with self._ending:
            if not self.outcome.done():
                self.state = State.DONE
                self.arguments = ()
                self.outcome.set_result(result)


class Workers:
    """So many processes, each minded by a thread of ours; a job that is cancelled or late takes its process with it."""

    def __init__(self, count: int | None = None) -> None:
        self._count = count or max(1, min(4, os.cpu_count() or 1))
        self._urgent: deque[Job] = deque()
        self._waiting: deque[Job] = deque()
        self._changed = threading.Condition()
        self._is_open = True
        self._threads: list[threading.Thread] = []
        self._folder = Path(tempfile.mkdtemp(prefix="fazhi-"))

    def start(self) -> None:
        for number in range(self._count):
            thread = threading.Thread(target=self._mind, args=(self._folder / str(number),), daemon=True)
            self._threads.append(thread)
            thread.start()

    def submit(self, task: Task, *arguments: Any, patience: float = _PATIENCE, ahead: bool = False) -> Job:
        """`ahead`: somebody waits for it before the screen."""
        job = Job(task, arguments, patience)
        with self._changed:
            if not self._is_open:
                job.fail(_CLOSED)
            (self._urgent if ahead else self._waiting).append(job)
            self._changed.notify()
        return job

    def close(self) -> None:
        """Ends what is running; nothing of it is left on the disk."""
        with self._changed:
            self._is_open = False
            for waiting in (self._urgent, self._waiting):
                for job in waiting:
                    job.fail(_CLOSED)
                waiting.clear()
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _mind(self, folder: Path) -> None:
        process = _Process(folder)
        try:
            while (job := self._next()) is not None:
                if not process.is_alive:
                    process.end()
                    process = _Process(folder)
                if not process.does(job, self._goes_on):
                    process.end()
                    process = _Process(folder)
        finally:
            process.end()

    def _goes_on(self) -> bool:
        return self._is_open

    def _next(self) -> Job | None:
        with self._changed:
            while self._is_open:
                while waiting := self._urgent or self._waiting:
                    job = waiting.popleft()
                    if not job.is_over:
                        return job
                self._changed.wait()
        return None


class _Process:
    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, exist_ok=True)
        self._folder = folder
        # Not forked: a copy of a process with threads may hold locks that nobody opens.
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, str(folder)), daemon=True)
        self._process.start()
        theirs.close()

    @property
    def is_alive(self) -> bool:
        """Somebody may have ended it while it had nothing to do."""
        return self._process.is_alive()

    def does(self, job: Job, goes_on: Callable[[], bool]) -> bool:
        """False where the process cannot be used any more."""
        asked = job.begin()
        if asked is None:
            return True
        until = time.monotonic() + job.patience
        try:
            self._pipe.send(asked)
            del asked
            while True:
                if job.is_over:
                    return False
                if not goes_on():
                    job.fail(_CLOSED)
                    return False
                if time.monotonic() > until:
                    job.fail(f"用了{job.patience:.0f}秒还没有做完，已经停止；文件可能太大或已损坏，请另存后再试。")
                    return False
                if not self._pipe.poll(_GLANCE):
                    continue
                kind, value = self._pipe.recv()
                if kind == "told":
                    job.told = value
                elif kind == "done":
                    job.finish(value)
                    return True
                else:
                    job.fail(value)
                    return True
        except (EOFError, OSError):
            job.fail(_BROKEN)
            return False

    def end(self) -> None:
        self._pipe.close()
        if sys.platform == "win32":
            # There it could not end the programs that it has started; they are ended with it.
            subprocess.run(  # noqa: S603 - no shell, a number
                ["taskkill", "/T", "/F", "/PID", str(self._process.pid)],  # noqa: S607 - Windows finds its own
                capture_output=True,
                check=False,
            )
        else:
            self._process.terminate()
            self._process.join(_GRACE)
            self._process.kill()
        self._process.join()
        self._process.close()
        _empty(self._folder)


def _empty(folder: Path) -> None:
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                entry.unlink()


# ---- in the other process ----


def _work(pipe: "Connection[Any, Any]", folder: str) -> None:
    # Ctrl-C goes to all processes of a terminal; ours is told by its parent. Ended politely it still ends LibreOffice.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    tempfile.tempdir = folder
    os.environ.update(TMPDIR=folder, TEMP=folder, TMP=folder)
    _limit_memory()
    parent = multiprocessing.parent_process()
    assert parent is not None
    threading.Thread(target=_leave_with, args=(parent,), daemon=True).start()
    try:
        with contextlib.suppress(EOFError, OSError):
            while True:
                task, arguments = pipe.recv()
                answer = _answer(task, arguments, pipe, Path(folder))
                _empty(Path(folder))
                pipe.send(answer)
                del task, arguments, answer
    finally:
        if not parent.is_alive():
            _vanish(Path(folder))


def _limit_memory() -> None:
    """A small file that swells ends with a sentence, and not with everything else on the computer."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (_MOST_MEMORY, _MOST_MEMORY))


def _leave_with(parent: BaseProcess) -> None:
    """A parent that was killed has told nobody to stop, and has left its folder."""
    parent.join()
    if sys.platform != "win32":
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(_GRACE)
    os._exit(1)


def _vanish(folder: Path) -> None:
    with contextlib.suppress(OSError):
        _empty(folder)
        folder.rmdir()
        # The last of several finds it empty.
        folder.parent.rmdir()


def _leave(number: int, frame: object) -> None:
    raise SystemExit


def _answer(task: Task, arguments: tuple[Any, ...], pipe: "Connection[Any, Any]", folder: Path) -> tuple[str, Any]:
    def tell(value: Any) -> None:
        pipe.send(("told", value))

    try:
        return "done", task(tell, folder, *arguments)
    except (ReadError, ConfigError, TaskError) as error:
        return "failed", str(error)
    except MemoryError:
        return "failed", _TOO_BIG
    except Exception:  # noqa: BLE001 - whatever it is, a clerk gets a sentence; what it says may hold words of the report
        return "failed", _UNFORESEEN
