"""采用: which text a higher level used, and that it is counted once."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.checks.rule import Context, Family, Rule
from jianbao.ledger.naming import find_filed
from jianbao.model import Adoption
from jianbao.model.adoption import SUBJECTS
from jianbao.problems import Level, Problem
from jianbao.reading import Office

ADOPTION_SUBJECT = Rule(
    code="adoption-subject",
    title="没有写清采用的是哪一篇",
    reason="不知道是哪一篇，就算不到任何单位名下；写了两种，就不知道以哪个为准。",
    remedy="只写 report、item、desk、items 中的一个；没有经过本办公室的，写 units 和 title",
)
ADOPTION_TWICE = Rule(
    code="adoption-twice",
    title="同一次采用登记了两次",
    reason="同一篇在同一渠道的同一期（或同一天）只有一次采用，登记两次，条次就多算了。",
    remedy="确是重复登记的，删去一份；确是两次采用的，写明各自的期号",
    level=Level.WARNING,
)
# Found while reading likeness.yml.
LIKENESS_LEVELS = Rule(
    code="likeness-levels",
    title="查找疑似采用的分数线或者天数不对",
    reason="分数线不是由低到高，就分不清“很可能”“可能”和“存疑”；回查天数是0，什么也查不到。",
    remedy="改 likeness.yml 里的 likely、possible、doubtful 和 look_back；不写就按系统的规定",
)


def check_subject(context: Context) -> Iterator[Problem]:
    for adoption in context.office.adoptions.values():
        named = [key for key in SUBJECTS if key in adoption.source.places]
        place = adoption.source.place(named[-1] if named else "")
        if len(named) > 1:
            yield ADOPTION_SUBJECT.report(place, f"同时写了 {'、'.join(named)}，只能写一个")
        elif named and adoption.units:
            message = f"写了 {named[0]}，又写了 units"
            yield ADOPTION_SUBJECT.report(adoption.source.place("units"), message, "改变署名写 credit，删去 units")
        elif not named and not (adoption.units and adoption.title):
            yield ADOPTION_SUBJECT.report(place, "没有写采用的是哪一篇")


def check_twice(context: Context) -> Iterator[Problem]:
    seen: dict[tuple[object, ...], list[Adoption]] = {}
    for adoption in context.office.adoptions.values():
        text = _text_of(context.office, adoption)
        known = seen.setdefault((adoption.channel, text), [])
        if text and (first := next((other for other in known if _same_use(other, adoption)), None)):
            channel = context.office.settings.channel_title(adoption.channel)
            when = first.number or (first.date.chinese if first.date else "")
            message = f"{first.source.path} 已登记{channel}（{when}）采用这一篇"
            yield ADOPTION_TWICE.report(adoption.source.place("channel"), message)
        known.append(adoption)


def _same_use(first: Adoption, second: Adoption) -> bool:
    """One number of theirs; where one of the two states none, one day."""
    if first.number and second.number:
        return first.number == second.number
    return bool(first.date and second.date and first.date.day == second.date.day)


def _text_of(office: Office, adoption: Adoption) -> tuple[str, ...]:
    """The items behind it, whichever way it names them; else what it names."""
    report = office.reports.get(adoption.report)
    ids = report.sources if report else adoption.items or tuple(filter(None, [adoption.desk]))
    items = tuple(sorted(item.id for item in find_filed(office, ids)))
    named = tuple(filter(None, [adoption.report, adoption.desk]))
    return items or named or (*sorted(adoption.units), *filter(None, [adoption.title]))


FAMILY = Family(
    name="采用",
    rules=(ADOPTION_SUBJECT, ADOPTION_TWICE, LIKENESS_LEVELS),
    checks=(check_subject, check_twice),
)
