"""The office's policy as data: ``briefs/settings/*.yml`` → one frozen value."""

from jianbao.settings.bulletin import BulletinColumn, BulletinSettings, RowOrder, Span, Value, Zero
from jianbao.settings.channels import Channel
from jianbao.settings.checking import CheckSettings
from jianbao.settings.declared import Declared, DeclaredMeasure
from jianbao.settings.holidays import HolidaySettings
from jianbao.settings.kinds import Form, Kind, Kinds
from jianbao.settings.office import OfficeLevel, OfficeSettings
from jianbao.settings.people import Away, People, Person
from jianbao.settings.periodicals import ArticleSource, ColumnSettings, Limits, NumberRule, Periodical, Series
from jianbao.settings.settings import SETTINGS_FILES, Settings, read_settings
from jianbao.settings.supervision import (
    Colour,
    HolidayPolicy,
    LightCondition,
    LightRule,
    OnTimeBasis,
    SupervisionSettings,
    TaskCategory,
)
from jianbao.settings.units import Group, Unit, UnitName, Units
from jianbao.settings.urgent import ClockStart, UrgentClass, UrgentSettings

__all__ = [
    "SETTINGS_FILES",
    "ArticleSource",
    "Away",
    "BulletinColumn",
    "BulletinSettings",
    "Channel",
    "CheckSettings",
    "ClockStart",
    "Colour",
    "ColumnSettings",
    "Declared",
    "DeclaredMeasure",
    "Form",
    "Group",
    "HolidayPolicy",
    "HolidaySettings",
    "Kind",
    "Kinds",
    "LightCondition",
    "LightRule",
    "Limits",
    "NumberRule",
    "OfficeLevel",
    "OfficeSettings",
    "OnTimeBasis",
    "People",
    "Periodical",
    "Person",
    "RowOrder",
    "Series",
    "Settings",
    "Span",
    "SupervisionSettings",
    "TaskCategory",
    "Unit",
    "UnitName",
    "Units",
    "UrgentClass",
    "UrgentSettings",
    "Value",
    "Zero",
    "read_settings",
]
