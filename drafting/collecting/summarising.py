"""One report in, one summary out: what a worker does, in whichever process or on whichever machine it is."""

import pickle
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from drafting import deadline, engine
from drafting.collecting.fingerprints import prints
from drafting.collecting.genres import other_than_report, page_of_ours, written_by_us
from drafting.collecting.others import mentions
from drafting.collecting.recognition import identity, identity_of_name, signatures
from drafting.collecting.summary import Counted, Identity, Summary, Told
from drafting.config import Settings
from drafting.document import Document
from drafting.document.mandate import Mandate
from drafting.document.parts import Parts, find_parts
from drafting.document.years import report_time
from drafting.figures import Ledger, cell_labels, countable, subject_of
from drafting.figures.arithmetic import plain
from drafting.findings import Finding, locate
from drafting.readers import ReadError, read_bytes
from drafting.rules.catalogue import ALL
from drafting.text.patterns import Pattern
from drafting.wording import advice, place_in_words

_STEP = 14
_LONGEST_QUOTE = 60
_SHORTEST_THING = 2
_SHORTEST_ACT = 4
"""调解成功 says enough by itself; 办结 does not say what."""
_OTHER_TIME = Pattern("上年|去年|同期|往年|20[0-9]{2}年(?:底|末)?的?$|计划|拟|将|力争|目标|每")
_NOISE = Pattern('[“”‘’"\\s《》（）()]|^[我本全](?:镇|乡|街道|县|区)|共$')
ARCHIVES = frozenset({".zip", ".rar", ".7z"})
"""Files that reports are sent in: named, so that nobody is missing whose report lies within."""
_PACKED_UP = "这是压缩包，没有打开；请先解压，把里面的报告放进来再汇总一次。"
_BROKEN = "处理这份文件时程序出了差错，没有查完；请用 Word 或 WPS 打开它，另存为 .docx 后再试。"
_TOO_BIG = "内存不够，处理不了这份文件；请删去其中的大图片后再试。"


@dataclass(frozen=True, slots=True)
class Input:
    """A report as it is handed to a worker: bytes, since a worker may be on another machine."""

    name: str
    """Of the file, without its folder."""
    data: bytes


@dataclass(frozen=True, slots=True)
class Output:
    """What comes back: ready to be kept, since the one who hands out the work has the least time of all."""

    identity: Identity
    written: str
    error: str
    """Why it could not be checked: then there is nothing else."""
    other: str
    """What it is, where it is no yearly report."""
    summary: str
    """All that is told of it, packed."""
    figures: tuple[Counted, ...] = ()
    prints: bytes = b""
    """By which its text is known again elsewhere, packed."""
    mentions: str = ""
    """What stands before 乡, 镇 and 街道 in it, a line each: whether that is another township, only all of them can tell."""
    signed: str = ""
    """Title and signatures, a line each: whose it is, where it does not tell by itself, a roster may."""


def output_of(
    summary: Summary,
    figures: tuple[Counted, ...] = (),
    prints: bytes = b"",
    mentions: Iterable[str] = (),
    signed: Iterable[str] = (),
) -> Output:
    return Output(
        summary.identity,
        summary.written,
        summary.error,
        summary.other,
        summary.packed(),
        figures,
        prints,
        "\n".join(mentions),
        "\n".join(signed),
    )


def summarised(inputs: Sequence[Input], settings: bytes, seconds: float) -> list[Output]:
    """`settings` are pickled: a worker unpacks them once for all that it is handed."""
    return [_output(one, _unpacked(settings), seconds) for one in inputs]


@lru_cache(maxsize=4)
def _unpacked(settings: bytes) -> Settings:
    unpacked: Settings = pickle.loads(settings)  # noqa: S301 - of our own making, from the process that asks
    return unpacked


def _output(one: Input, settings: Settings, seconds: float) -> Output:
    try:
        with deadline.within(seconds):
            return _checked(one, settings)
    except ReadError as error:
        return failed(one, str(error))
    except deadline.TooLateError:
        return failed(one, f"用了{seconds:g}秒还没有查完，已经跳过；请单独查这一份。")
    except MemoryError:
        return failed(one, _TOO_BIG)
    except Exception:  # noqa: BLE001 - one report must not stop the others; what is said may hold words of it
        return failed(one, _BROKEN)


def _suffix(name: str) -> str:
    return "." + name.rpartition(".")[2].lower()


def packed_up(name: str) -> bool:
    """Whether a file holds others, by its name: what is in an archive nobody can be asked about."""
    return _suffix(name) in ARCHIVES


def failed(one: Input, sentence: str) -> Output:
    return output_of(Summary(one.name, identity_of_name(one.name), error=sentence))


def _checked(one: Input, settings: Settings) -> Output:
    if packed_up(one.name):
        raise ReadError(_PACKED_UP)
    if page := page_of_ours(one.data):
        return output_of(Summary(one.name, other=page))
    document = read_bytes(one.data, _suffix(one.name))
    if other := written_by_us(document) or other_than_report(document.title):
        return output_of(Summary(one.name, identity(document, one.name), document.title, other=other))
    result = engine.run(document, ALL, settings)
    written = report_time(document).written
    parts = find_parts(document, settings.mandate)
    ledger, whose = result.ledger, identity(document, one.name)
    summary = Summary(
        one.name,
        whose,
        document.title,
        tuple((part.key, parts.has(part.key)) for part in settings.mandate.parts if part.required),
        written.value.isoformat() if written is not None and written.value is not None else "",
        result.seen.characters,
        result.seen.headings,
        tuple(_told(finding) for finding in result.findings),
        result.seen.checkable or 0,
        result.seen.consistent or 0,
        result.notices,
        has_looks=document.formatting is not None,
    )
    figures = tuple(_counted(document, ledger, parts, settings.mandate, whose.unit or "")) if ledger is not None else ()
    kept = prints(document, [name for name in (whose.unit, whose.county) if name])
    return output_of(summary, figures, kept.packed(), mentions(kept), signatures(document))


def _told(finding: Finding) -> Told:
    return Told(
        finding.code,
        finding.name,
        finding.severity.word,
        finding.message,
        place_in_words(finding.location, _STEP),
        advice(finding.suggestion, finding.hint),
        finding.location.quote[:_LONGEST_QUOTE],
    )


def _counted(document: Document, ledger: Ledger, parts: Parts, mandate: Mandate, own: str) -> Iterator[Counted]:
    """What can be set beside the same of other townships: counts of this year that say what they count."""
    cells = cell_labels(document)
    for quantity in ledger.figures:
        part = parts.part_of(quantity.block) or ""
        if part and mandate.part(part).year_offset:
            continue
        if not quantity.is_count or quantity.depth or _OTHER_TIME.search(quantity.before):
            continue
        if quantity.block in cells:
            thing = cells[quantity.block]
        else:
            subject = subject_of(document, quantity)
            # 办结40件 does not say what.
            if (
                (len(subject.words) < _SHORTEST_ACT and not subject.thing)
                or _OTHER_TIME.search(subject.period)
                or subject.scope.startswith("每")
            ):
                continue
            thing = countable(_NOISE.sub("", subject.words.removeprefix(own)))
        thing, value = _NOISE.sub("", thing), plain(quantity.value)
        if len(thing) >= _SHORTEST_THING:
            yield Counted(
                thing,
                quantity.unit,
                quantity.shown,
                value,
                # Of what has no end in digits nobody can give a total.
                quantity.is_exact and not value.endswith("…"),
                place_in_words(locate(document, quantity.span), _STEP),
                part,
            )
