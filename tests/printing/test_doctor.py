"""``jianbao doctor``: what was found, what stands in, what is missing, and the one command that helps."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest
import typst

from commands import refuse, run, succeed
from fonts import make_font
from jianbao.cli.doctor import conclude, describe_fonts
from jianbao.cli.systems import DEBIAN, FEDORA, MACOS, SYSTEMS, WINDOWS, System, detect_system, tell_fonts
from jianbao.history import read_git_version
from jianbao.rendering.printing.fonts import FontSet, Typeface
from jianbao.settings.printing import FONT_ROLES
from offices import lay_out

OWN = "单位购买的字库，装进系统，或把文件放进本文件夹的 fonts/，都能找到"
VERSIONS = f"typst {version('typst')}，排 PDF；python-docx {version('python-docx')}，写 Word 文件"
PROGRAMS = f"软件：\n  {VERSIONS}；不用另装 Word、WPS 或 LibreOffice\n  git {read_git_version(Path.cwd())}\n"
WRITABLE = "缓存文件夹 .cache/jianbao：可以写\n"
DEBIAN_RELEASE = {"ID": "debian"}


def make_set(**roles: tuple[Typeface, ...]) -> FontSet:
    """Each role in a typeface of its own unless given."""
    none = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[])
    return FontSet(fonts=none, roles={**{role: (make_face(f"{role}体"),) for role in FONT_ROLES}, **roles})


def make_face(name: str, *, substitute: bool = False) -> Typeface:
    return Typeface(name=name, family=name, weight=400, path=f"/f/{name}.ttf", index=0, substitute=substitute)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office that asks for typefaces of its own, so that what else is installed here does not matter."""
    lay_out(tmp_path)
    settings = "".join(
        f"  {role}: [{{name: {role}体T{', bold: 是' if role == 'title' else ''}}}, {{name: 代用体T, substitute: 是}}]\n"
        for role in FONT_ROLES
    )
    (tmp_path / "briefs/settings/print.yml").write_text(f"fonts:\n{settings}", encoding="utf-8")
    return tmp_path


def add_fonts(office: Path, *roles: str) -> Path:
    """Puts the typefaces of these roles into the office's own folder."""
    for role in roles:
        bold = {"weight": 700, "style": "Bold"} if role == "title" else {}
        make_font(office / f"fonts/{role}.ttf", "甲", [f"{role} T", f"{role}体T"], **bold)  # type: ignore[arg-type]
    return office


# -- the command --------------------------------------------------------------


def test_all_is_there(office: Path) -> None:
    told = succeed(add_fonts(office, *FONT_ROLES), "doctor")
    assert told == (
        "字库（PDF 用；Word 文件只写字体名称）：\n"
        "  小标宋：title体T 粗体（fonts/title.ttf）\n"
        "  黑体：heading体T（fonts/heading.ttf）\n"
        "  楷体：kai体T（fonts/kai.ttf）\n"
        "  仿宋：body体T（fonts/body.ttf）\n"
        "  宋体：song体T（fonts/song.ttf）\n"
        f"{PROGRAMS}{WRITABLE}字库齐全。\n"
    )
    assert succeed(office, "doctor", "--strict") == told


def test_what_stands_in_is_told_and_enough_unless_asked_strictly(office: Path) -> None:
    make_font(add_fonts(office, *FONT_ROLES[:-2]) / "fonts/spare.ttf", "甲", ["Spare T", "代用体T"])
    told = succeed(office, "doctor")
    assert "  仿宋：没有找到，代用：代用体T（fonts/spare.ttf）\n" in told
    assert "  前面的字库没有的字，改用：代用体T\n" in told
    assert "能排 PDF，但仿宋、宋体用的是代用字库。" in told
    strict = run(office, "doctor", "--strict")
    assert (strict.exit_code, strict.stdout, strict.stderr) == (1, told, "")


def test_without_a_typeface_for_a_role_the_exit_code_is_1(office: Path) -> None:
    done = run(add_fonts(office, "title", "kai", "song"), "doctor")
    assert (done.exit_code, done.stderr) == (1, "")
    assert "  黑体：没有找到\n" in done.stdout
    assert "缺黑体、仿宋的字库，排不出 PDF。" in done.stdout


def test_broken_files_are_named(office: Path) -> None:
    (add_fonts(office, *FONT_ROLES) / "fonts/方正小标宋.ttf").write_text("<html>登录后下载</html>", encoding="utf-8")
    assert "读不出的字库文件：\n  fonts/方正小标宋.ttf\n软件：" in succeed(office, "doctor")


def test_a_cache_that_cannot_be_written_is_told(office: Path) -> None:
    (add_fonts(office, *FONT_ROLES) / ".cache").write_text("不是文件夹", encoding="utf-8")
    done = run(office, "doctor")
    assert (done.exit_code, done.stderr) == (1, "")
    assert "缓存文件夹 .cache/jianbao：写不进去，请检查文件权限\n" in done.stdout


