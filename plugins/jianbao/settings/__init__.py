"""The office's policy as data: ``briefs/settings/*.yml`` → one frozen value."""

from jianbao.settings.bulletin import BulletinColumn, BulletinSettings, RowOrder, Span, Value, Zero
from jianbao.settings.channels import Channel
from jianbao.settings.checking import CheckSettings
from jianbao.settings.declared import Declared, DeclaredMeasure
from jianbao.settings.desk import DeskSettings, SignIn
from jianbao.settings.feeds import FeedSettings, FeedSource
from jianbao.settings.forge import ForgeKind, ForgeSettings
from jianbao.settings.holidays import HolidaySettings
from jianbao.settings.intake import IntakeSettings
from jianbao.settings.kinds import Form, Kind, Kinds
from jianbao.settings.likeness import LikenessSettings
from jianbao.settings.mail import MailSettings, Security, Sender
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
    "DeskSettings",
    "FeedSettings",
    "FeedSource",
    "ForgeKind",
    "ForgeSettings",
    "Form",
    "Group",
    "HolidayPolicy",
    "HolidaySettings",
    "IntakeSettings",
    "Kind",
    "Kinds",
    "LightCondition",
    "LightRule",
    "LikenessSettings",
    "Limits",
    "MailSettings",
    "NumberRule",
    "OfficeLevel",
    "OfficeSettings",
    "OnTimeBasis",
    "People",
    "Periodical",
    "Person",
    "RowOrder",
    "Security",
    "Sender",
    "Series",
    "Settings",
    "SignIn",
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
