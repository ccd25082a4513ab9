"""Schemes from their parsed files, with every name that a scheme may use."""

from __future__ import annotations

from collections.abc import Mapping as Dictionary

from jianbao.metadata import Fields, Mapping, Vocabulary, locate_values
from jianbao.metadata.vocabulary import nearest_name
from jianbao.problems import Problem
from jianbao.settings.schemes.accounts import read_groups
from jianbao.settings.schemes.scheme import Scheme
from jianbao.settings.settings import Settings

MISSING_HINT = "计分方案放在 briefs/settings/scoring/ 下，写文件名去掉 .yml"
_LABELS = {"column": "栏目", "group": "分组"}


def read_schemes(
    files: Dictionary[str, Mapping], settings: Settings, office: Mapping | None = None
) -> tuple[tuple[Scheme, ...], list[Problem]]:
    """The schemes of files by path without suffix, whose last part is the id; and what is wrong with them, a scheme
    that ``office.yml`` names and that is not there included.
    """
    problems = _report_missing(files, office) if office else []
    schemes = []
    for path, mapping in sorted(files.items()):
        fields = Fields(mapping, _scheme_vocabulary(mapping, settings), problems)
        schemes.append(Scheme.from_fields(fields, id=path.rpartition("/")[2]))
        fields.finish()
    return tuple(schemes), problems


def _scheme_vocabulary(mapping: Mapping, settings: Settings) -> Vocabulary:
    """The names of the office, its own series among the channels, and the groups that the scheme makes itself."""
    plain = settings.vocabulary()
    groups = {text: group.id for group in settings.units.groups for text in (group.name, group.id)}
    own = read_groups(Fields(mapping, plain, []))
    series = settings.all_series()
    names = {
        **plain.names,
        "channel": {text: s.key for s in series for text in (s.full_name, s.title, s.key)}
        | dict(plain.names["channel"]),
        "column": {text: column.id for s in series for column in s.columns for text in (column.name, column.id)},
        "plain_group": groups,
        "group": groups | {text: group.id for group in own for text in (group.name, group.id)},
    }
    return Vocabulary(names=names, labels={**plain.labels, **_LABELS})


def _report_missing(files: Dictionary[str, Mapping], office: Mapping) -> list[Problem]:
    known = [path.rpartition("/")[2] for path in files]
    places, texts = locate_values(office)
    named = {path: text.strip() for path, text in texts.items() if path.partition("[")[0] == "scheme"}
    return [
        Problem(
            code="scheme-unknown",
            place=places[path],
            message=f"没有名为“{name}”的计分方案",
            hint=f"是不是“{near}”？" if (near := nearest_name(name, known)) else MISSING_HINT,
        )
        for path, name in named.items()
        if name and name not in known
    ]
