"""A folder that is carried to a computer without a network.

    python -m release.offline --platform linux -o 文件夹
    python -m release.offline --platform linux --machine aarch64 --python 3.11 --python 3.12 -o 文件夹
    python -m release.offline --platform windows --embeddable python-3.12.10-embed-amd64.zip -o 文件夹

Linux, and Windows without --embeddable: all wheels, and a script that installs them. Windows with Python's embeddable package:
nothing has to be installed, a double click opens the page. --archive also packs the folder into one file.
"""

import argparse
import gzip
import hashlib
import importlib.util
import io
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

from drafting.rules.tables import dated, tables
from release.bom import bom, project_requirements
from release.building import ReleaseError, build, epoch, version
from release.parts import ROOT, PartError, needed, of_wheels, pinned

FILES = Path(__file__).parent / "files"
WHEELS = "packages"
_OLDEST_GLIBC = 28
"""2.28: what UOS 20, Kylin V10 and every system that is still kept have at least."""


@dataclass(frozen=True, slots=True)
class Target:
    system: str
    machine: str
    pythons: tuple[str, ...]

    def environment(self, python: str) -> dict[str, str]:
        """What markers ask for, there and not here."""
        is_windows = self.system == "windows"
        return {
            "implementation_name": "cpython",
            "implementation_version": f"{python}.0",
            "os_name": "nt" if is_windows else "posix",
            "platform_machine": {"amd64": "AMD64"}.get(self.machine, self.machine),
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_system": "Windows" if is_windows else "Linux",
            "platform_version": "",
            "python_full_version": f"{python}.0",
            "python_version": python,
            "sys_platform": "win32" if is_windows else "linux",
        }

    @property
    def tags(self) -> tuple[str, ...]:
        """What pip calls the platform, the likeliest first."""
        if self.system == "windows":
            return (f"win_{self.machine}",)
        old = {17: "manylinux2014", 12: "manylinux2010", 5: "manylinux1"}
        names = []
        for minor in range(_OLDEST_GLIBC, 4, -1):
            names.append(f"manylinux_2_{minor}_{self.machine}")
            if minor in old:
                names.append(f"{old[minor]}_{self.machine}")
        return tuple(names)


def gather(target: Target, extras: tuple[str, ...], ours: Path, folder: Path) -> None:
    """Our wheel, pip, and all that they need on the target, by constraints.txt."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ours, folder)
    versions = pinned((ROOT / "constraints.txt").read_text(encoding="utf-8"))
    fazhi = Requirement(f"fazhi[{','.join(extras)}]" if extras else "fazhi")
    for python in target.pythons:
        there: set[NormalizedName] = {canonicalize_name("fazhi")}

        def get(names: list[NormalizedName], python: str = python, there: set[NormalizedName] = there) -> Mapping:  # type: ignore[type-arg]
            new = [name for name in names if name not in there]
            there.update(new)
            if unknown := [name for name in new if name not in versions]:
                raise PartError(f"constraints.txt 里没有 {'、'.join(unknown)}，请补上版本。")
            if new:
                _download([f"{name}=={versions[name]}" for name in new], target, python, folder)
            parts = of_wheels(folder)
            return {name: parts[name] for name in names if name in parts}

        needed([fazhi, Requirement("pip")], target.environment(python), get)


def _download(names: list[str], target: Target, python: str, folder: Path) -> None:
    platforms = [f"--platform={tag}" for tag in target.tags]
    command = [_python_with_pip(), "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--only-binary=:all:", f"--python-version={python}", "--implementation=cp", *platforms]
    done = subprocess.run(
        [*command, f"--dest={folder}", *names], capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if done.returncode:
        said = "\n".join(line for line in done.stderr.splitlines() if line.startswith("ERROR"))
        raise PartError(
            f"没有取到 {'、'.join(names)}（{target.system}，{target.machine}，Python {python}）：\n{said or done.stderr}"
        )


def _python_with_pip() -> str:
    """The environment that make makes has no pip of its own; the Python that it was made of has."""
    if importlib.util.find_spec("pip"):
        return sys.executable
    base = Path(sys.base_prefix, "python.exe") if sys.platform == "win32" else Path(sys.base_prefix, "bin", "python3")
    return str(base) if base.is_file() else shutil.which("python3") or "python3"


def unpack(wheel: Path, site: Path) -> None:
    """What pip would put into site-packages; scripts have no use where nothing is on the path. Plain archives go whole."""
    with zipfile.ZipFile(wheel) as archive:
        for info in archive.infolist():
            name = _kept(info.filename)
            if name is None or info.is_dir():
                continue
            place = site.joinpath(*name.parts)
            if not place.resolve().is_relative_to(site.resolve()):
                raise PartError(f"{wheel.name} 里的 {info.filename} 要写到文件夹外面去，没有解开。")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(archive.read(info))


def _kept(name: str) -> PurePosixPath | None:
    path = PurePosixPath(name)
    if not path.parts or not path.parts[0].endswith(".data"):
        return path
    return PurePosixPath(*path.parts[2:]) if path.parts[1] in ("purelib", "platlib") else None


def lay_out_embeddable(embeddable: Path, wheels: Path, folder: Path) -> None:
    """Python's embeddable package with the wheels unpacked into it."""
    python = folder / "python"
    name = f"python{python_of(embeddable).replace('.', '')}"
    unpack(embeddable, python)
    # Without a ._pth line the interpreter finds nothing but its own zip; with one it looks at no PYTHONPATH and no registry,
    # so that another Python on the computer cannot get in the way. Site is left out: nothing here has .pth files.
    (python / f"{name}._pth").write_bytes(f"{name}.zip\r\n.\r\nLib\\site-packages\r\n".encode())
    site = python / "Lib" / "site-packages"
    for wheel in sorted(wheels.glob("*.whl")):
        if not wheel.name.startswith("pip-"):
            unpack(wheel, site)
    if hooks := sorted(found.name for found in site.glob("*.pth")):
        raise PartError(f"{'、'.join(hooks)} 在这里不会起作用，请另想办法。")


