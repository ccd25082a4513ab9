"""``jianbao``: the group of all commands."""

from __future__ import annotations

from pathlib import Path

import click

from jianbao import __version__
from jianbao.cli.account import account
from jianbao.cli.bulletin import bulletin
from jianbao.cli.checking import check
from jianbao.cli.chinese import ChineseGroup
from jianbao.cli.composing import compile_, review, sign
from jianbao.cli.deciding import DECISION_COMMANDS
from jianbao.cli.desk import desk
from jianbao.cli.doctor import doctor
from jianbao.cli.dropping import drop
from jianbao.cli.exporting import export
from jianbao.cli.feeds import fetch_feeds
from jianbao.cli.filing import new
from jianbao.cli.forge import forge_config
from jianbao.cli.found import find_adoptions
from jianbao.cli.handover import handover
from jianbao.cli.importing import import_
from jianbao.cli.leads import leads
from jianbao.cli.looking import find, queue, show, status
from jianbao.cli.mail import fetch_mail
from jianbao.cli.noticing import correct, withdraw
from jianbao.cli.recording import record
from jianbao.cli.scoring import explain, score
from jianbao.cli.session import SESSION_OPTIONS, Session
from jianbao.cli.similar import similar
from jianbao.cli.slips import slip
from jianbao.cli.supervising import SUPERVISION_COMMANDS
from jianbao.cli.today import today

COMMANDS = (
    new,
    import_,
    fetch_mail,
    fetch_feeds,
    leads,
    check,
    queue,
    *DECISION_COMMANDS,
    compile_,
    drop,
    review,
    sign,
    correct,
    withdraw,
    record,
    find_adoptions,
    *SUPERVISION_COMMANDS,
    bulletin,
    slip,
    explain,
    score,
    show,
    find,
    similar,
    status,
    today,
    handover,
    export,
    desk,
    account,
    forge_config,
    doctor,
)


@click.group(
    cls=ChineseGroup,
    params=list(SESSION_OPTIONS),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="例：jianbao --on 2026-12-04 status",
)
@click.version_option(__version__, message="jianbao %(version)s", help="显示版本")
@click.pass_context
def main(context: click.Context, folder: Path | None, on: str | None) -> None:
    """简报：报送、编辑、编号、编发政务信息。数据是 briefs/ 下的文本文件，由 git 保存。"""
    context.obj = Session(folder=folder, on=on)


for _command in COMMANDS:
    main.add_command(_command)
