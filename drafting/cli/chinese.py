"""Help and mistakes of usage in Chinese; typer words them in English only."""

import re
from typing import Any

from typer import BadParameter
from typer.core import TyperCommand, TyperGroup


class Command(TyperCommand):
    def parse_args(self, ctx: Any, args: Any) -> Any:
        rest = super().parse_args(ctx, args)
        for parameter in self.params:
            _refuse_empty_name(parameter, ctx.params.get(parameter.name))
        return rest

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _write_help(self, ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:
        return _in_chinese(super().get_help_option(ctx))


class Group(TyperGroup):
    def format_help(self, ctx: Any, formatter: Any) -> None:
        _write_help(self, ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:
        return _in_chinese(super().get_help_option(ctx))


_ON_DISK = ("文件", "文件夹", "去年的文件", "模板", "底版", "旧版本")


def _refuse_empty_name(parameter: Any, value: Any) -> None:
    """An empty name, as a shell variable that was never set leaves one, is the current folder to the system: nobody meant that."""
    if not any(
        isinstance(name, str) and not name.strip() for name in (value if isinstance(value, list | tuple) else [value])
    ):
        return
    if parameter.param_type_name == "argument":
        raise BadParameter(f"没有写明{parameter.metavar}：给的名称是空的。")
    if parameter.metavar in _ON_DISK:
        raise BadParameter(f"{parameter.opts[0]} 后面没有写明{parameter.metavar}：给的名称是空的。")


def _in_chinese(option: Any) -> Any:
    if option is not None:
        option.help = "显示这份说明。"
    return option


def _write_help(command: Any, ctx: Any, formatter: Any) -> None:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.get_params(ctx) if p.param_type_name == "option" and not getattr(p, "hidden", False)]
    names = (
        {name: command.get_command(ctx, name) for name in command.list_commands(ctx)}
        if hasattr(command, "list_commands")
        else {}
    )
    usage = " ".join(["命令" if names else "", *(_metavar(a) for a in arguments), "[选项]" if options else ""]).split()
    formatter.write(f"用法：{ctx.command_path} {' '.join(usage)}\n\n")
    for line in (command.help or "").strip().splitlines():
        formatter.write(f"{line.strip()}\n")
    _rows(formatter, "命令", [(name, sub.get_short_help_str(200)) for name, sub in names.items()])
    _rows(formatter, "参数", [(_metavar(a), getattr(a, "help", "") or "") for a in arguments])
    _rows(formatter, "选项", [(_option(o), getattr(o, "help", "") or "") for o in options])


def _rows(formatter: Any, heading: str, rows: list[tuple[str, str]]) -> None:
    if rows:
        formatter.write(f"\n{heading}：\n")
        for name, text in rows:
            formatter.write(f"  {name}\n      {text}\n")


def _metavar(argument: Any) -> str:
    name = argument.metavar or argument.name.upper()
    name += "..." if argument.nargs == -1 else ""
    return name if argument.required else f"[{name}]"


def _option(option: Any) -> str:
    names = ", ".join(option.opts)
    return names if option.is_flag else f"{names} {option.metavar or '值'}"


def mistake(error: Exception) -> str:
    """A mistake of usage in one sentence."""
    kind = type(error).__name__
    if kind == "NoSuchOption":
        near = getattr(error, "possibilities", None)
        hint = f"，是不是“{near[0]}”" if near else ""
        return f"没有“{getattr(error, 'option_name', '')}”这个选项{hint}。"
    if kind == "MissingParameter":
        parameter = getattr(error, "param", None)
        return f"缺少{getattr(parameter, 'metavar', None) or getattr(parameter, 'name', '参数')}。"
    if kind == "BadOptionUsage":
        return f"选项“{getattr(error, 'option_name', '')}”后面要写内容。"
    if kind == "NoArgsIsHelpError":
        return "请写明要做什么。"
    text = getattr(error, "message", "") or str(error)
    quoted = re.findall(r"'([^']*)'", text)
    if text.startswith("No such command") and quoted:
        return f"没有“{quoted[0]}”这个命令" + (f"，是不是“{quoted[1]}”。" if len(quoted) > 1 else "。")
    if text.startswith("Got unexpected extra argument"):
        return f"多写了内容：{text[text.rfind('(') + 1 : text.rfind(')')]}；文件名里有空格的，请给整个文件名加上引号。"
    if kind == "BadParameter" and not _is_chinese(text) and (told := _wanted(error, text)):
        return told
    return text if _is_chinese(text) else "写法有误。"


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)


_NUMBERS = {"int": "整数", "int range": "整数", "float": "数", "float range": "数"}
_REFUSED = re.compile(r"'?(.+?)'? is not ")


def _wanted(error: Any, text: str) -> str:
    """Of a value that is no number, or none in its range: which option, what it got, what it wants."""
    parameter, refused = getattr(error, "param", None), _REFUSED.match(text)
    kind = getattr(parameter, "type", None)
    number = _NUMBERS.get(getattr(kind, "name", ""))
    if parameter is None or refused is None or number is None:
        return ""
    least, most = getattr(kind, "min", None), getattr(kind, "max", None)
    if least is not None and most is not None:
        number = f"{least} 到 {most} 之间的{number}"
    elif least is not None:
        number = f"不小于 {least} 的{number}"
    name = parameter.opts[0] if parameter.param_type_name == "option" else parameter.metavar
    return f"{name} 后面的“{refused[1]}”不对，要写{' ' if number[0].isdigit() else ''}{number}。"
