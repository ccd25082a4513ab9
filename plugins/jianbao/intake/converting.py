"""``.doc``, ``.wps``, ``.rtf`` and ``.odt`` → ``.docx``, by LibreOffice where the machine has it: the one place that
starts it, in a folder and with a profile of its own that are gone afterwards.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from jianbao.intake.filetypes import FileType, refuse_macros
from jianbao.intake.packing import unpack
from jianbao.intake.refusing import SAVE_AS, RefusedError, refuse_damaged
from jianbao.settings import IntakeSettings
from jianbao.settings.intake import MEGABYTE

# No macro runs, no link is followed, and every way to the network ends at a port where nobody listens.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop>
<prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop>
<prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop>
</item>
</oor:items>
"""
_PROXY = "http://127.0.0.1:9"
_NETWORK = {"http_proxy": _PROXY, "https_proxy": _PROXY, "no_proxy": ""}


def convert_to_docx(data: bytes, kind: FileType, limits: IntakeSettings) -> bytes:
    """Raises RefusedError where there is no LibreOffice, or it makes nothing of the file in time."""
    if kind is FileType.ODT:
        _refuse_odt(unpack(data, limits))
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise RefusedError("word-convert", f"本机没有 LibreOffice，读不了 .{kind.value} 一类的文件", SAVE_AS)
    with tempfile.TemporaryDirectory(prefix="jianbao-") as scratch:
        folder = Path(scratch)
        profile = folder / "profile/user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        source = folder / f"manuscript.{kind.value}"
        source.write_bytes(data)
        _run(program, folder, source, limits.seconds)
        made = folder / "made/manuscript.docx"
        if not made.is_file() or made.stat().st_size > limits.unpacked_megabytes * MEGABYTE:
            raise refuse_damaged("LibreOffice 读不出这个文件，可能已损坏或加了密码")
        return made.read_bytes()


def _refuse_odt(parts: dict[str, bytes]) -> None:
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise RefusedError("word-locked", "文件加了密码，读不出来", "取消密码另存一份，再导入")
    if any(name.startswith(("Basic/", "Scripts/")) for name in parts):
        raise refuse_macros()


def _run(program: str, folder: Path, source: Path, seconds: int) -> None:
    """LibreOffice starts others of itself: all of them end with the time."""
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "made"), str(source)),
    ]
    quiet = subprocess.DEVNULL
    try:
        started = subprocess.Popen(  # noqa: S603  (a fixed program, names of our own)
            command,
            stdin=quiet,
            stdout=quiet,
            stderr=quiet,
            start_new_session=True,
            env={**os.environ, **_NETWORK, "HOME": str(folder)},
        )
    except OSError as error:
        raise RefusedError("word-convert", f"LibreOffice 启动不了：{error.strerror}", SAVE_AS) from error
    try:
        started.wait(seconds)
    except subprocess.TimeoutExpired as error:
        _end(started)
        raise RefusedError("word-convert", f"LibreOffice 转换超过{seconds}秒，没有完成", SAVE_AS) from error


def _end(started: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        os.killpg(started.pid, signal.SIGKILL)
    else:
        started.kill()
    started.wait()
