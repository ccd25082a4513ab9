"""``jianbao adopt | revise | decline | hold | file | void``."""

from __future__ import annotations

import click

from jianbao.acting.deciding import Ruling, plan_composite, plan_decisions
from jianbao.acting.refusing import require_periodical
from jianbao.cli.chinese import ChineseCommand
from jianbao.cli.session import Session, pass_session, reports_problems
from jianbao.model import Access, Decision


@click.command(
    cls=ChineseCommand,
    epilog="例：jianbao adopt chengguan/2026/11-26-jing-gai-quan-shu --to 信息 --column 问题建议 --editor 郑××",
)
@click.argument("items", nargs=-1, required=True, metavar="稿件…")
@click.option("--to", "periodical", required=True, help="刊物，如 信息")
@click.option("--series", default="", help="系列，如 增刊")
@click.option("--column", default="", help="栏目；默认为第一个")
@click.option("--title", default="", help="编辑后的标题")
@click.option("--order", type=click.IntRange(0), help="栏目内的顺序，以10为一级")
@click.option("--access", type=click.Choice([access.value for access in Access]), help="公开范围，只能收紧")
@click.option("--composite", is_flag=True, help="几篇合为一篇综合稿；要有 --title，正文写在生成的文件里")
@click.option("--reissues", default="", help="重刊自哪一期（已撤回的），如 xinxi/2026/075")
@click.option("--editor", help="编辑；默认为 git 里的姓名")
@click.option("--at", help="处理时间；默认为今天")
@click.option("--supersede", is_flag=True, help="改变原来的处理意见")
@pass_session
@reports_problems
def adopt(session: Session, /, items: tuple[str, ...], composite: bool, **options: str | int | bool | None) -> None:
    """采用稿件，列入某一刊物的备选。编辑后的正文写在生成的文件里，原稿不动。"""
    access = options["access"]
    ruling = Ruling(
        decision=Decision.ADOPT,
        editor=session.person(_text(options["editor"]), "编辑", "--editor"),
        at=session.moment(_text(options["at"]), "--at"),
        periodical=require_periodical(session.office, str(options["periodical"])).id,
        series=str(options["series"]),
        column=str(options["column"]),
        order=None if options["order"] is None else int(options["order"]),
        title=str(options["title"]),
        access=Access(access) if access else None,
        reissues=str(options["reissues"]),
        supersede=bool(options["supersede"]),
    )
    if composite:
        written = session.perform(lambda office: [plan_composite(office, items, ruling)])
    else:
        written = session.perform(lambda office: plan_decisions(office, items, ruling))
    session.print(f"编辑后的正文写在{'这个' if len(written) == 1 else '各个'}文件里，原稿不动。")


def _text(value: str | int | bool | None) -> str | None:
    return None if value is None else str(value)


_REASON_HELP = "理由，报送单位看得到"


def _make_command(name: str, decision: Decision, text: str, item: str, reason: str = "") -> click.Command:
    """A command and its example; one whose example gives no reason needs none."""
    # A default, even an empty one, would satisfy ``required``.
    reason_option = (
        click.option("--reason", required=True, help=_REASON_HELP)
        if reason
        else click.option("--reason", default="", help=_REASON_HELP)
    )

    @click.argument("items", nargs=-1, required=True, metavar="稿件…")
    @reason_option
    @click.option("--editor", help="编辑；默认为 git 里的姓名")
    @click.option("--at", help="处理时间；默认为今天")
    @click.option("--supersede", is_flag=True, help="改变原来的处理意见")
    @pass_session
    @reports_problems
    def command(
        session: Session, items: tuple[str, ...], reason: str, editor: str | None, at: str | None, supersede: bool
    ) -> None:
        ruling = Ruling(
            decision=decision,
            editor=session.person(editor, "编辑", "--editor"),
            at=session.moment(at, "--at"),
            reason=reason,
            supersede=supersede,
        )
        session.perform(lambda office: plan_decisions(office, items, ruling))

    example = f"例：jianbao {name} {item}{f' --reason {reason}' if reason else ''} --editor 郑××"
    return click.command(name, cls=ChineseCommand, help=text, epilog=example)(command)


DECISION_COMMANDS = (
    adopt,
    _make_command(
        "revise",
        Decision.REVISE,
        "退改：退回报送单位修改，要写明改什么。",
        "baimiao/2026/11-25-dong-ji-yin-shui-2",
        "请补报受影响的村民小组和水源改造造价",
    ),
    _make_command(
        "decline",
        Decision.DECLINE,
        "不采用，要写明理由。",
        "wenlv/2026/11-26-lv-you-fu-wu",
        "属日常工作调整，没有可供别处借鉴的做法",
    ),
    _make_command(
        "hold",
        Decision.HOLD,
        "留存待用，要写明等什么。",
        "shuili/2026/11-30-dong-xiu-shui-li",
        "待11月底全年数据核定后再用",
    ),
    _make_command("file", Decision.FILE, "备查：收下，不刊用。", "yunfeng/2026/11-27-hu-lin-fang-huo"),
    _make_command(
        "void",
        Decision.VOID,
        "误报作废：重报、错报的，不计入报送。",
        "minzheng/2026/11-30-du-ju-lao-ren",
        "与同日9时12分所报一稿重复",
    ),
)
