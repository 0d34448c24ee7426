"""fazhi.toml: rules on and off, severities, waivers, the county's own mandate and layout."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from drafting.comparing.figures import USUAL_JUMP
from drafting.document import layout as layouts
from drafting.document.layout import Layout
from drafting.document.mandate import Mandate, freeze, shipped_mandate
from drafting.findings import Finding, Severity

FILE_NAME = "fazhi.toml"
_LARGEST_JUMP = 10**9
_LARGEST = 256 * 1024
_DEEPEST = 40
"""Points in a name: what reads it takes time by their square."""


class ConfigError(Exception):
    """A settings file that cannot be used; the message says where and what to do."""


@dataclass(frozen=True, slots=True)
class Waiver:
    code: str
    reason: str
    until: date | None = None
    quote: str | None = None
    """Only findings whose words, here or in last year's report, hold this; None: all of the code."""

    def is_over(self, today: date) -> bool:
        return self.until is not None and today > self.until

    def covers(self, finding: Finding) -> bool:
        same = self.code in (finding.code, finding.code[:3])
        places = (finding.location, *finding.last_year)
        return same and (self.quote is None or any(self.quote in at.quote for at in places))


@dataclass(frozen=True)
class Settings:
    mandate: Mandate = field(default_factory=shipped_mandate)
    select: frozenset[str] = frozenset()
    """Codes or families; empty: all."""
    ignore: frozenset[str] = frozenset()
    severities: dict[str, Severity] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    source: Path | None = None
    own_layout: Layout | None = None
    """None: the shipped profile."""
    roster: tuple[str, ...] = ()
    """Who is expected to hand in, as written."""
    roster_file: Path | None = None
    """Where they are listed instead."""
    jump: Fraction = USUAL_JUMP
    """How many times as large or small a figure may be as last year's."""

    @property
    def layout(self) -> Layout:
        return self.own_layout or layouts.shipped_layout()

    def is_on(self, code: str) -> bool:
        names = {code, code[:3]}
        return (not self.select or bool(names & self.select)) and not names & self.ignore

    def severity_of(self, code: str) -> Severity | None:
        """What the file says of the rule, else of its family."""
        return self.severities.get(code) or self.severities.get(code[:3])

    def narrowed(self, select: frozenset[str], ignore: frozenset[str]) -> "Settings":
        """With what one run asks for on top. --select brings back what the file switches off."""
        if select:
            return replace(self, select=select, ignore=ignore)
        return replace(self, ignore=self.ignore | ignore)


def find(start: Path) -> Path | None:
    """The settings file beside a report or in a folder above it."""
    folder = start if start.is_dir() else start.parent
    for place in (folder, *folder.resolve().parents):
        candidate = place / FILE_NAME
        if candidate.is_file():
            return candidate
    return None


_KEYS = {"rules", "severity", "waivers", "check", "mandate", "layout", "roster"}


def load(path: Path, known_codes: frozenset[str]) -> Settings:
    import tomllib

    try:
        if path.stat().st_size > _LARGEST:
            raise ConfigError(f"设置文件 {path.name} 超过 256 KB，太大了，不像是设置；请检查是不是放错了文件。")
        text = path.read_bytes().decode("utf-8-sig")
        if any(line.partition("=")[0].count(".") > _DEEPEST for line in text.splitlines()):
            raise ConfigError(f"设置文件 {path.name} 的层次过深，不像是设置；请检查是不是放错了文件。")
        data = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise ConfigError(f"设置文件 {path.name} 不是 UTF-8 编码，请用 UTF-8 另存后再试。") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"设置文件 {path.name} 写法有误（{error}），请改正后再试。") from error
    except (RecursionError, ValueError) as error:
        # Of a number with thousands of digits Python says so in its own way.
        raise ConfigError(f"设置文件 {path.name} 写法有误（层次过深，或者有太长的数），请改正后再试。") from error
    except OSError as error:
        raise ConfigError(f"设置文件 {path.name} 读不了，请检查权限。") from error
    return _settings(data, path, known_codes)


def _settings(data: dict[str, Any], path: Path, known_codes: frozenset[str]) -> Settings:
    unknown = sorted(set(data) - _KEYS)
    if unknown:
        raise ConfigError(f"设置文件 {path.name} 里有不认识的项“{unknown[0]}”，可用的有：{'、'.join(sorted(_KEYS))}。")
    rules = _table(data, "rules", path)
    for key in rules:
        if key not in ("select", "ignore"):
            raise ConfigError(f"设置文件 {path.name} 的 [rules] 里有不认识的项“{key}”，可用的有：select、ignore。")
    ignore = set(_codes(rules.get("ignore", []), path, known_codes, "rules.ignore"))
    severities: dict[str, Severity] = {}
    for code, word in _table(data, "severity", path).items():
        _codes([code], path, known_codes, "severity")
        if word == "off":
            ignore.add(code)
        elif word in ("error", "warning", "info"):
            severities[code] = Severity.of(word)
        else:
            raise ConfigError(
                f"设置文件 {path.name} 的 severity.{code} 是“{word}”，只能是 error、warning、info 或 off。"
            )
    return Settings(
        mandate=_mandate(data, path) or shipped_mandate(),
        select=frozenset(_codes(rules.get("select", []), path, known_codes, "rules.select")),
        ignore=frozenset(ignore),
        severities=severities,
        waivers=tuple(_waiver(table, path, known_codes) for table in _tables(data, "waivers", path)),
        source=path,
        own_layout=_layout(_table(data, "layout", path), path),
        jump=_jump(_table(data, "check", path), path),
        **_roster(data.get("roster"), path),
    )


