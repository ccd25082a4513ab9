"""What changed after signing is said once, at the last issue concerned."""

from __future__ import annotations

from pathlib import Path

from jianbao.checks import check_office
from jianbao.reading import read_office
from offices import AS_OF, lay_out, sign_issues

SECOND_ISSUE = """\
periodical: xinxi
year: 2026
number: 68
cumulative: 1238
date: 2026-11-12
signatory: zhuren
articles: [2026/11-06-binhe-gong-shui]
digest: 待签
"""
WITHDRAWAL = "issue: xinxi/2026/{}\nkind: 撤回\nreason: 内容有误\napprover: zhuren\ndate: 2026-11-{}\n"


def lay_out_two_issues(root: Path) -> None:
    lay_out(root)
    (root / "briefs/issues/xinxi/2026/068.yml").write_text(SECOND_ISSUE, encoding="utf-8")
    sign_issues(root)
    periodicals = root / "briefs/settings/periodicals.yml"
    periodicals.write_text(periodicals.read_text(encoding="utf-8").replace("160", "180"), encoding="utf-8")


def test_one_notice_for_all_issues_that_were_printed_so(tmp_path: Path) -> None:
    lay_out_two_issues(tmp_path)
    assert [str(problem) for problem in check_office(read_office(tmp_path), AS_OF)] == [
        (
            "notice[setting-changed] briefs/issues/xinxi/2026/068.yml:1:1 "
            "《信息》第68期（总第1238期）等2期印的印数是“160”，现在的设置是“180”；已印发的不受影响\n"
            "提示：不用处理，已印发的不会改动；设置改错了的，改回来"
        )
    ]


def test_withdrawn_issues_are_let_rest(tmp_path: Path) -> None:
    lay_out_two_issues(tmp_path)
    notices = tmp_path / "briefs/notices/2026"
    notices.mkdir(parents=True)
    (notices / "11-13-liu-qi.yml").write_text(WITHDRAWAL.format("067", 13), encoding="utf-8")
    (notices / "11-14-ba-qi.yml").write_text(WITHDRAWAL.format("068", 14), encoding="utf-8")
    assert check_office(read_office(tmp_path), AS_OF) == []
