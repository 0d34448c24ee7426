from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from jinja2 import nodes

from drafting.compose.filters import FILTERS
from drafting.findings import Severity
from drafting.templating.context import TemplateContext
from drafting.templating.problems import Fault, Patch, template_rule

_TESTING = {"select": 0, "reject": 0, "selectattr": 1, "rejectattr": 1}


@template_rule(
    code="TPL03",
    slug="unknown-filter",
    name="过滤器不明",
    severity=Severity.ERROR,
    bad=(
        Patch("乡镇", "报告.jinja", "{{ 主送 | 顿号 }}", "{{ 主送 | 逗号 }}", marks="@主送 {{ 主送 | 逗号 }}："),
        Patch("县区", "报告.jinja", "{% if 主送 %}", "{% if 主送 is define %}", marks="{% if 主送 is define %}"),
    ),
)
def unknown_filter(context: TemplateContext) -> Iterator[Fault]:
    """竖线后面的过滤器、is 后面的判断都是有的。

    可用的过滤器有：带量词、顿号、并列、成句、原因、已引出、汉字、日期、占、段落、表格，以及 Jinja 自带的 length、sort 等。
    """
    environment = context.sources.environment
    for file, tree in context.sources.trees():
        for node in tree.find_all((nodes.Filter, nodes.Test)):
            place = file.name, node.lineno or 1
            if isinstance(node, nodes.Test):
                if node.name not in environment.tests:
                    yield _fault(context, place, node.name, environment.tests, "is 后面没有“{0}”这种判断")
                continue
            assert isinstance(node, nodes.Filter)
            if node.name not in environment.filters:
                yield _fault(context, place, node.name, environment.filters, "没有“{0}”这个过滤器")
                continue
            which = _TESTING.get(node.name)
            if which is not None and (test := _named(node, which)) and test not in environment.tests:
                yield _fault(context, place, test, environment.tests, "没有“{0}”这种判断")
            if node.name == "map" and (name := _named(node, 0)) and name not in environment.filters:
                yield _fault(context, place, name, environment.filters, "没有“{0}”这个过滤器")


def _named(node: nodes.Filter, which: int) -> str | None:
    """A filter or test that another one is given by its name."""
    argument = node.args[which] if len(node.args) > which else None
    return argument.value if isinstance(argument, nodes.Const) and isinstance(argument.value, str) else None


def _fault(
    context: TemplateContext, place: tuple[str, int], name: str, known: Mapping[str, object], said: str
) -> Fault:
    right = next(iter(get_close_matches(name, known, 1, 0.5)), None)
    perhaps = f"，是不是“{right}”" if right else ""
    hint = None if right or "过滤器" not in said else f"模板的过滤器有：{'、'.join(FILTERS)}。"
    return Fault(context.spot(*place, name), said.format(name) + perhaps + "。", suggestion=right, hint=hint)
