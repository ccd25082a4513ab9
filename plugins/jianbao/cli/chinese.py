"""Click in Chinese: its headings and its complaints about wrong use (exit code 2)."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import Any

import click
from click.exceptions import BadOptionUsage, MissingParameter, NoArgsIsHelpError, NoSuchOption
from rich.cells import cell_len

from jianbao.metadata.vocabulary import nearest_name

WRONG_USE = 2
_SURROGATE = re.compile("[\ud800-\udfff]")
# What the arguments are called in a sentence, where their short name would not do.
_ARGUMENTS = {
    "稿件…": "稿件编号",
    "刊期": "刊期编号",
    "篇目": "篇目编号",
    "送审稿": "送审稿编号",
    "刊物": "刊物名称",
    "单位": "单位名称",
    "词…": "要查的词",
    "约稿": "约稿编号",
    "批示": "批示编号",
    "事项": "督查事项编号",
    "事件": "事件编号",
    "刊期|稿件|单位": "刊期、稿件或单位",
    "刊期|送审稿|通报…": "刊期、送审稿或通报",
}
_WORDS = {
    "DIRECTORY": "文件夹",
    "FILE": "文件",
    "INTEGER RANGE": "整数",
    "TEXT": "文字",
    "[required]": "（必填）",
    "[x>=0]": "",
    "[x>=1]": "",
}


class ChineseCommand(click.Command):
    """A command whose help is in Chinese throughout."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示本说明"
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx)).replace("[OPTIONS]", "[选项]")
        pieces = pieces.replace("COMMAND [ARGS]...", "命令 [参数]…")
        formatter.write_usage(ctx.command_path, pieces, prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        _write_section(formatter, "选项", [(_translate(name), _translate(text)) for name, text in records])
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        # Never wrapped: an example is to be copied as one line.
        formatter.write_paragraph()
        for line in (self.epilog or "").splitlines():
            formatter.write(f"  {line}\n")


class ChineseProgram(ChineseCommand):
    """A command that is a program by itself: where wrong use is reported."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        # Bytes that are no UTF-8 reach us as lone surrogates, which no file could hold.
        if _SURROGATE.search(" ".join(args)):
            raise click.UsageError("有的参数不是 UTF-8 文字", ctx)
        return super().parse_args(ctx, args)

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        extra["standalone_mode"] = False
        _forgive_terminal()
        try:
            sys.exit(super().main(args, *rest, **extra) or 0)
        except NoArgsIsHelpError as error:
            click.echo(error.message, err=True)
            sys.exit(WRONG_USE)
        except click.UsageError as error:
            path = error.ctx.command_path if error.ctx else "jianbao"
            click.echo(f"用法有误：{_say(error)}\n提示：用 {path} --help 看说明和例子", err=True)
            sys.exit(WRONG_USE)
        except click.Abort:
            click.echo("已中止，没有写入。", err=True)
            sys.exit(WRONG_USE)


class ChineseGroup(ChineseProgram, click.Group):
    """The group of all commands."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [
            (name, command.get_short_help_str(limit=60))
            for name in self.list_commands(ctx)
            if (command := self.get_command(ctx, name))
        ]
        _write_section(formatter, "命令", records)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            near = nearest_name(args[0], self.list_commands(ctx))
            hint = f"；是不是 {near}？" if near else ""
            raise click.UsageError(f"没有命令“{args[0]}”{hint}", ctx)
        return super().resolve_command(ctx, args)


def _forgive_terminal() -> None:
    """A character that the terminal's encoding lacks (an emoji in a GBK console) prints as ``?``, never as a crash."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _write_section(formatter: click.HelpFormatter, heading: str, records: Sequence[tuple[str, str]]) -> None:
    """A heading and two columns, by the width that full-width text has on a screen."""
    width = max(cell_len(name) for name, _ in records) + 2
    formatter.write(f"\n{heading}：\n")
    for name, text in records:
        formatter.write(f"  {name}{' ' * (width - cell_len(name))}{text}\n")


def _translate(text: str) -> str:
    for word, chinese in _WORDS.items():
        text = text.replace(word, chinese)
    return text.strip()


def _say(error: click.UsageError) -> str:
    """What is wrong, in Chinese; our own messages are so already."""
    if isinstance(error, NoSuchOption):
        near = f"；是不是 {error.possibilities[0]}？" if error.possibilities else ""
        return f"没有选项 {error.option_name}{near}"
    if isinstance(error, MissingParameter):
        return f"没有写{_name(error.param)}".rstrip()
    if isinstance(error, BadOptionUsage):
        return f"选项 {error.option_name} 的写法不对：后面要写一个值，开关则不写值"
    if isinstance(error, click.BadParameter):
        return f"{_name(error.param).lstrip()}的值不对：{_expect(error.param)}"
    if error.message.startswith("Got unexpected extra"):
        return "参数太多；含空格的标题要加引号"
    return error.message


def _name(param: click.Parameter | None) -> str:
    if param is None:
        return "参数"
    if isinstance(param, click.Option):
        return f" {param.opts[0]} "
    return _ARGUMENTS.get(str(param.metavar), str(param.metavar or param.name).rstrip("…"))


def _expect(param: click.Parameter | None) -> str:
    """What a parameter of this type takes."""
    kind = param.type if param else None
    if isinstance(kind, click.Choice):
        return "可选 " + "、".join(str(choice) for choice in kind.choices)
    if isinstance(kind, click.Path):
        return "没有这个文件夹" if not kind.file_okay else "没有这个文件"
    if isinstance(kind, click.IntRange) and kind.min is not None:
        return f"应是不小于{kind.min}的整数"
    return "应是一个整数" if isinstance(kind, click.types.IntParamType) else "请看说明"
