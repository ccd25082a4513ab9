"""All settings of an office as one value, and the vocabulary that they give to the records."""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from dataclasses import dataclass

from jianbao.metadata import Fields, Mapping, Vocabulary
from jianbao.model import Source
from jianbao.problems import Place, Problem
from jianbao.settings.bulletin import BulletinSettings, bulletin_from_fields
from jianbao.settings.channels import Channel, channels_from_fields
from jianbao.settings.checking import CheckSettings, checks_from_fields
from jianbao.settings.declared import Declared, declared_from_fields
from jianbao.settings.desk import DeskSettings, desk_from_fields
from jianbao.settings.feeds import FeedSettings, feeds_from_fields
from jianbao.settings.forge import ForgeSettings, forge_from_fields
from jianbao.settings.holidays import HolidaySettings, holidays_from_fields
from jianbao.settings.intake import IntakeSettings, intake_from_fields
from jianbao.settings.kinds import Kinds, kinds_from_fields
from jianbao.settings.likeness import LikenessSettings, likeness_from_fields
from jianbao.settings.mail import MailSettings, mail_from_fields
from jianbao.settings.office import OfficeSettings
from jianbao.settings.people import People, people_from_fields
from jianbao.settings.periodicals import Periodical, Series, periodicals_from_fields
from jianbao.settings.printing import PrintSettings, print_from_fields
from jianbao.settings.schemes import Scheme
from jianbao.settings.supervision import SupervisionSettings, supervision_from_fields
from jianbao.settings.units import Units, units_from_fields
from jianbao.settings.urgent import UrgentSettings, urgent_from_fields

