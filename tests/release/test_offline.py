"""The folder for a computer without a network. Nothing is downloaded here: `make offline-check` makes a real one and uses it."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from drafting import __version__
from drafting.rules.tables import dated, tables
from release import offline
from release.building import ReleaseError
from release.offline import FILES, Target, gather, lay_out_embeddable, main, make, pack, unpack, write_files, write_sums
from release.parts import PartError
from tests.release.wheels import wheel

ROOT = Path(__file__).parents[2]
LINUX = Target("linux", "x86_64", ("3.11", "3.12"))
WINDOWS = Target("windows", "amd64", ("3.12",))


@pytest.fixture
def embeddable(tmp_path: Path) -> Path:
    """Named and laid out as what python.org gives out."""
    path = tmp_path / "python-3.12.9-embed-amd64.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("python.exe", "pythonw.exe", "python312.dll", "python312.zip", "_sqlite3.pyd", "LICENSE.txt"):
            archive.writestr(name, name)
        archive.writestr("python312._pth", "python312.zip\r\n.\r\n\r\n# Uncomment\r\n#import site\r\n")
    return path


@pytest.fixture
def fetched(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, tuple[str, ...]]]:
    """Instead of a registry: wheels of the names asked for, and who asked for which Python."""
    asked: list[tuple[str, tuple[str, ...]]] = []
    needs = {
        "click": ['colorama; platform_system == "Windows"'],
        "anyio": ['typing-extensions; python_version < "3.12"'],
    }

    def download(names: list[str], target: Target, python: str, folder: Path) -> None:
        asked.append((python, tuple(names)))
        for each in names:
            name, _, version = each.partition("==")
            compiled = name in ("lxml", "pydantic-core")
            tag = (
                f"cp{python.replace('.', '')}-cp{python.replace('.', '')}-{target.tags[0]}"
                if compiled
                else "py3-none-any"
            )
            wheel(folder, name.replace("-", "_"), version, tag=tag, requires=needs.get(name, []))

    monkeypatch.setattr(offline, "_download", download)
    return asked


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    needs = ["click", "lxml", "anyio", "pydantic-core", 'pypdfium2; extra == "pdf"', 'distributed; extra == "dask"']
    files = {"drafting/__main__.py": "", "fazhi.data/scripts/x": "", "fazhi.data/purelib/schemas/__init__.py": "x"}
    (tmp_path / "dist").mkdir()
    return wheel(tmp_path / "dist", "fazhi", __version__, requires=needs, files=files)


Asked = list[tuple[str, tuple[str, ...]]]


def test_wheels_are_those_of_the_other_computer(ours: Path, fetched: Asked, tmp_path: Path) -> None:
    gather(LINUX, ("pdf",), ours, tmp_path / "linux")
    gather(WINDOWS, (), ours, tmp_path / "windows")

    linux = {path.name.partition("-")[0] for path in (tmp_path / "linux").iterdir()}
    windows = {path.name.partition("-")[0] for path in (tmp_path / "windows").iterdir()}
    assert linux == {"fazhi", "pip", "click", "lxml", "anyio", "pydantic_core", "pypdfium2", "typing_extensions"}
    assert windows == {"fazhi", "pip", "click", "colorama", "lxml", "anyio", "pydantic_core"}
    assert len(list((tmp_path / "linux").glob("lxml-*"))) == len(LINUX.pythons)
    by_python = {
        python: {name.partition("==")[0] for p, names in fetched[:99] if p == python for name in names}
        for python in LINUX.pythons
    }
    assert "typing-extensions" in by_python["3.11"]
    assert all("==" in name for _, names in fetched for name in names)


def test_what_is_not_pinned_is_told(fetched: Asked, tmp_path: Path) -> None:
    stray = wheel(tmp_path, "fazhi", __version__, requires=["unheard-of-thing"])
    with pytest.raises(PartError, match=r"constraints\.txt 里没有 unheard-of-thing"):
        gather(LINUX, (), stray, tmp_path / "linux")


def test_tags_reach_down_to_old_systems() -> None:
    assert LINUX.tags[0] == "manylinux_2_28_x86_64"
    assert {"manylinux_2_17_x86_64", "manylinux2014_x86_64", "manylinux1_x86_64"} <= set(LINUX.tags)
    assert "manylinux_2_29_x86_64" not in LINUX.tags
    assert WINDOWS.tags == ("win_amd64",)


def test_a_folder_for_linux_is_whole(ours: Path, fetched: Asked, tmp_path: Path) -> None:
    folder = tmp_path / "离线" / "linux"
    make(LINUX, folder, wheel=ours)

    assert sorted(path.name for path in folder.iterdir()) == sorted(
        ["LICENSE.txt", "SHA256SUMS", "sbom.cdx.json", "packages", "安装.sh", "打开页面.sh", "说明.txt"]
    )
    assert [path.name for path in folder.parent.iterdir()] == ["linux"], "nothing is left beside it"
    check_sums(folder)
    script = (folder / "安装.sh").read_text(encoding="utf-8")
    assert f"'fazhi[pdf]=={__version__}'" in script
    assert "3.11 3.12" in script
    assert os.access(folder / "安装.sh", os.X_OK)
    assert dated(tables()) in (folder / "说明.txt").read_text(encoding="utf-8")

    with pytest.raises(ReleaseError, match="已经有了"):
        make(LINUX, folder, wheel=ours)


def check_sums(folder: Path) -> None:
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    assert sums.keys() == files.keys() - {"SHA256SUMS"}
    assert all(hashlib.sha256(files[name].read_bytes()).hexdigest() == digest for name, digest in sums.items())


def test_a_folder_for_windows_needs_no_installation(
    ours: Path, embeddable: Path, fetched: Asked, tmp_path: Path
) -> None:
    folder = tmp_path / "windows"
    assert (
        main(["--platform", "windows", "--embeddable", str(embeddable), "--wheel", str(ours), "-o", str(folder)]) == 0
    )

    assert sorted(path.name for path in folder.iterdir()) == sorted(
        ["LICENSE.txt", "SHA256SUMS", "fazhi.bat", "python", "sbom.cdx.json", "打开页面.bat", "说明.txt"]
    )
    check_sums(folder)
    site = folder / "python" / "Lib" / "site-packages"
    assert (folder / "python" / "python312._pth").read_bytes() == b"python312.zip\r\n.\r\nLib\\site-packages\r\n"
    assert (site / "drafting" / "__main__.py").is_file()
    assert (site / "schemas" / "__init__.py").read_text(encoding="utf-8") == "x", "purelib goes where pip puts it"
    assert not list(site.glob("*.data"))
    assert (site / "colorama").is_dir()
    assert not (site / "pip").exists()
    assert {python for python, _ in fetched} == {"3.12"}
    assert (folder / "说明.txt").read_bytes().startswith(b"\xef\xbb\xbf")
    assert '"pip"' not in (folder / "sbom.cdx.json").read_text(encoding="utf-8")


def test_a_folder_for_windows_with_a_python_of_its_own_installs(ours: Path, fetched: Asked, tmp_path: Path) -> None:
    make(WINDOWS, tmp_path / "windows", wheel=ours)

    script = (tmp_path / "windows" / "安装.bat").read_text(encoding="utf-8")
    assert "--no-index" in script
    assert f"fazhi[pdf]=={__version__}" in script
    assert (tmp_path / "windows" / "打开页面.bat").is_file()


@pytest.mark.parametrize("is_embedded", [True, False])
def test_cmd_can_read_what_is_written_for_it(is_embedded: bool, tmp_path: Path) -> None:
    write_files(WINDOWS, ("pdf",), tmp_path, is_embedded=is_embedded)
    scripts = sorted(tmp_path.glob("*.bat"))
    assert len(scripts) == 2
    for script in scripts:
        data = script.read_bytes()
        lines = data.split(b"\r\n")
        assert lines[0] == b"@echo off"
        assert b"\n" not in data.replace(b"\r\n", b"")
        # Before that line the bytes of Chinese words are others.
        page = lines.index(b"chcp 65001 >nul") if b"chcp 65001 >nul" in lines else len(lines)
        assert all(line.isascii() for line in lines[:page])


@pytest.mark.parametrize("target", [LINUX, WINDOWS])
@pytest.mark.parametrize("is_embedded", [True, False])
def test_no_placeholder_is_left(target: Target, is_embedded: bool, tmp_path: Path) -> None:
    write_files(target, (), tmp_path, is_embedded=is_embedded)
    for path in tmp_path.iterdir():
        assert not re.search(r"@[A-Z]+@", path.read_text(encoding="utf-8")), path.name


def test_every_file_is_used(tmp_path: Path) -> None:
    source = (ROOT / "release" / "offline.py").read_text(encoding="utf-8")
    assert [path.name for path in FILES.iterdir() if f'"{path.name}"' not in source] == []


@pytest.mark.parametrize(
    "names", [["python.exe"], ["python.exe", "python312._pth", "python313._pth"], ["python312._pth"]]
)
def test_what_is_no_embeddable_package_is_refused(names: list[str], tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in names:
            archive.writestr(name, "")
    with pytest.raises(PartError, match="不是 Python 的 embeddable 包"):
        lay_out_embeddable(tmp_path / "a.zip", tmp_path, tmp_path / "out")
    with pytest.raises(PartError, match="打不开"):
        lay_out_embeddable(tmp_path / "没有.zip", tmp_path, tmp_path / "out")


def test_a_wheel_cannot_write_elsewhere(tmp_path: Path) -> None:
    bad = wheel(tmp_path, "bad", "1", files={"../../outside.py": "x"})
    with pytest.raises(PartError, match="写到文件夹外面"):
        unpack(bad, tmp_path / "a" / "b")
    assert not (tmp_path / "outside.py").exists()


def test_pth_files_would_do_nothing(embeddable: Path, tmp_path: Path) -> None:
    (tmp_path / "wheels").mkdir()
    wheel(tmp_path / "wheels", "hooked", "1", files={"hooked.pth": "import x"})
    with pytest.raises(PartError, match=r"hooked\.pth 在这里不会起作用"):
        lay_out_embeddable(embeddable, tmp_path / "wheels", tmp_path / "out")


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz"])
def test_the_same_folder_makes_the_same_archive(name: str, tmp_path: Path) -> None:
    made: list[bytes] = []
    for place in ("一", "二"):
        folder = tmp_path / place / "fazhi"
        folder.mkdir(parents=True)
        write_files(LINUX, (), folder, is_embedded=False)
        write_sums(folder)
        os.utime(folder / "安装.sh", (len(made) + 1e9, len(made) + 1e9))
        pack(folder, tmp_path / place / name, 1_769_817_600)
        made.append((tmp_path / place / name).read_bytes())
    assert made[0] == made[1]
    out = tmp_path / "out"
    shutil.unpack_archive(tmp_path / "一" / name, out)
    check_sums(out / "fazhi")
    if name.endswith(".gz"):
        with tarfile.open(tmp_path / "一" / name) as tape:
            assert tape.getmember("fazhi/安装.sh").mode == 0o755


@pytest.fixture
def installing(tmp_path: Path) -> Path:
    folder = tmp_path / "fazhi"
    folder.mkdir()
    running = f"{sys.version_info[0]}.{sys.version_info[1]}"
    write_files(Target("linux", "x86_64", (running,)), (), folder, is_embedded=False)
    write_sums(folder)
    return folder


def install(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", str(folder / "安装.sh")],
        env={"PATH": os.environ["PATH"], **environment}, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_a_folder_that_was_not_copied_whole_is_not_installed(installing: Path) -> None:
    (installing / "说明.txt").write_text("半截", encoding="utf-8")
    done = install(installing)
    assert done.returncode == 1
    assert "可能没有拷贝完整" in done.stderr
    assert not (installing / "fazhi").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_without_a_python_that_fits_it_says_which(installing: Path) -> None:
    text = (installing / "安装.sh").read_text(encoding="utf-8")
    running = f"{sys.version_info[0]}.{sys.version_info[1]}"
    (installing / "安装.sh").write_text(text.replace(running, "3.99"), encoding="utf-8")
    write_sums(installing)
    done = install(installing)
    assert done.returncode == 1
    assert "没有找到可用的 Python（3.99 中的一个）" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_the_page_asks_for_the_installation_first(installing: Path) -> None:
    done = subprocess.run(["sh", str(installing / "打开页面.sh")], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "请先运行：sh 安装.sh" in done.stderr


def test_names_are_as_constraints_have_them() -> None:
    """pip writes ==: whatever the spelling, what the markers of another system ask for is there."""
    from release.parts import pinned

    versions = pinned((ROOT / "constraints.txt").read_text(encoding="utf-8"))
    assert {
        canonicalize_name(name) for name in ("colorama", "pip", "typing_extensions", "MarkupSafe")
    } <= versions.keys()
