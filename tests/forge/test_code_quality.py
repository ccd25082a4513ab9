"""``jianbao check --format gitlab``: what GitLab shows beside the lines of a merge request."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commands import run, succeed
from offices import OfficeBuilder


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


def report(office: OfficeBuilder, code: int = 1) -> list[dict[str, object]]:
    done = run(office.root, "check", "--format", "gitlab")
    assert (done.exit_code, done.stderr) == (code, "")
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


def test_every_field_that_gitlab_asks_for(office: OfficeBuilder) -> None:
    office.item("heping", "fu-wu", "2026-11-04", body="")
    assert report(office) == [
        {
            "description": "没有正文（在第二行“---”之后写正文）",
            "check_name": "body-empty",
            "fingerprint": "24e1aa7370a66971e155aba53207169fb4cd5e5fa16a274300c86551db947173",
            "severity": "critical",
            "location": {"path": "briefs/items/heping/2026/11-04-fu-wu.md", "lines": {"begin": 8}},
        }
    ]


@pytest.mark.parametrize(
    ("level", "severity", "code"), [("error", "critical", 1), ("warning", "minor", 0), ("notice", "info", 0)]
)
def test_how_grave_it_is(office: OfficeBuilder, level: str, severity: str, code: int) -> None:
    office.item("heping", "fu-wu", "2026-11-04", body="")
    office.write("briefs/settings/checks.yml", f"body-empty: {{level: {level}}}\n")
    assert [each["severity"] for each in report(office, code)] == [severity]


def test_nothing_wrong_is_an_empty_list(office: OfficeBuilder) -> None:
    office.item()
    assert succeed(office.root, "check", "--format", "gitlab") == "[]\n"


def test_a_fingerprint_stays_when_lines_come_in_above(office: OfficeBuilder) -> None:
    path = f"briefs/items/{office.item('heping', 'fu-wu', '2026-11-04', approver=None, tags=['甲'], kind='无')}.md"
    before = report(office)
    office.replace(path, "tags:", "phone: 0000-0000000\ntags:")
    after = report(office)
    assert [each["fingerprint"] for each in after] == [each["fingerprint"] for each in before]
    assert len(before) == 2


def test_two_that_say_the_same_of_one_file_are_told_apart(office: OfficeBuilder) -> None:
    text = "people:\n" + "  - {id: li, name: 李××, roles: [领导], rank: 1}\n" * 2
    office.write("briefs/settings/people.yml", text)
    found = [each for each in report(office) if each["check_name"] == "field-unknown"]
    assert len(found) == 2
    assert len({json.dumps(each["description"]) for each in found}) == 1
    assert len({each["fingerprint"] for each in found}) == 2
