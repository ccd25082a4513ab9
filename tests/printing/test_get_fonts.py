"""scripts/get_fonts.sh against a package tool made of a few lines: no network, no root, whole or not at all."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import MakeOnce, require_tool

SCRIPT = Path(__file__).parents[2] / "scripts/get_fonts.sh"
FANDOL = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"
TEXLIVE, UMING = "texlive-lang-chinese", "fonts-arphic-uming"
FACES = ("Fang-Regular", "Hei-Bold", "Hei-Regular", "Kai-Regular", "Song-Bold", "Song-Regular")
FETCHED = [*(f"Fandol{face}.otf" for face in FACES), "licences/COPYING.gz", "licences/UMing", "uming.ttc"]

STARTED = "正在取免费的中文字库（约 57 MB，只取一次）……\n"
DONE = "已取得 Fandol 宋体、黑体、楷体、仿宋，放在 .cache/jianbao/fonts 里。\n"
HAVE = "免费的中文字库已经在 .cache/jianbao/fonts 里。\n"


def failed(reason: str) -> str:
    return f"没有取到免费的中文字库（{reason}），PDF 里的字体可能不全；jianbao doctor 告诉您怎样装字库。\n"


OFFLINE = failed("从软件源下载不到 texlive-lang-chinese")

# Lists lie at ``$FAKE/lists`` or where an update puts them; what can be downloaded lies in ``$FAKE/mirror``.
APT = """#!/bin/sh
echo "$*" >>"$FAKE/calls"
lists=$FAKE/lists
for word; do case $word in Dir::State::Lists=*) lists=${word#*=} ;; esac; done
case "$*" in
  *update*) test ! -d "$FAKE/mirror" || touch "$lists/known"; exit 100 ;;
  *download*) test -e "$lists/known" && cp "$FAKE"/mirror/*.deb . ;;
esac
"""


@pytest.fixture
def mirror(make_once: MakeOnce) -> Path:
    """Two packages as Debian makes them, with other things in them."""
    require_tool("dpkg-deb")
    files = {
        TEXLIVE: [
            *(f"{FANDOL}/Fandol{face}.otf" for face in FACES),
            f"{FANDOL}/FandolBraille-Regular.otf",
            "usr/share/doc/texlive-doc/fonts/fandol/COPYING.gz",
            "usr/share/doc/texlive-doc/fonts/fandol/README",
            "usr/share/texlive/texmf-dist/tex/generic/ctex/zhmap/ctex-zhmap-fandol.tex",
        ],
        UMING: ["usr/share/fonts/truetype/arphic/uming.ttc", "usr/share/doc/fonts-arphic-uming/copyright"],
    }

    def make(folder: Path) -> None:
        for package, paths in files.items():
            pack(folder, package, paths)

    return make_once("debian-mirror", make)


def pack(folder: Path, package: str, paths: list[str]) -> None:
    """A .deb of files whose content is their own path."""
    tree = folder / package
    for path in paths:
        (tree / path).parent.mkdir(parents=True, exist_ok=True)
        (tree / path).write_text(path, encoding="utf-8")
    (tree / "DEBIAN").mkdir(parents=True)
    control = f"Package: {package}\nVersion: 1\nArchitecture: all\nMaintainer: a <a@a.example>\nDescription: x\n"
    (tree / "DEBIAN/control").write_text(control, encoding="utf-8")
    subprocess.run(
        ["dpkg-deb", "-Znone", "--build", tree, folder / f"{package}_1_all.deb"], check=True, stdout=subprocess.PIPE
    )
    shutil.rmtree(tree)


class Checkout:
    """A checkout with the script, and a Debian around it whose package tool is ours."""

    def __init__(self, folder: Path) -> None:
        self.root, self.fake = folder / "checkout", folder / "fake"
        (self.root / "scripts").mkdir(parents=True)
        (self.fake / "bin").mkdir(parents=True)
        shutil.copy(SCRIPT, self.root / "scripts")
        apt = self.fake / "bin/apt-get"
        apt.write_text(APT, encoding="utf-8")
        apt.chmod(0o755)

    def get(self, *options: str, path: str | None = None, exit_code: int = 0) -> str:
        """What the script says; it is called from elsewhere, as make may be."""
        done = subprocess.run(
            [shutil.which("sh") or "sh", self.root / "scripts/get_fonts.sh", *options],
            cwd="/",
            env={"PATH": path or f"{self.fake / 'bin'}:{os.environ['PATH']}", "FAKE": str(self.fake)},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert (done.returncode, done.stderr) == (exit_code, "")
        return done.stdout

    @property
    def files(self) -> list[str]:
        """Everything that the script left in the checkout."""
        return sorted(
            p.relative_to(self.root / ".cache").as_posix() for p in (self.root / ".cache").rglob("*") if p.is_file()
        )

    @property
    def calls(self) -> list[str]:
        """What was asked of apt-get, without its options."""
        lines = (self.fake / "calls").read_text(encoding="utf-8").splitlines()
        return [
            " ".join(word for word in line.split() if not word.startswith("-") and "::" not in word) for line in lines
        ]


@pytest.fixture
def debian(tmp_path: Path, mirror: Path) -> Callable[..., Checkout]:
    """``lists``: whether the system has package lists; ``online``: whether the mirror answers."""

    def make(*, lists: bool = True, online: bool = True) -> Checkout:
        checkout = Checkout(tmp_path)
        if online:
            (checkout.fake / "mirror").symlink_to(mirror)
        if lists:
            (checkout.fake / "lists").mkdir()
            (checkout.fake / "lists/known").touch()
        return checkout

    return make


Debian = Callable[..., Checkout]
DOWNLOAD = f"download {TEXLIVE} {UMING}"
KEPT = [f"jianbao/fonts/{name}" for name in FETCHED]


def test_only_the_fonts_and_their_licences_are_taken(debian: Debian) -> None:
    checkout = debian()
    assert checkout.get() == STARTED + DONE
    assert (checkout.files, checkout.calls) == (KEPT, [DOWNLOAD])
    fetched = checkout.root / ".cache/jianbao/fonts/FandolKai-Regular.otf"
    assert fetched.read_text(encoding="utf-8") == f"{FANDOL}/FandolKai-Regular.otf"


def test_a_second_time_nothing_is_asked_for(debian: Debian) -> None:
    checkout = debian()
    checkout.get()
    assert [checkout.get(), checkout.get("--again"), checkout.get("--must")] == [HAVE] * 3
    assert checkout.calls == [DOWNLOAD]


def test_without_lists_it_makes_its_own(debian: Debian) -> None:
    checkout = debian(lists=False)
    assert checkout.get() == STARTED + DONE
    assert (checkout.files, checkout.calls) == (KEPT, [DOWNLOAD, "update", DOWNLOAD])


@pytest.mark.parametrize("lists", [True, False])
def test_without_network_it_says_so_in_a_line_and_the_site_is_built(debian: Debian, lists: bool) -> None:
    checkout = debian(lists=lists, online=False)
    assert checkout.get() == STARTED + OFFLINE
    assert checkout.files == ["jianbao/fonts-failed"]


def test_where_the_fonts_must_be_there_it_fails(debian: Debian) -> None:
    assert debian(online=False).get("--must", exit_code=1) == STARTED + OFFLINE


def test_a_failure_is_not_tried_again_on_the_same_day_unless_asked(debian: Debian, mirror: Path) -> None:
    checkout = debian(online=False)
    checkout.get()
    (checkout.fake / "mirror").symlink_to(mirror)
    assert checkout.get() == OFFLINE
    assert checkout.get("--again") == STARTED + DONE
    assert checkout.files == KEPT


def test_on_a_later_day_it_is_tried_again(debian: Debian) -> None:
    checkout = debian()
    (checkout.root / ".cache/jianbao").mkdir(parents=True)
    (checkout.root / ".cache/jianbao/fonts-failed").write_text("2026-11-20 没有网络\n", encoding="utf-8")
    assert checkout.get() == STARTED + DONE


def test_a_package_without_the_fonts_leaves_nothing(debian: Debian, tmp_path: Path) -> None:
    checkout = debian(online=False)
    pack(
        checkout.fake / "mirror",
        TEXLIVE,
        [f"{FANDOL}/Fandol{face}.otf" for face in FACES if not face.startswith("Kai")],
    )
    assert checkout.get() == STARTED + failed("软件包里没有 FandolKai")
    assert checkout.files == ["jianbao/fonts-failed"]


def test_a_torn_package_leaves_nothing(debian: Debian) -> None:
    checkout = debian(online=False)
    (checkout.fake / "mirror").mkdir()
    (checkout.fake / f"mirror/{TEXLIVE}_1_all.deb").write_bytes(b"!<arch>\ndebian-binary")
    assert checkout.get() == STARTED + failed("软件包里没有 FandolFang")
    assert checkout.files == ["jianbao/fonts-failed"]


def test_on_another_system_it_says_so(tmp_path: Path) -> None:
    checkout = Checkout(tmp_path)
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("sh", "date", "dirname", "mkdir"):
        (tools / name).symlink_to(require_tool(name))
    assert checkout.get(path=str(tools)) == failed("只有 Debian、Ubuntu 能自动取")
    assert checkout.get("--must", path=str(tools), exit_code=1) == failed("只有 Debian、Ubuntu 能自动取")


def test_a_checkout_that_cannot_be_written_is_told(debian: Debian) -> None:
    checkout = debian()
    (checkout.root / ".cache").write_text("不是文件夹", encoding="utf-8")
    assert checkout.get() == failed(".cache/jianbao 写不进去")


def test_an_unknown_option_is_wrong_use(tmp_path: Path) -> None:
    assert Checkout(tmp_path).get("--now", exit_code=2) == "没有选项 --now；可用 --again、--must\n"
