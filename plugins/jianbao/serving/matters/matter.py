"""What stands on the home page: sections of matters, each leading to the page where it is done.

``unit.find_unit_matters`` finds them for an informant, ``staff.find_staff_matters`` for the office,
the most pressing first.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Matter:
    """``remark`` stands under the title: until when, why. ``href`` is empty where there is no page for it."""

    title: str
    remark: str = ""
    href: str = ""
    is_urgent: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """At least one matter."""

    title: str
    matters: tuple[Matter, ...]
