"""Styles of a Word document: one for each role of the paper, under the name by which an office restyles it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jianbao.rendering.papers.style import Align, Colour, PageLook, Role, Style
from jianbao.rendering.printing.word_xml import Element, make, to_twips, value
from jianbao.settings.printing import FontChoice

Fonts = Mapping[str, Sequence[FontChoice]]
MASTHEAD, IMPRINT, FOLIO, PICTURE, RULE, GRID = "Masthead", "Imprint", "Folio", "Picture", "Rule", "Grid"
COLOURS = {Colour.BLACK: "000000", Colour.RED: "D7000F"}
WAYS = {Align.JUSTIFY: "both", Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}
_OTHERS = {MASTHEAD: "报头", IMPRINT: "版记", FOLIO: "页码", PICTURE: "图片", RULE: "分隔线", GRID: "表格"}
_NORMAL = "Normal"
# GB2312, so that Word picks a Chinese typeface where the named one is not installed.
_CHINESE = "86"
IMPRINT_SIZE = 14


def style_id(role: str) -> str:
    return f"role-{role}"


def make_fonts(fonts: Fonts) -> list[Element]:
    """The typefaces by name, each with the one that takes its place where it is not installed."""
    named: dict[str, str] = {}
    for choices in fonts.values():
        others = [choice.name for choice in choices[1:] if not choice.substitute and choice.name != choices[0].name]
        named.setdefault(choices[0].name, next(iter(others), ""))
    return [
        make(
            "w:font",
            {"name": name},
            value("w:altName", named[name]) if named[name] else None,
            value("w:charset", _CHINESE),
            value("w:family", "auto"),
            value("w:pitch", "variable"),
        )
        for name in sorted(named)
    ]


def make_styles(style: Style, fonts: Fonts) -> list[Element]:
    """Body text is the style that the others stand on: they say what differs from it."""
    page, body = style.page, style.role("body")
    names = set(_OTHERS.values())
    made = [_make_defaults(page, fonts), *_make_plain()]
    for role in [body, *(role for role in style.roles.values() if role.id != body.id)]:
        name = role.word if role.word not in names else f"{role.word}（{role.id}）"
        names.add(name)
        made.append(_make_role(role, body, name, page, fonts))
    return [*made, *_make_others(style, fonts)]


def choose_font(fonts: Fonts, role: str) -> FontChoice:
    """The one that the office has in Word: the first that it names."""
    return (fonts.get(role) or fonts["body"])[0]


def make_faces(fonts: Fonts, role: str) -> Element:
    """One typeface for Chinese and Latin: quotation marks are as wide as the characters around them."""
    name = choose_font(fonts, role).name
    return make("w:rFonts", {"ascii": name, "hAnsi": name, "eastAsia": name, "cs": name, "hint": "eastAsia"})


def make_face(fonts: Fonts, role: str) -> list[Element]:
    return [make_faces(fonts, role), value("w:b", int(choose_font(fonts, role).bold))]


def make_size(points: float) -> list[Element]:
    """In half points, which is as fine as Word has it."""
    half = max(2, round(points * 2))
    return [value("w:sz", half), value("w:szCs", half)]


def line_of(role: Role, page: PageLook) -> int:
    return to_twips(role.line or page.line)


def tracking_of(role: Role, page: PageLook) -> int:
    """Only the size of the body gives up what makes 28 characters fill the line."""
    return to_twips(page.tracking) if role.size == page.size else 0


def _make_defaults(page: PageLook, fonts: Fonts) -> Element:
    run = make("w:rPr", None, *make_face(fonts, "body"), *make_size(page.size), _language())
    paragraph = make(
        "w:pPr",
        None,
        # Every page is to hold 22 lines.
        value("w:widowControl", 0),
        make("w:spacing", {"before": 0, "after": 0, "line": to_twips(page.line), "lineRule": "exact"}),
    )
    return make("w:docDefaults", None, make("w:rPrDefault", None, run), make("w:pPrDefault", None, paragraph))


def _language() -> Element:
    """Chinese. Figures and Latin words are of another language, as in Word itself: LibreOffice would part Chinese ones
    at any character.
    """
    return make("w:lang", {"val": "en-US", "eastAsia": "zh-CN", "bidi": "ar-SA"})


def _make_plain() -> list[Element]:
    """What every document has to have. No punctuation hangs over the edge of the type area; Chinese and Latin stand
    side by side without a space of Word's own.
    """
    margins = [make(f"w:{side}", {"w": 0, "type": "dxa"}) for side in ("top", "left", "bottom", "right")]
    plain_table = make("w:tblPr", None, make("w:tblInd", {"w": 0, "type": "dxa"}), make("w:tblCellMar", None, *margins))
    return [
        make("w:style", {"type": "paragraph", "default": 1, "styleId": _NORMAL}, value("w:name", "Normal"),
             make("w:pPr", None, value("w:overflowPunct", 0), value("w:autoSpaceDE", 0), value("w:autoSpaceDN", 0))),
        make("w:style", {"type": "character", "default": 1, "styleId": "DefaultParagraphFont"},
             value("w:name", "Default Paragraph Font"), value("w:uiPriority", 1), make("w:semiHidden")),
        make("w:style", {"type": "table", "default": 1, "styleId": "TableNormal"},
             value("w:name", "Normal Table"), value("w:uiPriority", 99), make("w:semiHidden"), plain_table),
    ]  # fmt: skip


def _make_role(role: Role, body: Role, name: str, page: PageLook, fonts: Fonts) -> Element:
    own = role.id == body.id
    follows = role.id if role.id in ("cell", "head", "list", "contents") else body.id
    return make(
        "w:style",
        {"type": "paragraph", "customStyle": 1, "styleId": style_id(role.id)},
        value("w:name", name),
        value("w:basedOn", _NORMAL if own else style_id(body.id)),
        value("w:next", style_id(follows)),
        make("w:qFormat"),
        make("w:pPr", None, *_role_paragraph(role, page)),
        make("w:rPr", None, *_role_run(role, body, page, fonts)),
    )


def _role_paragraph(role: Role, page: PageLook) -> list[Element]:
    line = to_twips(page.line)
    em = to_twips(role.size) + tracking_of(role, page)
    return [
        *([make("w:keepNext")] if role.keep else []),
        *([_off_grid()] if line_of(role, page) != line or role.size > page.size else []),
        make("w:spacing", {"before": round(role.before * line), "after": round(role.after * line),
                           "line": line_of(role, page), "lineRule": "exact"}),
        make("w:ind", {"firstLine": round(role.indent * em), "right": round(role.inset * to_twips(role.size))}),
        value("w:jc", WAYS[role.align]),
        *([value("w:outlineLvl", min(role.level, 9) - 1)] if role.level else []),
    ]  # fmt: skip


def _role_run(role: Role, body: Role, page: PageLook, fonts: Fonts) -> list[Element]:
    """Typeface and size are stated where they differ, so that who changes the body's changes those that share it."""
    own = role.id == body.id
    return [
        *(make_face(fonts, role.font) if own or role.font != body.font else []),
        *([value("w:color", COLOURS[role.colour])] if own or role.colour is not body.colour else []),
        value("w:spacing", tracking_of(role, page)),
        *(make_size(role.size) if own or role.size != body.size else []),
    ]


