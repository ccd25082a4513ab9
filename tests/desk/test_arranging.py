"""编排: what the editor sees is what prints; one act, one refusal for each thing that cannot be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from jianbao.acting.arranging import Arrangement, Place, find_arrangement, find_spare, plan_arrangement
from jianbao.compiling import compile_document, draft_contents
from jianbao.problems import ProblemsFound
from jianbao.writing import Change, apply_changes
from offices import AS_OF, OfficeBuilder

DRAFT = "xinxi/2026-11-20"


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


def now(builder: OfficeBuilder) -> Arrangement:
    office = builder.read()
    return find_arrangement(office, builder.series(), office.drafts[DRAFT])


def plan(builder: OfficeBuilder, wanted: Arrangement, seen: str = "") -> list[Change]:
    return plan_arrangement(builder.read(), DRAFT, wanted, seen or now(builder).digest, AS_OF)


def refusal(do: Callable[[], object]) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        do()
    return [str(problem) for problem in found.value.problems]


def place(*pairs: tuple[str, str]) -> Arrangement:
    return Arrangement(places=tuple(Place(column=column, article=article) for column, article in pairs))


def test_the_order_is_that_of_print_and_the_draft_alone_says_it(builder: OfficeBuilder) -> None:
    first = builder.adopt(column="jiaoliu")
    second, third = builder.adopt("heping", "yi"), builder.adopt("longquan", "bing")
    builder.draft(first, second, third)
    assert now(builder).articles == (second, third, first)
    (change,) = plan(builder, place(("jiaoliu", first), ("zhongdian", third), ("zhongdian", second)))
    assert change.path == f"briefs/drafts/{DRAFT}.yml"
    assert change.data.decode() == f"articles:\n  - {third}\n  - {second}\n  - {first}\n"
    apply_changes(builder.root, [change])
    office = builder.read()
    document, _ = compile_document(office, builder.series(), draft_contents(office, office.drafts[DRAFT]))
    printed = [article.id for _, articles in document.in_columns() for article in articles]
    assert printed == [third, second, first]


def test_an_article_that_changes_its_column_has_its_record_changed_and_nothing_else_in_it(
    builder: OfficeBuilder,
) -> None:
    moved, kept = builder.adopt(), builder.adopt("heping", "yi")
    path = f"briefs/desk/{moved}.md"
    builder.replace(path, "column: zhongdian", "column: zhongdian   # 先放这里")
    builder.draft(moved, kept)
    before = (builder.root / path).read_text(encoding="utf-8")
    desk, draft = plan(builder, place(("zhongdian", kept), ("jiaoliu", moved)))
    assert (desk.path, draft.path) == (path, f"briefs/drafts/{DRAFT}.yml")
    assert desk.data.decode() == before.replace("column: zhongdian ", "column: jiaoliu ")
    assert draft.data.decode() == f"articles:\n  - {kept}\n  - {moved}\n"


def test_where_only_a_column_changes_the_draft_stays_as_it_was_written(builder: OfficeBuilder) -> None:
    first, second = builder.adopt(), builder.adopt("heping", "yi")
    builder.draft(first, second)
    (change,) = plan(builder, place(("zhongdian", first), ("jiaoliu", second)))
    assert change.path == f"briefs/desk/{second}.md"


def test_a_spare_article_is_put_in_and_one_goes_back(builder: OfficeBuilder) -> None:
    first, spare = builder.adopt(), builder.adopt("heping", "yi")
    builder.adopt("longquan", "bing", periodical="canyue", column="diaoyan")
    builder.draft(first, reviews=[{"stage": "核稿", "by": "吴××", "at": "2026-11-20", "digest": "0" * 64}])
    office = builder.read()
    assert [record.id for record in find_spare(office, builder.series(), office.drafts[DRAFT])] == [spare]
    wanted = replace(place(("minyi", spare)), note="请各单位参考。", extra_recipients=("区财政局",))
    desk, draft = plan(builder, wanted)
    assert desk.path == f"briefs/desk/{spare}.md"
    assert draft.data.decode() == (
        f"articles:\n  - {spare}\nnote: 请各单位参考。\nextra_recipients:\n  - 区财政局\n"
        f"reviews:\n  - stage: 核稿\n    by: kezhang\n    at: 2026-11-20\n    digest: '{'0' * 64}'\n"
    ).replace("'", "")
    apply_changes(builder.root, [desk, draft])
    office = builder.read()
    assert [record.id for record in find_spare(office, builder.series(), office.drafts[DRAFT])] == [first]


def test_what_somebody_else_arranged_meanwhile_is_not_overwritten(builder: OfficeBuilder) -> None:
    first, second = builder.adopt(), builder.adopt("heping", "yi")
    builder.draft(first, second)
    seen = now(builder).digest
    builder.draft(second, first)
    assert refusal(lambda: plan(builder, place(("zhongdian", first)), seen)) == [
        (
            "error[record-changed] 别人刚刚改了这份送审稿的编排\n"
            "提示：什么也没有写入，您排的还在；对照现在的编排改好，再保存一次"
        )
    ]


def test_a_review_or_another_text_is_no_other_arrangement(builder: OfficeBuilder) -> None:
    first = builder.adopt()
    builder.draft(first)
    seen = now(builder).digest
    builder.draft(first, reviews=[{"stage": "核稿", "by": "吴××", "at": "2026-11-20"}])
    builder.replace(f"briefs/items/{'chengguan/2026/11-03-jiu-gai'}.md", "210件", "220件")
    assert now(builder).digest == seen
    builder.replace(f"briefs/desk/{first}.md", "zhongdian", "jiaoliu")
    assert now(builder).digest != seen


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ((), "draft-empty] 这样一编，本期就空了\n提示：不出空刊；留下一篇，或整份不用"),
        (
            (("zhongdian", "2026/11-03-chengguan-jiu-gai"), ("jiaoliu", "2026/11-03-chengguan-jiu-gai")),
            "article-twice] 《chengguan推进jiu-gai》放了两次\n提示：留下一处，删去另一处",
        ),
        (
            (("zhongdian", "2026/11-03-x"),),
            (
                "reference-missing] 《2026/11-03-x》不在这份送审稿里，也不在备选里\n"
                "提示：可能刚刚被撤下或已在别的一期刊出；看过现在的编排再排"
            ),
        ),
        (
            (("nothing", "2026/11-03-chengguan-jiu-gai"),),
            "column-unknown] 《信息》没有栏目“nothing”\n提示：现有栏目：重点工作、经验交流、社情民意",
        ),
        (
            (("zhongdian", "2026/11-03-chengguan-jiu-gai"),),
            "text-unchanged] 和现在的编排一样，没有改动\n提示：排好再保存；不改的，直接离开这一页",
        ),
    ],
)
def test_what_cannot_be_is_refused(builder: OfficeBuilder, wanted: tuple[tuple[str, str], ...], expected: str) -> None:
    builder.draft(builder.adopt())
    assert refusal(lambda: plan(builder, place(*wanted))) == [f"error[{expected}"]


def test_a_note_with_a_mark_of_secrecy_is_refused(builder: OfficeBuilder) -> None:
    first = builder.adopt()
    builder.draft(first)
    (problem,) = refusal(lambda: plan(builder, replace(place(("zhongdian", first)), note="密级：机密")))
    assert problem.startswith("error[secrecy-mark]")


def test_a_signed_draft_is_arranged_no_more(builder: OfficeBuilder) -> None:
    first = builder.adopt()
    builder.draft(first)
    builder.sign()
    assert refusal(lambda: plan(builder, place(("jiaoliu", first)))) == [
        f"error[draft-signed] briefs/drafts/{DRAFT}.yml:1:1 送审稿 {DRAFT} 已经签发\n提示：签发后的改动，用更正或撤回"
    ]


def test_what_stands_under_an_unknown_column_may_stay_and_comes_last(builder: OfficeBuilder) -> None:
    strange, first = builder.adopt(column="gone"), builder.adopt("heping", "yi")
    builder.draft(strange, first)
    assert now(builder).places == (Place(column="zhongdian", article=first), Place(column="", article=strange))
    (change,) = plan(builder, replace(now(builder), note="按语。"))
    assert change.data.decode() == f"articles:\n  - {first}\n  - {strange}\nnote: 按语。\n"


def test_an_old_error_forbids_no_other_order(builder: OfficeBuilder) -> None:
    """Somebody wrote it into the file by hand; whoever arranges may not be the one who can mend it."""
    first, second = builder.adopt(), builder.adopt("heping", "yi")
    builder.draft(first, second)
    path = f"briefs/drafts/{DRAFT}.yml"
    builder.replace(path, "articles:", "note: 见2026/13/45的通知（密级：机密）\narticles:")
    (change,) = plan(builder, replace(now(builder), places=place(("zhongdian", second), ("zhongdian", first)).places))
    assert f"articles:\n  - {second}\n  - {first}\n" in change.data.decode()
    note = "按语（密级：秘密）。"
    (problem,) = refusal(lambda: plan(builder, replace(now(builder), note=note)))
    assert problem.startswith("error[secrecy-mark]")
