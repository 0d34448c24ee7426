"""A page that runs already: where it is, told in a file that only this user can read, and whether it still answers."""

import contextlib
import hmac
import json
import os
import secrets
import sys
import tempfile
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

from drafting import __version__
from drafting.web.safety import PING, Access

_FILE = "serve.json"
_PATIENCE = 2.0


@dataclass(frozen=True, slots=True)
class Running:
    access: Access
    version: str
    folder: str
    """Where it was started, since settings are looked for there."""


def runtime_folder() -> Path:
    """For what lasts as long as a user is logged in, or the nearest thing to it."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "fazhi"
    if runtime := os.environ.get("XDG_RUNTIME_DIR"):
        return Path(runtime) / "fazhi"
    return Path.home() / ".cache" / "fazhi"


def found(folder: Path) -> Running | None:
    """The one that the file tells of, if it answers and has the same token: another program may have its port now."""
    try:
        if not _is_own(folder / _FILE):
            return None
        told = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        access = Access(str(told["host"]), int(told["port"]), token=str(told["token"]))
        running = Running(access, str(told["version"]), str(told["folder"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return running if _answers(access) else None


def _is_own(file: Path) -> bool:
    """Another user may have put one there that leads elsewhere."""
    return sys.platform == "win32" or (not file.is_symlink() and file.stat().st_uid == os.getuid())


def _answers(access: Access) -> bool:
    challenge = secrets.token_urlsafe(16)
    # No proxy: it would be asked for a page on its own computer.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"{access.address}{PING}?challenge={challenge}", timeout=_PATIENCE) as answer:
            said = answer.read(200)
    except (URLError, OSError, ValueError):
        return False
    return hmac.compare_digest(said, access.proof(challenge).encode())


def tell(folder: Path, access: Access, started_in: Path) -> None:
    """Where it cannot be told, a second start opens a second page, and nothing worse."""
    told = {
        "host": access.host,
        "port": access.port,
        "token": access.token,
        "version": __version__,
        "folder": str(started_in),
    }
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        # mkstemp: for its owner only, from the first moment.
        handle, temporary = tempfile.mkstemp(prefix=".serve-", dir=folder)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                json.dump(told, stream)
            Path(temporary).replace(folder / _FILE)
        except OSError:
            Path(temporary).unlink(missing_ok=True)


def forget(folder: Path, access: Access) -> None:
    """Unless another one has told of itself in the meantime."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        told = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        if told["token"] == access.token:
            (folder / _FILE).unlink()