def _make_others(style: Style, fonts: Fonts) -> list[Element]:
    """What is no role of the paper: its masthead, its imprint, page numbers, pictures, rules and the grid of tables."""
    exact = {"before": 0, "after": 0, "lineRule": "exact"}
    edges = [make(f"w:{side}", {"val": "single", "sz": 4, "space": 0, "color": "000000"})
             for side in ("top", "left", "bottom", "right", "insideH", "insideV")]  # fmt: skip
    grid = make("w:tblPr", None, make("w:tblBorders", None, *edges))
    folio = [*make_face(fonts, "song"), *make_size(style.page.folio_size), value("w:spacing", 0)]
    return [
        _make_other(MASTHEAD, [_off_grid(), value("w:jc", "left")], [value("w:spacing", 0)]),
        _make_other(
            IMPRINT, [_off_grid(), make("w:spacing", {**exact, "line": 24 * 20}), value("w:jc", "both")],
            [*make_face(fonts, "body"), *make_size(IMPRINT_SIZE), value("w:spacing", 0)],
        ),
        _make_other(FOLIO, [_off_grid(), make("w:spacing", {**exact, "line": folio_line(style.page)})], folio),
        # An exact line would show a strip of the picture.
        _make_other(
            PICTURE, [make("w:keepNext"), make("w:spacing", {"line": 240, "lineRule": "auto"}),
                            _off_grid(), value("w:jc", "center")], [],
        ),
        _make_other(RULE, [_off_grid(), make("w:spacing", {**exact, "line": 20})], make_size(1)),
        make("w:style", {"type": "table", "customStyle": 1, "styleId": GRID},
             value("w:name", _OTHERS[GRID]), value("w:basedOn", "TableNormal"), grid),
    ]  # fmt: skip


def _off_grid() -> Element:
    """Lines of another height than the page's, and larger type: LibreOffice would give each of them whole lines of the
    grid, to a title of two lines four.
    """
    return value("w:snapToGrid", 0)


def folio_line(page: PageLook) -> int:
    return to_twips(page.folio_size + 2)


def _make_other(identity: str, paragraph: Sequence[Element], run: Sequence[Element]) -> Element:
    return make(
        "w:style",
        {"type": "paragraph", "customStyle": 1, "styleId": identity},
        value("w:name", _OTHERS[identity]),
        value("w:basedOn", _NORMAL),
        make("w:pPr", None, *paragraph),
        make("w:rPr", None, *run),
    )
