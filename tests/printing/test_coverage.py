"""A character that no typeface has is named with its article and sentence, before anything is printed."""

from __future__ import annotations

import pytest
import typst

from jianbao.problems import NOWHERE, Problem
from jianbao.rendering.papers.masthead import COPY
from jianbao.rendering.papers.paper import Break, Cell, Figure, ImprintRow, Line, Paper, Paragraph, Rule, Run, Table
from jianbao.rendering.printing.coverage import find_borrowed, find_missing
from jianbao.rendering.printing.fonts import FontSet, Typeface
from small_papers import make_paper, say

HINT = "改用别的字；或装一种收字更全的字库（运行 jianbao doctor，看怎么装）"
# Everything in the papers below but 镕, 喆 and 𬭎; the first two of them are in the typeface that stands in.
COMMON = (
    "".join(map(chr, range(0x20, 0x7F))) + "".join(map(chr, range(0x4E00, 0x9FA6))) + "，。！？；：“”’《》（）【】、…—×"
)
PLAIN = "".join(sign for sign in COMMON if sign not in "镕喆")


def make_fonts(**roles: tuple[str, ...]) -> FontSet:
    """Typefaces of so many characters each, in the order of asking."""

    def cover(characters: str) -> str:
        return " ".join(f"{ord(sign):x}" for sign in characters)

    none = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[])
    faces = {
        role: tuple(
            Typeface(name=f"{role}{n}", family=f"{role}{n}", weight=400, path="", index=0, coverage=cover(characters))
            for n, characters in enumerate(known)
        )
        for role, known in {
            **dict.fromkeys(("title", "heading", "kai", "body", "song"), (PLAIN, COMMON)),
            **roles,
        }.items()
    }
    return FontSet(fonts=none, roles=faces)


def tell(paper: Paper, fonts: FontSet | None = None) -> list[str]:
    return [problem.message for problem in find_missing(paper, fonts or make_fonts())]


# -- what is told -------------------------------------------------------------


def test_the_problem_names_character_article_and_sentence() -> None:
    paper = make_paper(say("旧改提速", "title"), say("全镇开工36个。张𬭎书记到场。群众满意。"))
    assert find_missing(paper, make_fonts()) == [
        Problem(
            code="character-missing",
            place=NOWHERE,
            message="“𬭎”（U+2CB4E）没有字库能印，在《旧改提速》一文：“张𬭎书记到场。”",
            hint=HINT,
        )
    ]


def test_each_character_is_told_once_for_each_article_in_the_order_of_the_paper() -> None:
    paper = make_paper(
        say("甲文", "title"),
        say("㧑鿍㧑。"),
        say("又是㧑。"),
        say("乙文", "title"),
        say("还是㧑。"),
    )
    assert tell(paper) == [
        "“㧑”（U+39D1）没有字库能印，在《甲文》一文：“㧑鿍㧑。”",
        "“鿍”（U+9FCD）没有字库能印，在《甲文》一文：“㧑鿍㧑。”",
        "“㧑”（U+39D1）没有字库能印，在《乙文》一文：“还是㧑。”",
    ]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("一" * 20 + "㧑" + "二" * 20, f"……{'一' * 15}㧑{'二' * 15}……"),
        ("一" * 15 + "㧑" + "二" * 15, f"{'一' * 15}㧑{'二' * 15}"),
        ("㧑" + "二" * 40 + "。", f"㧑{'二' * 15}……"),
        ("他说：“很好。”㧑来了！走了", "㧑来了！"),
        ("他说：“㧑很好。”走了", "他说：“㧑很好。”"),
        ("第一行\n㧑在第二行\n第三行", "㧑在第二行"),
        ("没有句号㧑", "没有句号㧑"),
    ],
)
def test_the_sentence_is_cut_around_the_character(text: str, quote: str) -> None:
    assert tell(make_paper(say("甲文", "title"), say(text))) == [
        f"“㧑”（U+39D1）没有字库能印，在《甲文》一文：“{quote}”"
    ]


def test_a_title_is_told_whole_whatever_lines_it_is_set_in() -> None:
    paper = make_paper(say("白庙乡\n㧑村旧改", "title"))
    assert tell(paper) == ["“㧑”（U+39D1）没有字库能印，在《白庙乡㧑村旧改》一文：“白庙乡㧑村旧改”"]


def test_before_the_first_title_there_is_no_article_to_name() -> None:
    assert tell(make_paper(say("编者按㧑", "note"))) == ["“㧑”（U+39D1）没有字库能印，在正文：“编者按㧑”"]


# -- where it is looked for ---------------------------------------------------

CELL = Cell(blocks=(say("表㧑", "cell"), Figure(name="x", caption="", width=1, height=1)))


