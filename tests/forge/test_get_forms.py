"""``scripts/get_forms.sh``: only what was tried is used, and nothing of it leads to another host."""

from __future__ import annotations

import os
import re
import subprocess
import tarfile
from io import BytesIO
from pathlib import Path

import pytest

from form_programs import require_forms

TOP = Path(__file__).parents[2]
SCRIPT = TOP / "scripts/get_forms.sh"


def fetch(*arguments: str, path: str = "") -> subprocess.CompletedProcess[str]:
    given = {"PATH": path or os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    command = ["/bin/sh", str(SCRIPT), *arguments]
    return subprocess.run(command, env=given, capture_output=True, encoding="utf-8", check=False)


def make_npm(folder: Path, script: str) -> str:
    """A search path on which npm is this script."""
    folder.mkdir()
    (folder / "npm").write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    (folder / "npm").chmod(0o755)
    return f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "用法：sh scripts/get_forms.sh gitlab|gitea|forgejo|all 表单文件夹\n"),
        (("github", "admin"), "用法：sh scripts/get_forms.sh gitlab|gitea|forgejo|all 表单文件夹\n"),
        (("gitlab",), "没有写表单文件夹，如 admin\n"),
    ],
)
def test_wrong_use(arguments: tuple[str, ...], said: str) -> None:
    done = fetch(*arguments)
    assert (done.returncode, done.stdout, done.stderr) == (2, said, "")


def test_without_npm_it_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = fetch("gitlab", str(tmp_path / "admin"), path=str(tmp_path / "empty"))
    assert (done.returncode, done.stdout) == (1, "没有 npm：请先安装 Node.js（Debian：apt install npm）\n")


def test_a_package_that_cannot_be_had(tmp_path: Path) -> None:
    done = fetch("gitlab", str(tmp_path / "admin"), path=make_npm(tmp_path / "bin", "exit 1"))
    said = "正在取 decap-cms@3.16.3……\n取不到 decap-cms@3.16.3，检查 npm 的软件源\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, said, "")
    assert not (tmp_path / "admin").exists()


def test_other_contents_than_were_tried_are_not_used(tmp_path: Path) -> None:
    """Somebody put another program under the same name and version."""
    data = b"alert('!')"
    with tarfile.open(tmp_path / "decap-cms-3.16.3.tgz", "w:gz") as packed:
        entry = tarfile.TarInfo("package/dist/decap-cms.js")
        entry.size = len(data)
        packed.addfile(entry, BytesIO(data))
    path = make_npm(tmp_path / "bin", f"cp {tmp_path}/decap-cms-3.16.3.tgz .")
    (tmp_path / "admin").mkdir()
    (tmp_path / "admin/decap-cms.js").write_text("before", encoding="utf-8")
    done = fetch("gitlab", str(tmp_path / "admin"), path=path)
    said = "正在取 decap-cms@3.16.3……\ndecap-cms@3.16.3 的内容和校验码不符，没有使用\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, said, "")
    assert (tmp_path / "admin/decap-cms.js").read_text(encoding="utf-8") == "before"


def test_what_was_fetched_is_whole() -> None:
    forms = require_forms()
    version = re.search(r"sveltia_version=(\S+)", SCRIPT.read_text(encoding="utf-8"))
    assert version is not None
    files = sorted(file.relative_to(forms).as_posix() for file in forms.rglob("*") if file.is_file())
    assert files == [
        "decap-cms.js",
        "sveltia-cms.js",
        "sveltia/LICENSE.symbols.txt",
        "sveltia/LICENSE.txt",
        "sveltia/cms/package.json",
        f"sveltia/cms@{version[1]}/locales/zh-CN.json",
        "sveltia/symbols.woff2",
    ]


def test_sveltia_loads_nothing_from_elsewhere() -> None:
    """No font, style or script is named by an address of another host; that none is asked, the browser shows."""
    program = (require_forms() / "sveltia-cms.js").read_text(encoding="utf-8")
    assert re.findall(r"url\(\s*['\"]?https?://[^)]*", program) == []
    assert re.findall(r"import\(\s*[`'\"]https?://[^)]*", program) == []
    assert program.count("../sveltia/symbols.woff2") == 1
    assert "`../sveltia/cms`" in program
    assert "`../sveltia/${e}`" in program
