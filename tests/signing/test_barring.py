"""What bars a signing although the articles are in order: who signs, a text nobody saw, a record that was lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from jianbao.acting.drafting import plan_review
from jianbao.acting.refusing import require_signatory
from jianbao.compiling import digest_draft
from jianbao.model import Stage
from jianbao.problems import ProblemsFound
from jianbao.writing import apply_changes
from offices import OfficeBuilder, commit_all, day

RECORD, SNAPSHOT = "briefs/issues/xinxi/2026/007.yml", "briefs/issues/xinxi/2026/007.json"


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


def refusal(act: Callable[[], object]) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        act()
    return [str(problem) for problem in found.value.problems]


def review(builder: OfficeBuilder, draft: str, stage: Stage, by: str, at: str = "2026-11-20 09:00") -> None:
    apply_changes(builder.root, [plan_review(builder.read(), draft, stage, by, day(at), "")])


def name_signatories(builder: OfficeBuilder) -> None:
    for person in ("zhuren, name: 周××", "kezhang, name: 吴××"):
        builder.replace("briefs/settings/people.yml", person, f"{person}, roles: [签发人]")


# -- who ----------------------------------------------------------------------


def test_who_is_no_signatory_signs_nothing(builder: OfficeBuilder) -> None:
    builder.adopt()
    name_signatories(builder)
    assert refusal(lambda: builder.sign(by="郑××")) == [
        "error[not-signatory] 郑××不是签发人，不能签发、更正或撤回\n提示：本办公室的签发人：周××、吴××"
    ]
    assert not (builder.root / RECORD).exists()
    assert builder.sign(by="信息科科长").document.imprint.signatory == "吴××"
    assert builder.check() == []


def test_where_nobody_has_the_role_anybody_known_may_sign(builder: OfficeBuilder) -> None:
    assert require_signatory(builder.read(), "郑××", "签发人") == "bianji-zheng"


def test_somebody_unknown_is_told_who_may_act(builder: OfficeBuilder) -> None:
    name_signatories(builder)
    assert refusal(lambda: require_signatory(builder.read(), "钱××", "批准人")) == [
        (
            "error[person-unknown] 批准人“钱××”不在人员名单里\n"
            "提示：可写：周××、吴××；人员名单见 briefs/settings/people.yml，同名的写 id 或职务"
        )
    ]


def test_what_one_signatory_reviewed_no_other_signs(builder: OfficeBuilder) -> None:
    draft = builder.draft(builder.adopt())
    review(builder, draft, Stage.SIGN_OFF, "zhuren")
    assert refusal(lambda: builder.sign(by="吴××")) == [
        (
            f"error[draft-changed] briefs/drafts/{draft}.yml:1:1 送审稿 {draft} 由周××审签，不能由别人签发\n"
            "提示：请周××签发"
        )
    ]
    assert not (builder.root / RECORD).exists()
    assert builder.sign(by="周××").document.imprint.signatory == "周××"


# -- what was seen ------------------------------------------------------------


@pytest.mark.parametrize("stage", Stage)
def test_a_change_after_the_last_review_of_any_stage_bars(builder: OfficeBuilder, stage: Stage) -> None:
    desk = builder.adopt(body="印210份。", title="题目")
    draft = builder.draft(desk)
    again = "" if stage is Stage.SIGN_OFF else "重新校对，或"
    review(builder, draft, stage, "zhuren")
    builder.replace(f"briefs/desk/{desk}.md", "210", "120")
    assert refusal(builder.sign) == [
        (
            f"error[draft-changed] briefs/drafts/{draft}.yml:1:1 送审稿 {draft} 在{stage.value}"
            f"（2026年11月20日9时00分）之后改动了，"
            f"不能签发\n提示：{again}由签发人看过现在的文本后记一道“签发”"
        )
    ]
    assert not (builder.root / RECORD).exists()
    review(builder, draft, Stage.SIGN_OFF, "zhuren", "2026-11-20 10:00")
    assert builder.sign().document.articles[0].body == "印120份。"


def test_proved_again_a_changed_draft_can_be_signed(builder: OfficeBuilder) -> None:
    desk = builder.adopt(body="印210份。", title="题目")
    draft = builder.draft(desk)
    review(builder, draft, Stage.FIRST_PROOF, "kezhang")
    builder.replace(f"briefs/desk/{desk}.md", "210", "120")
    review(builder, draft, Stage.SECOND_PROOF, "kezhang", "2026-11-20 10:00")
    assert builder.sign().document.articles[0].body == "印120份。"


def test_a_later_proof_does_not_stand_for_the_signatory(builder: OfficeBuilder) -> None:
    desk = builder.adopt(body="印210份。", title="题目")
    draft = builder.draft(desk)
    review(builder, draft, Stage.SIGN_OFF, "zhuren")
    review(builder, draft, Stage.SECOND_PROOF, "kezhang", "2026-11-20 10:00")
    assert refusal(lambda: builder.sign(by="吴××"))[0].startswith("error[draft-changed] ")
    builder.replace(f"briefs/desk/{desk}.md", "210", "120")
    review(builder, draft, Stage.SECOND_PROOF, "kezhang", "2026-11-20 11:00")
    assert refusal(builder.sign) == [
        (
            f"error[draft-changed] briefs/drafts/{draft}.yml:1:1 送审稿 {draft} 在签发（2026年11月20日9时00分）"
            "之后改动了，不能签发\n提示：由签发人看过现在的文本后记一道“签发”"
        )
    ]


@pytest.mark.parametrize("length", [1, 7])
def test_a_short_digest_proves_nothing(builder: OfficeBuilder, length: int) -> None:
    draft = builder.draft(builder.adopt())
    office = builder.read()
    seen = digest_draft(office, office.drafts[draft])
    assert refusal(lambda: builder.sign(seen=seen[:length])) == [
        f"error[draft-changed] 校验码“{seen[:length]}”太短，核不准\n提示：校验码至少写8位"
    ]
    assert builder.sign(seen=seen[:8]).document.number == (7,)


def test_a_digest_where_there_is_no_draft_is_not_let_pass(builder: OfficeBuilder) -> None:
    builder.adopt()
    assert refusal(lambda: builder.sign(seen="0" * 64)) == [
        "error[draft-changed] 没有送审稿可以核对校验码\n提示：先用 compile --draft 拟送审稿，或不写 --digest"
    ]
    assert not (builder.root / RECORD).exists()


# -- what was lost ------------------------------------------------------------


def sign_and_commit(builder: OfficeBuilder) -> None:
    builder.adopt()
    builder.sign(date="2026-11-06")
    commit_all(builder.root, "2026-11-06T09:00:00+08:00")
    builder.adopt("heping", "shui-li", "2026-11-10")


@pytest.mark.parametrize(
    ("lost", "named"), [([RECORD], RECORD), ([RECORD, SNAPSHOT], f"{SNAPSHOT}等2个")], ids=["record", "both"]
)
def test_a_number_given_is_not_given_again(builder: OfficeBuilder, lost: list[str], named: str) -> None:
    sign_and_commit(builder)
    kept = {path: (builder.root / path).read_bytes() for path in lost}
    for path in lost:
        (builder.root / path).unlink()
    first = min(lost)
    assert refusal(lambda: builder.sign(date="2026-11-13")) == [
        (
            f"error[record-lost] {first}:1:1 已签发的文件丢了（{named}），期号不能再给\n"
            f"提示：从版本库取回：git checkout HEAD -- {first}"
        )
    ]
    left = [path for path in (RECORD, SNAPSHOT) if (builder.root / path).exists()]
    assert left == [path for path in (RECORD, SNAPSHOT) if path not in lost], "nothing is cleared away"
    for path, data in kept.items():
        builder.write(path, data)
    assert builder.sign(date="2026-11-13").document.number == (8,)


def break_head(root: Path) -> None:
    (root / ".git/HEAD").write_text("damaged\n", encoding="utf-8")


def point_nowhere(root: Path) -> None:
    shutil.rmtree(root / ".git")
    (root / ".git").write_text("gitdir: /nowhere/at/all\n", encoding="utf-8")


@pytest.mark.parametrize("damage", [break_head, point_nowhere])
def test_where_git_does_not_answer_no_number_is_given(builder: OfficeBuilder, damage: Callable[[Path], None]) -> None:
    sign_and_commit(builder)
    damage(builder.root)
    (problem,) = refusal(lambda: builder.sign(date="2026-11-13"))
    head, _, hint = problem.partition("\n提示：")
    assert head.startswith("error[record-lost] 读不出版本库，查不了已给出的期号：fatal: ")
    assert hint == "请管理员检查版本库，再签发"
    assert sorted(p.name for p in (builder.root / "briefs/issues/xinxi/2026").iterdir()) == ["007.json", "007.yml"]


def test_a_repository_without_a_commit_knows_of_no_number(builder: OfficeBuilder) -> None:
    builder.adopt()
    commit_all(builder.root, "2026-11-06T09:00:00+08:00")
    shutil.rmtree(builder.root / ".git/refs/heads")
    (builder.root / ".git/refs/heads").mkdir()
    assert builder.sign().document.number == (7,)


def test_an_office_below_the_top_of_a_repository_is_looked_after_too(tmp_path: Path) -> None:
    builder = OfficeBuilder(tmp_path / "office")
    builder.adopt()
    builder.sign(date="2026-11-06")
    commit_all(tmp_path, "2026-11-06T09:00:00+08:00")
    builder.adopt("heping", "shui-li", "2026-11-10")
    assert builder.sign(date="2026-11-13").document.number == (8,)
    (builder.root / RECORD).unlink()
    builder.adopt("longquan", "xiu-lu", "2026-11-16")
    assert refusal(lambda: builder.sign(date="2026-11-20"))[0].startswith(f"error[record-lost] {RECORD}:1:1 ")
