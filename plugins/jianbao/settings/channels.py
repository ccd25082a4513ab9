"""``channels.yml``: periodicals and papers of higher levels that may use our texts (渠道)."""

from __future__ import annotations

from dataclasses import dataclass

from jianbao.metadata import Fields


@dataclass(frozen=True, kw_only=True, slots=True)
class Channel:
    """``level`` is an id of ``office.yml``. ``mark`` stands beside an adopted item (●) and is told in the legend."""

    id: str
    name: str
    level: str
    issuer: str = ""
    mark: str = ""
    aliases: tuple[str, ...] = ()


def channels_from_fields(fields: Fields) -> tuple[Channel, ...]:
    channels = []
    for group in fields.mappings("channels"):
        channels.append(
            Channel(
                id=group.identity("id"),
                name=group.text("name", required=True),
                level=group.name("level", "level", required=True),
                issuer=group.text("issuer"),
                mark=group.text("mark"),
                aliases=group.texts("aliases"),
            )
        )
        group.finish()
    return tuple(channels)