def test_nothing_is_left_behind_but_the_cache(office: Path) -> None:
    before = {path for path in office.rglob("*") if ".cache" not in path.parts}
    succeed(add_fonts(office), "doctor", "--for", "macOS")
    run(office, "doctor")
    assert {path for path in office.rglob("*") if ".cache" not in path.parts} == before
    assert not (office / ".cache/jianbao/doctor").exists()


def test_another_systems_command_alone(office: Path) -> None:
    assert succeed(office, "doctor", "--for", "fedora") == f"{FEDORA.command}\n{OWN}\n"
    assert succeed(office, "doctor", "--for", "Windows") == (
        "Add-WindowsCapability -Online -Name Language.Fonts.Hans~~~und-HANS~0.0.1.0\n"
        "（以管理员身份在 PowerShell 里运行。中文版 Windows 已有仿宋、黑体、楷体、宋体，只缺小标宋，要用单位购买的）\n"
        f"{OWN}\n"
    )


def test_an_unknown_system_is_wrong_use(office: Path) -> None:
    assert refuse(office, "doctor", "--for", "BeOS", code=2) == (
        "用法有误：--for 的值不对：可选 Debian、Fedora、Windows、macOS\n提示：用 jianbao doctor --help 看说明和例子\n"
    )


# -- systems ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("platform", "release", "system"),
    [
        ("linux", {"ID": "debian", "VERSION_ID": "12"}, DEBIAN),
        ("linux", {"ID": "ubuntu", "ID_LIKE": "debian"}, DEBIAN),
        ("linux", {"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, DEBIAN),
        ("linux", {"ID": "kylin"}, DEBIAN),
        ("linux", {"ID": "UOS"}, DEBIAN),
        ("linux", {"ID": "fedora"}, FEDORA),
        ("linux", {"ID": "rocky", "ID_LIKE": "rhel centos fedora"}, FEDORA),
        ("linux", {"ID": "openEuler"}, FEDORA),
        ("linux", {"ID": "arch"}, None),
        ("linux", {}, None),
        ("freebsd14", {}, None),
        ("win32", {}, WINDOWS),
        ("darwin", {}, MACOS),
    ],
)
def test_the_system_is_known_by_what_it_says_of_itself(
    platform: str, release: dict[str, str], system: System | None
) -> None:
    assert detect_system(platform, release) is system


def test_each_system_has_one_command() -> None:
    assert {name: system.command for name, system in SYSTEMS.items()} == {
        "Debian": "sudo apt install --no-install-recommends texlive-lang-chinese fonts-noto-cjk",
        "Fedora": "sudo dnf install texlive-fandol google-noto-serif-cjk-fonts google-noto-sans-cjk-fonts",
        "Windows": "Add-WindowsCapability -Online -Name Language.Fonts.Hans~~~und-HANS~0.0.1.0",
        "macOS": "brew install --cask font-fandol font-noto-serif-cjk-sc font-noto-sans-cjk-sc",
    }


def test_a_checkout_on_debian_fetches_them_itself(tmp_path: Path) -> None:
    assert tell_fonts(DEBIAN, tmp_path)[0] == DEBIAN.command
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts/get_fonts.sh").touch()
    assert tell_fonts(DEBIAN, tmp_path) == ["make fonts", "（不需要 root，放在 .cache/jianbao/fonts 里）", OWN]
    assert tell_fonts(FEDORA, tmp_path)[0] == FEDORA.command


# -- the conclusion -----------------------------------------------------------


def test_the_conclusion_says_what_to_do_here(tmp_path: Path) -> None:
    fonts = make_set(body=(), kai=(make_face("宋体", substitute=True),))
    assert conclude(make_set(), tmp_path, "linux", DEBIAN_RELEASE) == ["字库齐全。"]
    assert conclude(fonts, tmp_path, "linux", DEBIAN_RELEASE) == [
        "缺仿宋的字库，排不出 PDF。在本机（Debian）装免费字库：",
        "  sudo apt install --no-install-recommends texlive-lang-chinese fonts-noto-cjk",
        "  （Ubuntu、统信、麒麟也一样）",
        f"  {OWN}",
    ]
    assert conclude(fonts, tmp_path, "linux", {"ID": "arch"}) == [
        "缺仿宋的字库，排不出 PDF。装免费字库：",
        "  把 Fandol 等免费字库的文件放进本文件夹的 fonts/，就能找到",
    ]


def test_files_outside_of_the_office_are_told_by_their_full_path(tmp_path: Path) -> None:
    assert describe_fonts(make_set(), tmp_path)[1] == "  小标宋：title体（/f/title体.ttf）"
