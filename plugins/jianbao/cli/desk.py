"""``jianbao desk``."""

from __future__ import annotations

from ipaddress import ip_address

import click

from jianbao.cli.chinese import ChineseCommand
from jianbao.cli.session import Session, pass_session, reports_problems


@click.command(cls=ChineseCommand, epilog="例：jianbao desk --trial")
@click.option("--host", default="127.0.0.1", show_default=True, help="在哪个地址上提供，如内网地址 10.1.2.3")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="端口")
@click.option("--trial", is_flag=True, help="试用：在临时文件夹里的副本上，选人登录，不用密码；只能在本机打开")
@pass_session
@reports_problems
def desk(session: Session, host: str, port: int, trial: bool) -> None:
    """打开采编台：报送、编辑、编排、签发、督查都在浏览器里做，每一步存成版本库里的一次提交。按 Ctrl+C 停止。"""
    if trial and not _is_loopback(host):
        raise click.UsageError("--trial 不用密码，只能用本机地址，如 --host 127.0.0.1")
    # The server and its forms take longer to load than most commands take to run.
    from jianbao.cli.opening_desk import open_desk  # noqa: PLC0415

    open_desk(session, host, port, trial=trial)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
