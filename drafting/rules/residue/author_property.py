import re
from collections.abc import Iterator

from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, Good, rule
from drafting.text.patterns import Pattern

_NO_PERSON = Pattern(
    r"[0-9a-z@]|政府|委员会|[局厅办乡镇县区市处所部院]$|中心|街道|公司|用户|单位|法治|管理员|办公|微软|金山|作者|user|admin|microsoft|windows|lenovo|office|wps|kingsoft|docx|apache|python|libre",
    re.IGNORECASE,
)
_PERSON = Pattern(r"^[\u4e00-\u9fff]{2,4}$")


@rule(
    code="RES05",
    slug="author-property",
    name="文档属性",
    severity=Severity.INFO,
    good=(Good("全年开展普法宣传8次。", author="青禾乡人民政府"),),
    bad=(Bad("全年开展普法宣传8次。", marks="全年开展普法宣传8次。", author="王小明"),),
)
def author_property(context: Context) -> Iterator[Flaw]:
    """文档属性里的作者是单位，不是个人姓名。

    公开的文件会带着属性一起下载，姓名也就公开了。
    """
    properties = context.document.properties
    if properties is None:
        return
    places = (("作者", properties.author), ("最后保存者", properties.last_modified_by))
    named = [place for place, value in places if _PERSON.match(value.strip()) and not _NO_PERSON.search(value)]
    if named:
        # The name itself is not repeated: findings are passed on.
        yield Flaw(
            context.head_span,
            f"文档属性的“{'”和“'.join(named)}”看来是个人姓名。",
            hint="请在“文件—信息”中清除，或改为单位名称。",
        )
