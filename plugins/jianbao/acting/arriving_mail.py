"""到达时间: when a mail arrived, and which of the times in it are not believed, for anybody can write any date."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from jianbao.intake.mail import Letter
from jianbao.metadata import Moment

# Servers give a mail back that they could not pass on for five days (RFC 5321, 4.5.4.1); clocks go wrong by minutes.
_LONGEST_WAY, _CLOCKS = timedelta(days=5), timedelta(hours=1)
# No record is of an earlier day.
_FIRST_YEAR = 2000


def settle_arrival(
    letter: Letter, zone: str, today: Moment, posted: datetime | None = None
) -> tuple[Moment, tuple[str, ...]]:
    """(when it arrived, why other times that stand in it do not count). ``posted`` is when the office's server received
    it; of a mail saved as a file the last server's own stamp says so, else the letter's date, and neither can be later
    than ``today``, or of a clock that was never set.
    """
    dated = to_moment(letter.dated, zone) if letter.dated else None
    if posted:
        received = to_moment(posted, zone)
    elif (stated := letter.stamp or letter.dated) is None:
        return today, ()
    else:
        received = to_moment(stated, zone)
        if received.day > today.day or received.day.year < _FIRST_YEAR:
            what = "邮件里记的收到时间" if letter.stamp else "信上写的发出时间"
            why = "晚于今天" if received.day > today.day else f"早于{_FIRST_YEAR}年"
            return today, (f"{what}是{received.chinese}，{why}，不作数，按今天登记",)
    doubt = _doubt(dated, received) if dated else ""
    return received, (doubt,) if doubt else ()


def to_moment(at: datetime, zone: str) -> Moment:
    """In the office's zone, to the minute, as receipts have it; at the end of time as it stands."""
    try:
        local = at.astimezone(ZoneInfo(zone))
    except OverflowError:
        local = at
    return Moment(local.date(), local.time().replace(second=0, microsecond=0, tzinfo=None))


def _doubt(dated: Moment, received: Moment) -> str:
    """Why a letter was not written when it says so; empty for one that may have been."""
    if dated.at - received.at > _CLOCKS:
        return f"信上写的发出时间是{dated.chinese}，晚于收到的时间，不作数，按收到的时间登记"
    if received.at - dated.at > _LONGEST_WAY:
        days = received.days_since(dated)
        return f"信上写的发出时间是{dated.chinese}，比收到早{days}天，不作数，按收到的时间登记"
    return ""
