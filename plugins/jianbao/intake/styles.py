"""Looks: what a style, all that it is based on and the text itself say together."""

from __future__ import annotations

from jianbao.intake.parsing import Element, W, is_on, value_of

Properties = dict[str, str]

_SWITCHES = ("b", "vanish", "strike", "dstrike")


def read_run_properties(element: Element | None) -> Properties:
    """What a ``w:rPr`` states; switches are ``1`` or empty."""
    if element is None:
        return {}
    found = {name: "1" if on else "" for name in _SWITCHES if (on := is_on(element, name)) is not None}
    for name, key in (("sz", "size"), ("color", "colour"), ("vertAlign", "raised"), ("rStyle", "rStyle")):
        if (value := value_of(element, name)) is not None:
            found[key] = value
    fonts = element.find(f"{W}rFonts")
    if fonts is not None and (font := fonts.get(f"{W}eastAsia") or fonts.get(f"{W}ascii")):
        found["font"] = font
    return found


def read_paragraph_properties(element: Element | None) -> Properties:
    """What a ``w:pPr`` states; the number of its list as ``list`` and ``level``."""
    if element is None:
        return {}
    found = {}
    for name, key in (("jc", "jc"), ("outlineLvl", "outline"), ("pStyle", "pStyle")):
        if (value := value_of(element, name)) is not None:
            found[key] = value
    numbered = element.find(f"{W}numPr")
    for name, key in (("numId", "list"), ("ilvl", "level")):
        if (value := value_of(numbered, name)) is not None:
            found[key] = value
    return found


class Styles:
    """The styles of a file, by id, each with all that it is based on."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._resolved: dict[str, Properties] = {}
        self._usual, self.usual_paragraph = {}, ""
        for element in root.iter(f"{W}style") if root is not None else ():
            identity = element.get(f"{W}styleId", "")
            self._elements[identity] = element
            if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in ("1", "true", "on"):
                self.usual_paragraph = identity
        if root is not None:
            defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
            self._usual = read_run_properties(defaults)

    def resolve(self, identity: str) -> Properties:
        """Everything that the style says of runs and paragraphs; ``name`` in small letters, without spaces."""
        if identity not in self._resolved:
            found: Properties = {}
            for element in reversed(self._lineage(identity)):
                name = (value_of(element, "name") or "").lower().replace(" ", "")
                own = read_paragraph_properties(element.find(f"{W}pPr"))
                found |= {**own, **read_run_properties(element.find(f"{W}rPr")), "name": name}
            self._resolved[identity] = found
        return self._resolved[identity]

    def _lineage(self, identity: str) -> list[Element]:
        """The style and those that it is based on; a circle is gone through once."""
        passed: dict[str, Element] = {}
        while identity in self._elements and identity not in passed:
            passed[identity] = self._elements[identity]
            identity = value_of(passed[identity], "basedOn") or ""
        return list(passed.values())

    def paragraph(self, element: Element | None) -> Properties:
        """What holds for a paragraph with this ``w:pPr``, and for its text unless that says otherwise."""
        own = read_paragraph_properties(element)
        return {**self._usual, **self.resolve(own.get("pStyle", self.usual_paragraph)), **own}

    def run(self, paragraph: Properties, element: Element | None) -> Properties:
        """What holds for text with this ``w:rPr`` in a paragraph."""
        own = read_run_properties(element)
        return {**paragraph, **(self.resolve(own["rStyle"]) if "rStyle" in own else {}), **own}