SETTINGS_FILES = (
    "office", "units", "kinds", "people", "periodicals", "channels", "checks", "bulletin", "declared", "print",
    "supervision", "urgent", "holidays", "desk", "intake", "feeds", "likeness", "forge", "mail",
)  # fmt: skip
_BRACKETS = str.maketrans("", "", "《》")
_LABELS = {
    "unit": "单位",
    "kind": "类别",
    "form": "体裁",
    "person": "人员",
    "periodical": "刊物",
    "channel": "渠道",
    "level": "层级",
    "group": "分组",
    "category": "事项类别",
    "severity": "事件等级",
    "disposition": "处置方式",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """``sources`` are the files that all this was read from."""

    office: OfficeSettings
    units: Units
    kinds: Kinds
    people: People
    periodicals: tuple[Periodical, ...]
    channels: tuple[Channel, ...]
    checks: CheckSettings
    bulletin: BulletinSettings
    printing: PrintSettings
    supervision: SupervisionSettings
    urgent: UrgentSettings
    holidays: HolidaySettings
    desk: DeskSettings
    intake: IntakeSettings
    feeds: FeedSettings
    likeness: LikenessSettings
    mail: MailSettings
    forge: ForgeSettings
    schemes: tuple[Scheme, ...] = ()
    declared: tuple[Declared, ...]
    sources: tuple[Source, ...] = ()

    def periodical(self, written: str) -> Periodical | None:
        """By id or name."""
        return next((p for p in self.periodicals if written in (p.id, p.name)), None)

    def series(self, periodical: str, series: str = "") -> Series | None:
        """A periodical's main series, or the one named."""
        known = self.periodical(periodical)
        return known.get_series(series) if known else None

    def all_series(self) -> list[Series]:
        return [series for periodical in self.periodicals for series in periodical.series]

    def scheme(self, scheme: str) -> Scheme | None:
        return next((known for known in self.schemes if known.id == scheme), None)

    def channel(self, channel: str) -> Channel | None:
        return next((known for known in self.channels if known.id == channel), None)

    def own_series(self, written: str) -> Series | None:
        """A series of ours by key, name or title, with or without 《》: what is no channel of a higher level."""
        bare = written.translate(_BRACKETS).strip()
        return next((s for s in self.all_series() if bare in (s.key, s.full_name, s.title.translate(_BRACKETS))), None)

    def channel_title(self, channel: str) -> str:
        """A channel as a sentence names it, be it a series of ours or a higher level's; the id of an unknown one."""
        ours = next((series.title for series in self.all_series() if series.key == channel), None)
        known = self.channel(channel)
        return ours or (known.name if known else channel)

    def vocabulary(self) -> Vocabulary:
        """What a record's values may name, by any spelling."""
        return Vocabulary(
            names={
                "unit": self.units.spellings(),
                "kind": spell_kinds(self.kinds),
                "form": {text: f.id for f in self.kinds.forms for text in (f.name, f.id)},
                "person": self.people.spellings(),
                "periodical": {text: p.id for p in self.periodicals for text in (p.name, p.id)},
                "channel": spell_channels(self.channels),
                "level": spell_levels(self.office),
                "category": self.supervision.spellings(),
                "severity": self.urgent.spellings(),
                "disposition": {word: word for word in self.urgent.dispositions},
            },
            labels=_LABELS,
        )


def spell_kinds(kinds: Kinds) -> dict[str, str]:
    """Every way to write a kind → its id."""
    return {text: kind.id for kind in kinds.kinds for text in (*kind.aliases, kind.name, kind.id)}


def spell_channels(channels: tuple[Channel, ...]) -> dict[str, str]:
    """Every way to write a channel of a higher level → its id."""
    return {text: channel.id for channel in channels for text in (*channel.aliases, channel.name, channel.id)}


def spell_levels(office: OfficeSettings) -> dict[str, str]:
    """Every way to write a level → its id."""
    return {text: level.id for level in office.levels for text in (level.name, level.id)}


def _check_units(settings: Settings, office: Fields, units: Fields) -> None:
    """Units that other settings name must be there."""
    named = [(office.place("unit"), settings.office.unit)]
    places = [group.place("into") for group in units.mappings("units")]
    named += [(place, unit.merged_into) for place, unit in zip(places, settings.units.units, strict=True)]
    for place, unit in named:
        if unit and settings.units.get(unit) is None:
            office.report("unit-unknown", place, f"没有编号为“{unit}”的单位", "写 units.yml 里的 id")


def _bulletin_vocabulary(
    office: OfficeSettings, units: Units, periodicals: tuple[Periodical, ...], channels: tuple[Channel, ...]
) -> Vocabulary:
    """A column of a bulletin may name our own series as well as the channels of higher levels."""
    ours = {text: s.key for p in periodicals for s in p.series for text in (s.full_name, s.title, s.key)}
    return Vocabulary(
        names={
            "unit": units.spellings(),
            "channel": ours | spell_channels(channels),
            "level": spell_levels(office),
            "group": {text: group.id for group in units.groups for text in (group.name, group.id)},
        },
        labels=_LABELS,
    )


def _naming_vocabulary(units: Units, people: People, channels: tuple[Channel, ...]) -> Vocabulary:
    """What settings may name of what other settings list."""
    return Vocabulary(
        names={"unit": units.spellings(), "person": people.spellings(), "channel": spell_channels(channels)},
        labels=_LABELS,
    )


def _check_columns(settings: Settings, bulletin: Fields) -> None:
    """Without a scheme there is no point to print."""
    for group, column in zip(bulletin.mappings("columns"), settings.bulletin.columns, strict=True):
        if column.value.is_scored and not settings.office.schemes:
            message = f"没有计分方案，通报不能列“{column.title}”"
            hint = "删去这一列；要计分的，先在 office.yml 里写 scheme"
            bulletin.report("bulletin-scored", group.place("value"), message, hint)


class _Opened:
    """The files by name without suffix, each opened with the vocabulary of its own. One that is not there is empty."""

    def __init__(self, files: Dictionary[str, Mapping], folder: str) -> None:
        self._files = files
        self._folder = folder
        self._opened: list[Fields] = []
        self.problems: list[Problem] = []

    def fields(self, name: str, vocabulary: Vocabulary | None = None) -> Fields:
        empty = Mapping(place=Place(path=f"{self._folder}/{name}.yml"), entries=())
        self._opened.append(Fields(self._files.get(name, empty), vocabulary or Vocabulary(), self.problems))
        return self._opened[-1]

    def finish(self) -> None:
        for read in self._opened:
            read.finish()


def read_settings(files: Dictionary[str, Mapping], folder: str) -> tuple[Settings, list[Problem]]:
    """Settings from the parsed files, by name without suffix. A file that is not there counts as empty."""
    opened = _Opened(files, folder)
    fields = opened.fields
    office_fields, units_fields, kinds_fields = fields("office"), fields("units"), fields("kinds")
    kinds = kinds_from_fields(kinds_fields)
    periodicals_fields = fields("periodicals", Vocabulary(names={"kind": spell_kinds(kinds)}, labels=_LABELS))
    office = OfficeSettings.from_fields(office_fields)
    channels_fields = fields("channels", Vocabulary(names={"level": spell_levels(office)}, labels=_LABELS))
    units, periodicals = units_from_fields(units_fields), periodicals_from_fields(periodicals_fields)
    channels = channels_from_fields(channels_fields)
    counting = _bulletin_vocabulary(office, units, periodicals, channels)
    people = people_from_fields(fields("people", Vocabulary(names={"unit": units.spellings()}, labels=_LABELS)))
    bulletin_fields, declared_fields = fields("bulletin", counting), fields("declared", counting)
    naming = _naming_vocabulary(units, people, channels)
    settings = Settings(
        office=office,
        units=units,
        kinds=kinds,
        people=people,
        periodicals=periodicals,
        channels=channels,
        checks=checks_from_fields(fields("checks")),
        bulletin=bulletin_from_fields(bulletin_fields),
        declared=declared_from_fields(declared_fields),
        printing=print_from_fields(fields("print")),
        supervision=supervision_from_fields(fields("supervision")),
        urgent=urgent_from_fields(fields("urgent")),
        holidays=holidays_from_fields(fields("holidays")),
        desk=desk_from_fields(fields("desk")),
        intake=intake_from_fields(fields("intake")),
        forge=forge_from_fields(fields("forge", naming)),
        feeds=feeds_from_fields(fields("feeds", naming)),
        likeness=likeness_from_fields(fields("likeness")),
        mail=mail_from_fields(fields("mail", naming)),
    )
    _check_units(settings, office_fields, units_fields)
    _check_columns(settings, bulletin_fields)
    opened.finish()
    return settings, opened.problems