def python_of(embeddable: Path) -> str:
    """Which Python the package is, as 3.12."""
    try:
        with zipfile.ZipFile(embeddable) as archive:
            names = archive.namelist()
    except (OSError, zipfile.BadZipFile) as error:
        raise PartError(f"“{embeddable}”打不开，或者不是压缩包。") from error
    found = [match[1] for name in names if (match := re.fullmatch(r"python3(\d+)\._pth", name))]
    if len(found) != 1 or "python.exe" not in names:
        raise PartError(f"“{embeddable}”不是 Python 的 embeddable 包：里面应有 python.exe 和一个 python3…._pth。")
    return f"3.{found[0]}"


def write_files(target: Target, extras: tuple[str, ...], folder: Path, *, is_embedded: bool) -> None:
    """Scripts and the page that says how to use them."""
    words = {
        "@VERSION@": version(),
        "@EXTRAS@": f"[{','.join(extras)}]" if extras else "",
        "@PYTHONS@": " ".join(target.pythons),
        "@NAMES@": " ".join(f"python{python}" for python in reversed(target.pythons)),
        "@MACHINE@": target.machine,
        "@TABLES@": f"{dated(tables())}。",
    }
    if target.system == "linux":
        names = {"安装.sh": "安装.sh", "打开页面.sh": "打开页面.sh", "说明（Linux）.txt": "说明.txt"}
    elif is_embedded:
        names = {"fazhi.bat": "fazhi.bat", "说明（Windows，免安装）.txt": "说明.txt"}
    else:
        names = {"安装.bat": "安装.bat", "说明（Windows）.txt": "说明.txt"}
    for source, name in names.items():
        text = (FILES / source).read_text(encoding="utf-8")
        for mark, word in words.items():
            text = text.replace(mark, word)
        if target.system == "windows":
            # Notepad of Windows 7 wants both; cmd.exe stumbles over a byte order mark.
            text = ("\ufeff" if name.endswith(".txt") else "") + text.replace("\n", "\r\n")
        (folder / name).write_bytes(text.encode("utf-8"))
        (folder / name).chmod(0o755 if name.endswith(".sh") else 0o644)
    if target.system == "windows":
        starter = (ROOT / "starters" / "打开页面.bat").read_bytes()
        (folder / "打开页面.bat").write_bytes(starter.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    shutil.copyfile(ROOT / "LICENSE", folder / "LICENSE.txt")


def write_sums(folder: Path) -> None:
    """As `sha256sum --check` reads them."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "SHA256SUMS")
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}" for path in files
    ]
    (folder / "SHA256SUMS").write_bytes("".join(f"{line}\n" for line in lines).encode())


def make(
    target: Target,
    folder: Path,
    *,
    extras: tuple[str, ...] = ("pdf",),
    embeddable: Path | None = None,
    wheel: Path | None = None,
) -> None:
    """Raises PartError or ReleaseError; the folder is not there before and whole afterwards."""
    if folder.exists():
        raise ReleaseError(f"“{folder}”已经有了，请换一个名称，或者先删去它。")
    if embeddable is not None:
        target = Target(target.system, target.machine, (python_of(embeddable),))
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".") as away:
        made = Path(away) / "folder"
        wheels = (Path(away) if embeddable is not None else made) / WHEELS
        made.mkdir()
        ours = wheel or build(Path(away) / "dist", only="wheel")[0]
        gather(target, extras, ours, wheels)
        parts = of_wheels(wheels)
        roots = {canonicalize_name(requirement.name) for requirement in project_requirements(extras)}
        if embeddable is not None:
            lay_out_embeddable(embeddable, wheels, made)
            parts = {name: part for name, part in parts.items() if name != "pip"}
        (made / "sbom.cdx.json").write_bytes(bom(parts, roots).encode())
        write_files(target, extras, made, is_embedded=embeddable is not None)
        write_sums(made)
        made.rename(folder)


def pack(folder: Path, archive: Path, seconds: int) -> None:
    """One file, the same for the same folder: .zip for Windows, .tar.gz with the scripts' modes for Linux."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    names = [(path, f"{folder.name}/{path.relative_to(folder).as_posix()}") for path in files]
    if archive.suffix == ".zip":
        day = time.gmtime(max(seconds, 315_532_800))[:6]  # a zip knows no year before 1980
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
            for path, name in names:
                info = zipfile.ZipInfo(name, day)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o644 << 16
                packed.writestr(info, path.read_bytes())
        return
    with (
        archive.open("wb") as file,
        gzip.GzipFile("", "wb", mtime=seconds, fileobj=file) as squeezed,
        tarfile.open(fileobj=squeezed, mode="w", format=tarfile.PAX_FORMAT) as tape,
    ):
        for path, name in names:
            member = tarfile.TarInfo(name)
            member.size, member.mtime = path.stat().st_size, seconds
            member.mode = 0o755 if path.suffix == ".sh" else 0o644
            tape.addfile(member, io.BytesIO(path.read_bytes()))


_MACHINES = {"linux": ("x86_64", "aarch64"), "windows": ("amd64",)}
_PYTHONS = ("3.11", "3.12", "3.13")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m release.offline", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--platform", choices=tuple(_MACHINES), required=True)
    parser.add_argument("--machine")
    parser.add_argument("--python", action="append", metavar="3.12")
    parser.add_argument("--embeddable", type=Path, metavar="ZIP")
    parser.add_argument("--extra", action="append", default=None, metavar="pdf")
    parser.add_argument("--wheel", type=Path, help="fazhi's own, built already")
    parser.add_argument("--archive", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    typed = parser.parse_args(arguments)
    machine = typed.machine or _MACHINES[typed.platform][0]
    if machine not in _MACHINES[typed.platform]:
        parser.error(f"--machine: {' or '.join(_MACHINES[typed.platform])}")
    if typed.embeddable and typed.platform != "windows":
        parser.error("--embeddable is Windows' own")
    if typed.embeddable and typed.python:
        parser.error("--embeddable says itself which Python it is")
    target = Target(typed.platform, machine, tuple(typed.python or _PYTHONS))
    try:
        extras = tuple(typed.extra if typed.extra is not None else ("pdf",))
        make(target, typed.output, extras=extras, embeddable=typed.embeddable, wheel=typed.wheel)
        if typed.archive:
            pack(typed.output, typed.archive, epoch())
    except (PartError, ReleaseError) as error:
        print(error, file=sys.stderr)
        return 1
    size = sum(path.stat().st_size for path in typed.output.rglob("*") if path.is_file())
    print(f"{typed.output}：{size / 1_000_000:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
