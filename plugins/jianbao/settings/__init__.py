"""The office's policy as data: ``briefs/settings/*.yml`` → one frozen value."""

from jianbao.settings.bulletin import BulletinColumn, BulletinSettings, RowOrder, Span, Value, Zero
from jianbao.settings.channels import Channel
from jianbao.settings.checking import CheckSettings
from jianbao.settings.declared import Declared, DeclaredMeasure
from jianbao.settings.kinds import Form, Kind, Kinds
from jianbao.settings.office import OfficeLevel, OfficeSettings
from jianbao.settings.people import People, Person
from jianbao.settings.periodicals import ColumnSettings, Limits, NumberRule, Periodical, Series
from jianbao.settings.settings import SETTINGS_FILES, Settings, read_settings
from jianbao.settings.units import Group, Unit, UnitName, Units

__all__ = [
    "SETTINGS_FILES",
    "BulletinColumn",
    "BulletinSettings",
    "Channel",
    "CheckSettings",
    "ColumnSettings",
    "Declared",
    "DeclaredMeasure",
    "Form",
    "Group",
    "Kind",
    "Kinds",
    "Limits",
    "NumberRule",
    "OfficeLevel",
    "OfficeSettings",
    "People",
    "Periodical",
    "Person",
    "RowOrder",
    "Series",
    "Settings",
    "Span",
    "Unit",
    "UnitName",
    "Units",
    "Value",
    "Zero",
    "read_settings",
]
