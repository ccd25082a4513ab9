"""``jianbao desk``."""

from __future__ import annotations

import errno
import os
from ipaddress import ip_address
from pathlib import Path

import click

from jianbao.acting.refusing import refuse
from jianbao.cli.chinese import ChineseCommand
from jianbao.cli.session import Session, pass_session, reports_problems
from jianbao.serving import Store, create_app
from jianbao.serving.offering import open_server
from jianbao.serving.starting import lay_out_trial, prepare_desk
from jianbao.writing import scratch_folder

# Why an address cannot be had → the reason, and what to do.
_REFUSED = {
    errno.EADDRINUSE: ("端口已被占用", "采编台可能已经打开；要再开一个的，用 --port 换一个端口"),
    errno.EADDRNOTAVAIL: ("本机没有这个地址", "--host 写本机的内网地址，或者 0.0.0.0"),
    errno.EACCES: ("没有权限用这个端口", "1024以下的端口要管理员权限；用 --port 换一个，如 8000"),
}


@click.command(cls=ChineseCommand, epilog="例：jianbao desk --trial")
@click.option("--host", default="127.0.0.1", show_default=True, help="在哪个地址上提供，如内网地址 10.1.2.3")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="端口")
@click.option("--trial", is_flag=True, help="试用：在临时文件夹里的副本上，选人登录，不用密码；只能在本机打开")
@pass_session
@reports_problems
def desk(session: Session, host: str, port: int, trial: bool) -> None:
    """打开采编台：报送、编辑、编排、签发、督查都在浏览器里做，每一步存成版本库里的一次提交。按 Ctrl+C 停止。"""
    if trial:
        if not _is_loopback(host):
            raise click.UsageError("--trial 不用密码，只能用本机地址，如 --host 127.0.0.1")
        with scratch_folder() as folder:
            lay_out_trial(session.root, folder)
            _serve(session, folder, host, port, trial=True)
    else:
        _serve(session, session.root, host, port, trial=False)


def _serve(session: Session, root: Path, host: str, port: int, *, trial: bool) -> None:
    store = Store(root, on=session.on, environment=os.environ)
    said = prepare_desk(store)
    session.print("试用：内容在临时文件夹里，关掉就没有了。" if trial else "\n".join(said))
    app = create_app(store, trial=trial)
    address = f"{f'[{host}]' if ':' in host else host}:{port}"
    try:
        server = open_server(app, host, port)
    except OSError as error:
        why, hint = _REFUSED.get(error.errno or 0, ("这个地址用不了", "核对 --host 和 --port"))
        refuse("desk-address", f"在 {address} 打不开：{why}", hint)
    store.exchange.start(store.read().settings.desk.exchange)
    session.print(f"采编台已打开：http://{address}/")
    try:
        server.run()
    finally:
        store.exchange.stop()


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
