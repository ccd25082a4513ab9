"""密级 marks, as compile and the site plugin look for them too."""

from __future__ import annotations

from pathlib import Path

import pytest

from jianbao.checks import check_office
from jianbao.reading import read_office
from jianbao.secrecy import find_secrecy_mark
from offices import AS_OF, lay_out


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("秘密", "秘密"),
        ("机密★1年", "机密★1年"),
        ("绝密 ★ 长期", "绝密 ★ 长期"),
        ("秘密★", "秘密★"),
        ("**机密**", "**机密**"),
        ("正文第一段。\n　　秘　密\n正文第二段。", "秘　密"),
        ("【秘密】关于供水的报告", "【秘密】"),
        ("关于供水的报告（机密）", "（机密）"),
        ("# 〔绝密〕", "# 〔绝密〕"),
        ("密级：秘密", "密级：秘密"),
        ("密 级: 机密 紧急程度：特急", "密 级: 机密"),
        ("| 密级 | 秘密 |", "密级 | 秘密"),
        ("机密级", "机密级"),
        ("秘密*1年", "秘密*1年"),
        ("秘\u200b密", "秘\u200b密"),
        ("份号：001 绝密★10年 特急", "绝密★10年"),
    ],
)
def test_mark(text: str, mark: str) -> None:
    assert find_secrecy_mark(text) == mark


@pytest.mark.parametrize(
    "text",
    [
        "",
        "保护企业的商业秘密。",
        "学习保守国家秘密法",
        "国家秘密",
        "机密文件柜3个",
        "定密分为绝密、机密、秘密三级。",
        "秘密级以上的由专人管理",
        "不得以“秘密”为由拒绝公开",
        "密级管理规定",
        "内部资料 注意保存",
        "工作秘密、商业秘密、个人隐私",
    ],
)
def test_running_words_are_no_mark(text: str) -> None:
    assert find_secrecy_mark(text) is None


@pytest.mark.parametrize("sign", [" ", "　", "*", "#", "> ", "\u200b", "（", "】", "秘密 ", "密 ", "\n"])
def test_a_long_text_without_a_mark_is_read_in_one_pass(sign: str) -> None:
    """With a line of twice the length time doubles; were it to grow with the square, this would take minutes."""
    text = f"文{sign * 20_000}字"
    assert find_secrecy_mark(text) is None
    assert find_secrecy_mark(f"{text}\n机密★1年") == "机密★1年"


def test_mark_in_a_signed_snapshot(tmp_path: Path) -> None:
    lay_out(tmp_path)
    snapshot = tmp_path / "briefs/issues/xinxi/2026/067.json"
    text = snapshot.read_text(encoding="utf-8")
    snapshot.write_text(
        text.replace("今年以来，城关镇", "秘密★1年\\n\\n今年以来，城关镇"), encoding="utf-8", newline="\n"
    )
    found = [str(problem) for problem in check_office(read_office(tmp_path), AS_OF) if problem.code == "secrecy-mark"]
    assert found == [
        (
            "error[secrecy-mark] briefs/issues/xinxi/2026/067.json:1:1 定稿文本有密级标志“秘密★1年”\n"
            "提示：立即停止操作，把文件移出，按保密规定报告并走涉密渠道；确非涉密的，删去密级标志"
        )
    ]