def _roster(told: object, path: Path) -> dict[str, Any]:
    if told is None:
        return {}
    if isinstance(told, str):
        return {"roster_file": path.parent / told}
    if isinstance(told, list) and all(isinstance(name, str) for name in told):
        return {"roster": tuple(told)}
    raise ConfigError(
        f'设置文件 {path.name} 的 roster 应当是一列名称，如 ["白石镇", "青禾乡"]，或者名单文件的名字，如 "名单.xlsx"。'
    )


def _jump(own: dict[str, Any], path: Path) -> Fraction:
    unknown = sorted(set(own) - {"jump"})
    if unknown:
        raise ConfigError(f"设置文件 {path.name} 的 [check] 里有不认识的项“{unknown[0]}”，可用的有：jump。")
    times = own.get("jump", USUAL_JUMP)
    # A comparison with "not a number" is false, with infinity it cannot be made exact.
    if isinstance(times, bool) or not isinstance(times, int | float | Fraction) or not 1 < times < _LARGEST_JUMP:
        raise ConfigError(f"设置文件 {path.name} 的 check.jump 应当是大于1的数，如 5：与去年相差这么多倍就提醒。")
    return Fraction(times).limit_denominator(1000)


def _table(data: dict[str, Any], key: str, path: Path) -> dict[str, Any]:
    table = data.get(key, {})
    if not isinstance(table, dict):
        raise ConfigError(f"设置文件 {path.name} 的 {key} 应当写成一节：[{key}]。")
    return table


def _tables(data: dict[str, Any], key: str, path: Path) -> list[Any]:
    tables = data.get(key, [])
    if not isinstance(tables, list):
        raise ConfigError(f"设置文件 {path.name} 的 {key} 应当每项写成一节：[[{key}]]。")
    return tables


def _codes(value: object, path: Path, known: frozenset[str], where: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
        raise ConfigError(f'设置文件 {path.name} 的 {where} 应当是一列代码，如 ["PUN05", "LAY"]。')
    for code in value:
        if code not in known:
            raise ConfigError(
                f"设置文件 {path.name} 的 {where} 里没有“{code}”这条规则，运行 fazhi rules 可查看全部代码。"
            )
    return value


def _waiver(table: object, path: Path, known: frozenset[str]) -> Waiver:
    if not isinstance(table, dict) or not table.get("code") or not table.get("reason"):
        raise ConfigError(f"设置文件 {path.name} 的每个 [[waivers]] 都要写 code（规则代码）和 reason（豁免理由）。")
    unknown = sorted(set(table) - {"code", "reason", "until", "quote"})
    if unknown:
        raise ConfigError(f"设置文件 {path.name} 的 [[waivers]] 里有不认识的项“{unknown[0]}”。")
    _codes([table["code"]], path, known, "waivers.code")
    until = table.get("until")
    if until is not None and type(until) is not date:
        raise ConfigError(f"设置文件 {path.name} 的 waivers.until 应写成不带引号的日期，如 2026-06-30。")
    if not isinstance(table.get("quote", ""), str):
        raise ConfigError(f"设置文件 {path.name} 的 waivers.quote 应写成带引号的文字。")
    return Waiver(table["code"], str(table["reason"]), until, table.get("quote"))


def _mandate(data: dict[str, Any], path: Path) -> Mandate | None:
    if "mandate" not in data:
        return None
    # Only a county's own mandate needs the validator, and so pydantic.
    from schemas.mandate import MandateError, validate

    try:
        return freeze(validate(data["mandate"]))
    except MandateError as error:
        raise ConfigError(f"设置文件 {path.name} 的 [mandate] 写法有误：{error}") from error


def _layout(own: dict[str, Any], path: Path) -> Layout | None:
    """The named profile with what the file says differently laid over it."""
    if not own:
        return None
    own = dict(own)
    name = own.pop("profile", layouts.STANDARD)
    known = layouts.shipped_names()
    if name not in known:
        raise ConfigError(f"设置文件 {path.name} 的 layout.profile 是“{name}”，可用的有：{'、'.join(known)}。")
    if not own:
        return layouts.shipped_layout(name)
    # As for a mandate: only a profile of one's own needs the validator.
    from schemas.layout import LayoutError, validate

    try:
        return layouts.freeze(validate(_laid_over(layouts.shipped_table(name), own)))
    except LayoutError as error:
        raise ConfigError(f"设置文件 {path.name} 的 [layout] 写法有误：{error}。") from error


def _laid_over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **below,
        **{
            key: _laid_over(below[key], value)
            if isinstance(value, dict) and isinstance(below.get(key), dict)
            else value
            for key, value in above.items()
        },
    }
