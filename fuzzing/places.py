"""Where a crash is: the same one has the same place, whatever input led there."""

import traceback
from pathlib import Path

_ROOT = Path(__file__).parents[1]


def crash_place(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_ROOT)]
    last = (ours or list(frames))[-1]
    return f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno}"
