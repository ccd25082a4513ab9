"""What the commands on tasks have in common."""

from __future__ import annotations

import click

TASK = click.argument("task", metavar="事项")
INCIDENT = click.argument("incident", metavar="事件")
UNIT = click.option("--unit", default="", help="单位；默认为牵头单位")
PART = click.option(
    "--part",
    type=click.IntRange(1),
    default=None,
    callback=lambda _context, _option, written: written or 0,
    help="任务分解的序号；不写的指整件事",
)
DATE = click.option("--date", help="日期；默认为今天")
BY = click.option("--by", help="经手人；默认为 git 里的姓名")
