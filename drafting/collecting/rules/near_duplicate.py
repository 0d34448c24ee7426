import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing

from drafting.collecting.declaring import Example, Member, set_rule
from drafting.collecting.fingerprints import prints
from drafting.collecting.likeness import Listed, keep, pairs, prepare
from drafting.findings import Severity

_OWN = (
    "针对渡口一带灌溉用水争执多的情况，司法所三次到柳湾村入户，请老水利员画出渠系图，把每道闸门由谁开、何时开写进用水公约，"
    "公约经村民会议表决后张贴在闸房，当年夏灌期间没有再发生抢水的事，十二户人家还自愿修通了末级渠道。"
)
_COPIED = (
    "针对桥头一带灌溉用水争执多的情况，司法所先后到桑园村入户，请老水利员画出渠系图，把每道闸门由谁开、何时开写进用水公约，"
    "公约经村民会议表决后及时张贴在闸房，当年夏灌期间没有再发生抢水的事，九户人家还自愿修通了末级渠道。"
)
_OTHER_WORDS = (
    "今年夏灌前，我们把柳湾、桑园两个村的用水户请到一起，约定了轮灌的次序和看水的人，谁家不按约定开闸，由看水员先劝、村里再调。"
    "用水公约公布以后，抢水的少了，渠道也有人愿意修了。"
)
_SET_PHRASES = (
    "坚持以习近平新时代中国特色社会主义思想为指导，深入学习贯彻习近平法治思想，全面贯彻党的二十大和二十届二中、三中全会精神，"
    "落实“谁执法谁普法”普法责任制，坚持和发展新时代“枫桥经验”，把矛盾纠纷化解在基层、化解在萌芽状态。"
)


@set_rule(
    code="SET01",
    slug="near-duplicate",
    name="近似",
    severity=Severity.WARNING,
    good=(
        Example((("青禾乡", _OWN), ("白石镇", _OTHER_WORDS))),
        Example((("青禾乡", _SET_PHRASES), ("白石镇", _SET_PHRASES))),
        Example((("青禾乡", _OWN), ("白石镇", _OWN), ("柳溪镇", _OWN))),
    ),
    bad=(Example((("青禾乡", _OWN), ("白石镇", _COPIED)), marks="请老水利员画出渠系图"),),
)
def near_duplicate(members: Sequence[Member]) -> Iterator[str]:
    """各乡镇写自己的事，不整段照抄别处的报告。

    同一段话出现在两个乡镇的报告里，只改了地名和数字，公开以后一比就看得出来，写的事也就没人相信了。
    多半是互相传阅、参考时直接复制的。大家都写的套话、法规名称和县里统一下发的文字不算；
    三分之一以上（至少三个）单位都有的，看作县里统一的文字。
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        prepare(connection)
        for number, member in enumerate(members):
            keep(connection, str(number), prints(member.document, [member.unit]).packed())
        for pair in pairs(connection, [Listed(str(number), str(number)) for number in range(len(members))]):
            for alike in pair.passages:
                yield alike.first_words
