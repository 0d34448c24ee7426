"""What fazhi is made of, as CycloneDX JSON: names, versions, licences, hashes, and what needs what.

    python -m release.bom -o fazhi.cdx.json                       of the packages in this environment
    python -m release.bom -o fazhi.cdx.json --wheels packages       of the wheels in a folder, with their hashes

No time, no path, no address: the same packages give the same bytes.
"""

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

from release.building import version
from release.parts import ROOT, Part, PartError, installed, needed, of_wheels

_OURS = canonicalize_name("fazhi")


def bom(parts: Mapping[NormalizedName, Part], roots: Iterable[NormalizedName]) -> str:
    others = [parts[name] for name in sorted(parts) if name != _OURS]
    ours = parts.get(_OURS)
    component = {
        "type": "application", "bom-ref": _reference(_OURS, version()), "name": "fazhi", "version": version(),
        **_licences("MIT"), "purl": _reference(_OURS, version()), **_hashes(ours),
    }  # fmt: skip
    needs = {part.name: sorted(_below(part, parts)) for part in others} | {_OURS: sorted(roots)}
    numbers = {part.name: part.version for part in others} | {_OURS: version()}
    data = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": component},
        "components": [_component(part) for part in others],
        "dependencies": [
            {
                "ref": _reference(name, numbers[name]),
                "dependsOn": [_reference(below, numbers[below]) for below in needs[name] if below in numbers],
            }
            for name in sorted(needs)
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _component(part: Part) -> dict[str, Any]:
    reference = _reference(part.name, part.version)
    return {
        "type": "library", "bom-ref": reference, "name": part.name, "version": part.version,
        **_licences(part.licence), "purl": reference, **_hashes(part),
    }  # fmt: skip


def _licences(expression: str) -> dict[str, Any]:
    if not expression:
        return {}
    # CycloneDX takes an expression or an identifier, and a single identifier is what other tools read.
    simple = re.fullmatch(r"[A-Za-z0-9.+-]+", expression)
    return {"licenses": [{"license": {"id": expression}} if simple else {"expression": expression}]}


def _hashes(part: Part | None) -> dict[str, Any]:
    if part is None or not part.files:
        return {}
    if len(part.files) == 1:
        return {"hashes": [{"alg": "SHA-256", "content": part.files[0][1]}]}
    files = [
        {"type": "file", "name": name, "hashes": [{"alg": "SHA-256", "content": digest}]} for name, digest in part.files
    ]
    return {"components": files}


def _below(part: Part, parts: Mapping[NormalizedName, Part]) -> set[NormalizedName]:
    """Without what only somebody's extra brings; `parts` holds nothing that another platform's marker would bring."""
    asked = [requirement for requirement in part.requires if "extra ==" not in str(requirement.marker)]
    return {name for requirement in asked if (name := canonicalize_name(requirement.name)) in parts}


def _reference(name: NormalizedName, number: str) -> str:
    return f"pkg:pypi/{name}@{number}"


def project_requirements(extras: Iterable[str]) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    texts = [*project["dependencies"], *(text for extra in extras for text in project["optional-dependencies"][extra])]
    return [Requirement(text) for text in texts]


USERS_EXTRAS = ("dask", "pdf", "templates")


def of_environment(extras: Iterable[str] = USERS_EXTRAS) -> dict[NormalizedName, Part]:
    """What fazhi, with all that a user may ask for, needs of the packages that are installed here."""

    def get(names: list[NormalizedName]) -> dict[NormalizedName, Part]:
        return {name: part for name in names if (part := installed(name)) is not None}

    environment = {key: str(value) for key, value in default_environment().items()}
    return needed(project_requirements(extras), environment, get)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m release.bom")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--wheels", type=Path)
    typed = parser.parse_args(arguments)
    roots = {canonicalize_name(requirement.name) for requirement in project_requirements(USERS_EXTRAS)}
    try:
        parts = of_wheels(typed.wheels) if typed.wheels else of_environment()
    except PartError as error:
        print(error, file=sys.stderr)
        return 1
    typed.output.write_bytes(bom(parts, roots & parts.keys()).encode())
    print(f"{typed.output}：{len(parts.keys() - {_OURS})} 个软件包")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
