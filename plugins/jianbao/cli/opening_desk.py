"""The desk's server, from opening to Ctrl+C."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from jianbao.acting.refusing import refuse
from jianbao.cli.session import Session
from jianbao.serving.app import create_app
from jianbao.serving.offering import open_server
from jianbao.serving.starting import lay_out_trial, prepare_desk
from jianbao.serving.store import Store
from jianbao.writing import scratch_folder

# Why an address cannot be had → the reason, and what to do.
_REFUSED = {
    errno.EADDRINUSE: ("端口已被占用", "采编台可能已经打开；要再开一个的，用 --port 换一个端口"),
    errno.EADDRNOTAVAIL: ("本机没有这个地址", "--host 写本机的内网地址，或者 0.0.0.0"),
    errno.EACCES: ("没有权限用这个端口", "1024以下的端口要管理员权限；用 --port 换一个，如 8000"),
}


def open_desk(session: Session, host: str, port: int, *, trial: bool) -> None:
    """Serves this office, or for a trial a copy that is gone afterwards. Refuses an address that cannot be had."""
    if not trial:
        _serve(session, session.root, host, port, trial=False)
        return
    with scratch_folder() as folder:
        lay_out_trial(session.root, folder)
        _serve(session, folder, host, port, trial=True)


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