@pytest.mark.parametrize(
    ("paper", "where"),
    [
        (make_paper(masthead=(Line(left="㧑"), Rule(weight=1))), "报头：“㧑”"),
        (make_paper(masthead=(Line(centre="区㧑办", font="title"),)), "报头：“区㧑办”"),
        (make_paper(masthead=(Line(right="㧑日"),)), "报头：“㧑日”"),
        (make_paper(stamp="送㧑稿"), "报头：“送㧑稿”"),
        (make_paper(imprint=(Rule(weight=1), ImprintRow(label="报：", text="㧑书记"))), "版记：“报：㧑书记”"),
        (make_paper(imprint=(ImprintRow(text="签发：周××", right="㧑印"),)), "版记：“㧑印”"),
        (make_paper(Figure(name="x", caption="图㧑", width=1, height=1)), "正文：“图㧑”"),
        (make_paper(Break(), Table(rows=((CELL,),))), "正文：“表㧑”"),
        (make_paper(say("甲㧑", "no-such-role")), "正文：“甲㧑”"),
        (make_paper(Paragraph(role="body", runs=(Run(text="甲"), Run(text="㧑", marks=("em",))))), "正文：“甲㧑”"),
    ],
)  # fmt: skip
def test_every_part_of_the_page_is_looked_through(paper: Paper, where: str) -> None:
    assert tell(paper) == [f"“㧑”（U+39D1）没有字库能印，在{where}"]


def test_what_is_emphasised_is_set_in_the_typeface_of_that_name_alone() -> None:
    """Be it within a heading or not."""
    marked = Paragraph(role="body", runs=(Run(text="甲"), Run(text="乙", marks=("em",), font="heading")))
    assert tell(make_paper(marked), make_fonts(kai=("甲",))) == ["“乙”（U+4E59）没有字库能印，在正文：“甲乙”"]
    assert tell(make_paper(marked), make_fonts(heading=("甲",))) == []


def test_the_digits_of_page_numbers_and_copy_numbers_are_needed_too() -> None:
    words = PLAIN.translate(dict.fromkeys(map(ord, "0123456789")))
    paper = make_paper(masthead=(Line(right=f"编号{COPY}", font="heading"),))
    assert tell(paper, make_fonts(heading=(words,))) == []
    assert tell(make_paper(masthead=paper.masthead, copies=(1,)), make_fonts(heading=(words,)))[:2] == [
        "“0”（U+0030）没有字库能印，在报头：“编号0123456789”",
        "“1”（U+0031）没有字库能印，在报头：“编号0123456789”",
    ]
    assert tell(make_paper(), make_fonts(song=(words,)))[0] == "“0”（U+0030）没有字库能印，在版记：“—0123456789”"


def test_a_role_is_asked_for_its_own_typefaces() -> None:
    paper = make_paper(say("甲", "title"), say("甲"))
    assert tell(paper, make_fonts(title=("乙",))) == ["“甲”（U+7532）没有字库能印，在《甲》一文：“甲”"]


def test_a_piece_in_another_typeface_is_asked_for_that_one() -> None:
    runs = (Run(text="一、逐项建账。", font="heading"), Run(text="甲乡建账9本。"))
    paper = make_paper(say("甲", "title"), Paragraph(role="body", runs=runs))
    assert tell(paper, make_fonts(heading=(PLAIN.replace("逐", ""),))) == [
        "“逐”（U+9010）没有字库能印，在《甲》一文：“一、逐项建账。”"
    ]
    assert tell(paper, make_fonts(body=(PLAIN.replace("逐", "").replace("9", ""),))) == [
        "“9”（U+0039）没有字库能印，在《甲》一文：“甲乡建账9本。”"
    ]


def test_the_page_number_at_the_end_of_a_line_of_contents_is_needed_too() -> None:
    line = Paragraph(role="contents", runs=(Run(text="甲文"),), page_of="jia-wen")
    words = PLAIN.replace("7", "")
    assert tell(make_paper(line), make_fonts(body=(words,))) == ["“7”（U+0037）没有字库能印，在正文：“.0123456789”"]


def test_a_role_without_any_typeface_is_left_to_the_one_who_says_so() -> None:
    fonts = make_fonts(body=())
    assert fonts.missing == ("body",)
    assert tell(make_paper(say("㧑")), fonts) == []


@pytest.mark.parametrize(
    "text", ["", " \t\n　\u00a0", "\u200b\u200e\u2060\ufeff\u00ad", "葛\ufe00城\U000e0100", "\x07"]
)
def test_what_has_no_shape_needs_no_typeface(text: str) -> None:
    assert tell(make_paper(say(f"葛{text}城"))) == []


# -- what stands in -----------------------------------------------------------


def test_borrowed_characters_are_told_with_the_typeface_that_has_them() -> None:
    paper = make_paper(say("朱镕", "title"), say("陶喆、朱镕、㧑"))
    borrowed = find_borrowed(paper, make_fonts())
    assert {character: face.name for character, face in borrowed.items()} == {"镕": "title1", "喆": "body1"}
    assert list(borrowed) == ["镕", "喆"]


def test_where_everything_is_at_hand_nothing_is_told() -> None:
    paper = make_paper(say("旧改提速", "title"), say("全镇开工36个。"), imprint=(ImprintRow(text="共印60份"),))
    assert (find_missing(paper, make_fonts()), find_borrowed(paper, make_fonts())) == ([], {})
