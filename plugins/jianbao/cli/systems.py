"""How to get fonts on each system: one command to copy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True, slots=True)
class System:
    """``releases``: what /etc/os-release calls this system and those made from it."""

    name: str
    command: str
    note: str = ""
    releases: tuple[str, ...] = ()


DEBIAN = System(
    name="Debian",
    command="sudo apt install --no-install-recommends texlive-lang-chinese fonts-noto-cjk",
    note="Ubuntu、统信、麒麟也一样",
    releases=("debian", "ubuntu", "uos", "deepin", "kylin", "openkylin"),
)
FEDORA = System(
    name="Fedora",
    command="sudo dnf install texlive-fandol google-noto-serif-cjk-fonts google-noto-sans-cjk-fonts",
    releases=("fedora", "rhel", "centos", "openeuler"),
)
WINDOWS = System(
    name="Windows",
    command="Add-WindowsCapability -Online -Name Language.Fonts.Hans~~~und-HANS~0.0.1.0",
    note="以管理员身份在 PowerShell 里运行。中文版 Windows 已有仿宋、黑体、楷体、宋体，只缺小标宋，要用单位购买的",
)
MACOS = System(name="macOS", command="brew install --cask font-fandol font-noto-serif-cjk-sc font-noto-sans-cjk-sc")
SYSTEMS = {system.name: system for system in (DEBIAN, FEDORA, WINDOWS, MACOS)}
# A checkout on Debian fetches them by itself.
_FETCH = Path("scripts/get_fonts.sh")


def detect_system(platform: str, release: Mapping[str, str]) -> System | None:
    """From ``sys.platform`` and the values of /etc/os-release; None for one that we know no command for."""
    if platform in ("win32", "cygwin"):
        return WINDOWS
    if platform == "darwin":
        return MACOS
    named = {release.get("ID", "").lower(), *release.get("ID_LIKE", "").lower().split()}
    return next((system for system in SYSTEMS.values() if named & set(system.releases)), None)


def tell_fonts(system: System | None, root: Path) -> list[str]:
    """How to get fonts there, line by line; for the office at ``root``."""
    own = "单位购买的字库，装进系统，或把文件放进本文件夹的 fonts/，都能找到"
    if system is None:
        return ["把 Fandol 等免费字库的文件放进本文件夹的 fonts/，就能找到"]
    if system is DEBIAN and (root / _FETCH).is_file():
        return ["make fonts", "（不需要 root，放在 .cache/jianbao/fonts 里）", own]
    return [system.command, *([f"（{system.note}）"] if system.note else []), own]
