"""``jianbao doctor``: can documents be made here, with which fonts, and what to do where not."""

from __future__ import annotations

import platform
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import click

from jianbao.cli.chinese import ChineseCommand
from jianbao.cli.session import Session, exit_with_problems, pass_session, reports_problems
from jianbao.cli.systems import SYSTEMS, detect_system, tell_fonts
from jianbao.history import read_git_version
from jianbao.rendering.printing.fonts import FontSet, Typeface, find_fonts
from jianbao.settings.printing import ROLE_NAMES
from jianbao.writing import CACHE, Change, apply_changes, prepare_cache, remove_files

_HALF_BOLD = 600
_PROBE = (CACHE / "doctor").as_posix()


@click.command(cls=ChineseCommand, epilog="例：jianbao doctor\n例：jianbao doctor --for Windows")
@click.option(
    "--for",
    "name",
    type=click.Choice(list(SYSTEMS), case_sensitive=False),
    metavar="|".join(SYSTEMS),
    help="只说这种系统怎样装免费字库",
)
@click.option("--strict", is_flag=True, help="有的字体只找到代用的字库，也算不齐，退出码为1")
@pass_session
@reports_problems
def doctor(session: Session, name: str | None, strict: bool) -> None:
    """查看本机能不能生成 PDF 和 Word：字库、软件、缓存文件夹，以及缺字库时怎样装。

    不能生成时，退出码为1。
    """
    if name:
        session.print("\n".join(tell_fonts(SYSTEMS[name], session.root)))
        return
    fonts = find_fonts(session.office.settings.printing, session.root)
    writable = _can_write(session.root)
    lines = [*describe_fonts(fonts, session.root), *_describe_programs(session.root)]
    lines.append(f"缓存文件夹 {CACHE.as_posix()}：{'可以写' if writable else '写不进去，请检查文件权限'}")
    session.print("\n".join([*lines, *conclude(fonts, session.root, sys.platform, _read_release())]))
    if fonts.missing or not writable or (strict and fonts.substituted):
        exit_with_problems()


def describe_fonts(fonts: FontSet, root: Path) -> list[str]:
    """What each role is set in, and from which file."""
    lines = ["字库（PDF 用；Word 文件只写字体名称）："]
    for role, faces in fonts.roles.items():
        lines.append(f"  {ROLE_NAMES.get(role, role)}：{_describe_face(faces, root)}")
    spare = dict.fromkeys(face.name for faces in fonts.roles.values() for face in faces[1:])
    if spare:
        lines.append(f"  前面的字库没有的字，改用：{'、'.join(spare)}")
    if fonts.unreadable:
        lines += ["读不出的字库文件：", *(f"  {_shorten(path, root)}" for path in fonts.unreadable)]
    return lines


def _describe_face(faces: Sequence[Typeface], root: Path) -> str:
    if not faces:
        return "没有找到"
    face = faces[0]
    bold = " 粗体" if face.weight >= _HALF_BOLD else ""
    found = f"{face.name}{bold}（{_shorten(face.path, root)}）"
    return f"没有找到，代用：{found}" if face.substitute else found


def _shorten(path: str, root: Path) -> str:
    """As seen from the office, where it lies in there."""
    file = Path(path)
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else path


def _describe_programs(root: Path) -> list[str]:
    git = read_git_version(root)
    versions = f"typst {version('typst')}，排 PDF；python-docx {version('python-docx')}，写 Word 文件"
    return [
        "软件：",
        f"  {versions}；不用另装 Word、WPS 或 LibreOffice",
        f"  git {git}" if git else "  没有装 git：能生成文件，但不能核对已签发的各期改动过没有",
    ]


def conclude(fonts: FontSet, root: Path, system: str, release: Mapping[str, str]) -> list[str]:
    """Whether documents can be made, and how to get the fonts that are not there."""
    missing = "、".join(ROLE_NAMES.get(role, role) for role in fonts.missing)
    substituted = "、".join(ROLE_NAMES.get(role, role) for role in fonts.substituted)
    if not missing and not substituted:
        return ["字库齐全。"]
    told = f"缺{missing}的字库，排不出 PDF" if missing else f"能排 PDF，但{substituted}用的是代用字库"
    found = detect_system(system, release)
    where = f"在本机（{found.name}）装免费字库" if found else "装免费字库"
    return [f"{told}。{where}：", *(f"  {line}" for line in tell_fonts(found, root))]


def _read_release() -> Mapping[str, str]:
    try:
        return platform.freedesktop_os_release()
    except OSError:
        return {}


def _can_write(root: Path) -> bool:
    try:
        prepare_cache(root)
        apply_changes(root, [Change(path=_PROBE, data=b"", replaces=True)])
        remove_files(root, [_PROBE])
    except OSError:
        return False
    return True
