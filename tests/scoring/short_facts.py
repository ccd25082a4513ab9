"""A ledger in short lines, for tests of scoring.

A line is a fact: day, measure, subject, units, then ``key=value``. The subject is the channel of 采用 and
上报, the level of 批示, the outcome of 约稿, 督查 and 紧急, the event of 登记, the kind of 报送. Units are joined by
＋; ``:3`` is a stated share and ``*`` the main contributor. ``稿=a`` names the item, ``稿=a@甲县,b@乙县`` those of a
composite; without it each fact is about an item of its own. ``对=x`` puts an instruction on the fact that says
``号=x``; its units may then be ``—``. ``次=6`` stands for six such facts. ``字数``, ``图``, ``分``, ``用时`` and the
rest are the fields of the event.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from jianbao.ledger import Credited, Event, FiledItem, Ledger, Measure
from jianbao.model import Access
from jianbao.problems import Place
from jianbao.settings import Settings

# Measures whose subject is an outcome, and which may be about no item at all.
OF_OUTCOME = (Measure.CALLED, Measure.ENTERED, Measure.SUPERVISED, Measure.URGENT)


def read_facts(settings: Settings, text: str, path: str) -> Ledger:
    """The ledger that the lines tell, by day."""
    reader = _FactReader(settings, path)
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            reader.read(number, line.split())
    return Ledger(printed=(), events=tuple(sorted(reader.events, key=lambda event: (event.day, event.id))))


class _FactReader:
    """``named`` are the facts that later ones refer to."""

    def __init__(self, settings: Settings, path: str) -> None:
        self._settings, self._path = settings, path
        self._words = settings.vocabulary().names
        self.events: list[Event] = []
        self.named: dict[str, Event] = {}

    def read(self, line: int, words: list[str]) -> None:
        day, measure, subject, units, *rest = words
        values = dict(word.split("=", 1) for word in rest)
        times = int(values.pop("次", 1))
        for number in range(1, times + 1):
            label = f"{line:03d}" if times == 1 else f"{line:03d}-{number}"
            event = self._make(Measure(measure), day, subject, units, values, label, line)
            self.events.append(event)
            self.named |= {values["号"]: event} if "号" in values else {}

    def _make(
        self, measure: Measure, day: str, subject: str, units: str, values: dict[str, str], label: str, line: int
    ) -> Event:
        target = self.named.get(values.get("对", ""))
        assert bool(target) == ("对" in values), (self._path, line)
        credits_ = target.credits if target and units == "—" else tuple(map(self._credit, units.split("＋")))
        items = target.items if target else _items(self._ids(values.get("稿", "")), credits_, measure, label)
        channel, level, own = self._place_subject(measure, subject, values)
        return Event(
            id=f"{measure.name.lower()}/{label}",
            measure=measure,
            day=date.fromisoformat(day),
            recorded=date.fromisoformat(values.get("登记日", day)),
            place=Place(path=self._path, line=line),
            access=Access.INTERNAL,
            title=f"{subject}{label}",
            credits=credits_,
            items=items,
            own=target.own if target else own,
            channel=target.channel if target else channel,
            level=level,
            column=values.get("栏目", ""),  # the id, as a snapshot has it
            kind=self._word("kind", values.get("类别", subject if measure is Measure.SUBMITTED else "")),
            form=self._word("form", values.get("体裁", "")),
            grade=values.get("等次", ""),
            route=values.get("途径", ""),
            stage=values.get("报次", ""),
            urgent="紧急" in values,
            articles=int(values.get("篇数", 3)),
            pictures=int(values.get("图", 0)),
            points=Decimal(values["分"]) if "分" in values else None,
            natures=tuple(values.get("性质", "要求办理").split(",")) if measure is Measure.INSTRUCTED else (),
            leader=values.get("领导", ""),
            target=target.id if target else "",
            outcome=subject if measure in OF_OUTCOME else "",
            minutes=int(values["用时"]) if "用时" in values else None,
            rule=values.get("规则", ""),
            tags=tuple(filter(None, values.get("关键词", "").split(","))),
            editor=self._word("person", values.get("编辑", "")),
            text="字" * int(values.get("字数", 300)),
        )

    def _word(self, subject: str, written: str) -> str:
        """An id that must be known; ``—`` and nothing are nothing."""
        return self._words[subject][written] if written not in ("", "—") else ""

    def _credit(self, written: str) -> Credited:
        name, _, share = written.removesuffix("*").partition(":")
        return Credited(unit=self._words["unit"][name], name=name, share=share, main=written.endswith("*"))

    def _ids(self, written: str) -> list[tuple[str, tuple[str, ...]]]:
        """(item, the units that filed it; none where those credited did)."""
        pairs = [part.partition("@") for part in filter(None, written.split(","))]
        return [
            (name, tuple(self._words["unit"][u] for u in filter(None, units.split("＋")))) for name, _, units in pairs
        ]

    def _place_subject(self, measure: Measure, subject: str, values: dict[str, str]) -> tuple[str, str, bool]:
        """(channel, level, whether it is ours)."""
        if measure not in (Measure.ADOPTED, Measure.REPORTED):
            return "", self._word("level", subject if measure is Measure.INSTRUCTED else values.get("级", "")), False
        ours = {text: s.key for s in self._settings.all_series() for text in (s.key, s.title.strip("《》"))}
        if subject in ours:
            return ours[subject], self._settings.office.level, True
        channel = self._settings.channel(self._words["channel"][subject])
        assert channel is not None, subject
        return channel.id, channel.level, False


def _items(
    ids: list[tuple[str, tuple[str, ...]]], credits_: tuple[Credited, ...], measure: Measure, label: str
) -> tuple[FiledItem, ...]:
    if not ids and measure in (*OF_OUTCOME, Measure.INSTRUCTED):
        return ()
    everyone = tuple(credited.unit for credited in credits_)
    return tuple(FiledItem(id=name, units=units or everyone) for name, units in ids or [(f"稿{label}", ())])
