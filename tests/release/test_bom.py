"""What fazhi is made of: all of it, with licences that may be passed on."""

import json
import re
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from release.bom import bom, main, of_environment, project_requirements
from release.parts import PartError, licence, needed, of_wheels, pinned
from tests.release.wheels import environment, metadata, wheel

ROOT = Path(__file__).parents[2]
_FREE_FOR_ALL = {
    "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "ISC", "MIT", "MIT-0", "PSF-2.0", "Python-2.0", "Unlicense",
}  # fmt: skip
_LOOKED_AT = {"hypothesis": "MPL-2.0"}
"""docs/dependencies.md says why. Never (A)GPL."""


def test_no_dependency_is_under_a_licence_that_binds_its_users() -> None:
    parts = of_environment()
    assert len(parts) > 25
    for part in parts.values():
        if _LOOKED_AT.get(part.name) == part.licence:
            continue
        # Of an OR one is chosen, an AND binds with all; no expression here has both.
        words = set(re.split(r" (?:AND|OR) ", part.licence))
        chosen = words & _FREE_FOR_ALL if " OR " in part.licence else words
        assert chosen, f"{part.name}: {part.licence!r}"
        assert chosen <= _FREE_FOR_ALL, f"{part.name}: {part.licence!r}"


def test_every_dependency_is_pinned_as_it_is_installed() -> None:
    versions = pinned((ROOT / "constraints.txt").read_text(encoding="utf-8"))
    assert {part.name: part.version for part in of_environment().values()}.items() <= versions.items()


def test_it_is_written_without_time_path_or_address(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = tmp_path / "一.json", tmp_path / "b.json"
    assert main(["-o", str(first)]) == main(["-o", str(second)]) == 0
    text = first.read_text(encoding="utf-8")
    assert text == second.read_text(encoding="utf-8")
    assert "://" not in text
    assert str(tmp_path) not in text
    data = json.loads(text)
    assert (data["bomFormat"], data["specVersion"]) == ("CycloneDX", "1.6")
    references = [component["bom-ref"] for component in data["components"]]
    assert len(set(references)) == len(references)
    known = {*references, data["metadata"]["component"]["bom-ref"]}
    for dependency in data["dependencies"]:
        assert {dependency["ref"], *dependency["dependsOn"]} <= known
    (root,) = (d for d in data["dependencies"] if d["ref"] == data["metadata"]["component"]["bom-ref"])
    assert {canonicalize_name(r.name) for r in project_requirements(())} <= {
        re.sub(r"^pkg:pypi/|@.*$", "", below) for below in root["dependsOn"]
    }


def test_wheels_have_hashes_and_those_of_several_pythons_are_one(tmp_path: Path) -> None:
    wheel(tmp_path, "apple", "1.0", tag="cp311-cp311-win_amd64")
    wheel(tmp_path, "apple", "1.0", tag="cp312-cp312-win_amd64")
    wheel(tmp_path, "pear", "2", requires=["apple>=1", 'plum; extra == "x"'], licence="MIT OR Apache-2.0")

    parts = of_wheels(tmp_path)
    data = json.loads(bom(parts, [canonicalize_name("pear")]))

    apple, pear = data["components"]
    assert [file["name"] for file in apple["components"]] == [
        "apple-1.0-cp311-cp311-win_amd64.whl",
        "apple-1.0-cp312-cp312-win_amd64.whl",
    ]
    assert pear["licenses"] == [{"expression": "MIT OR Apache-2.0"}]
    assert pear["hashes"] == [{"alg": "SHA-256", "content": parts[canonicalize_name("pear")].files[0][1]}]
    assert data["dependencies"][-1] == {"ref": "pkg:pypi/pear@2", "dependsOn": ["pkg:pypi/apple@1.0"]}

    wheel(tmp_path, "apple", "1.1")
    with pytest.raises(PartError, match="apple 有两个版本"):
        of_wheels(tmp_path)


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["License-Expression: MIT", "Classifier: License :: OSI Approved :: BSD License"], "MIT"),
        (["Classifier: License :: OSI Approved", "Classifier: License :: OSI Approved :: ISC License (ISCL)"], "ISC"),
        (["Classifier: License :: OSI Approved :: GNU Affero General Public License v3"], "GNU Affero General Public License v3"),
        (["License: BSD 3-Clause"], "BSD-3-Clause"),
        (["License: Copyright (c) 2001 somebody, all rights"], ""),
        ([], ""),
    ],
)  # fmt: skip
def test_licences_are_read_as_they_are_written(lines: list[str], wanted: str) -> None:
    assert licence(metadata("apple", "1", extra_lines=lines)) == wanted


def test_markers_are_asked_for_the_other_computer(tmp_path: Path) -> None:
    wheel(tmp_path, "click", "8", requires=['colorama; platform_system == "Windows"'])
    wheel(tmp_path, "colorama", "0.4")
    everything = of_wheels(tmp_path)
    roots = everything[canonicalize_name("click")].requires

    def get(names: list) -> dict:  # type: ignore[type-arg]
        return {name: everything[name] for name in names}

    assert set(needed(roots, environment("windows"), get)) == {"colorama"}
    assert set(needed(roots, environment("linux"), get)) == set()


def test_extras_bring_their_own_and_versions_have_to_fit(tmp_path: Path) -> None:
    wheel(tmp_path, "pear", "2", requires=['plum>=3; extra == "x"', "apple"])
    wheel(tmp_path, "apple", "1", requires=["pear[x]"])
    wheel(tmp_path, "plum", "2")
    everything = of_wheels(tmp_path)
    (root,) = everything[canonicalize_name("apple")].requires

    def get(names: list) -> dict:  # type: ignore[type-arg]
        return {name: everything[name] for name in names if name in everything}

    with pytest.raises(PartError, match="plum 是 2，而要用的是 >=3"):
        needed([root], environment("linux"), get)
    del everything[canonicalize_name("plum")]
    with pytest.raises(PartError, match="没有 plum"):
        needed([root], environment("linux"), get)
