"""The form asks for what the reader of items knows, in its words, and requires what the checks require."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from commands import succeed
from jianbao.metadata import parse_moment
from jianbao.metadata.keys import ALIASES
from jianbao.reading.layout import match_path
from jianbao.rendering.forge.fields import LEFT_OUT
from jianbao.writing import dump_record
from offices import BODY, KINDS_SETTINGS, OfficeBuilder

FORMS = "forms:\n  - {id: xiangxun, name: 详讯}\n  - {id: jianxun, name: 简讯}\n"
_MISSING = {"approver": "approver-missing"}
FORGE = "url: https://git.yunxi.invalid/forge\nrepository: quweiban/xinxi\napp: form\n"
PROGRAMS = {"gitlab": "decap-cms.js", "gitea": "sveltia-cms.js", "forgejo": "sveltia-cms.js"}


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    built = OfficeBuilder(tmp_path / "office")
    built.write("briefs/settings/kinds.yml", f"{KINDS_SETTINGS}{FORMS}")
    built.write("briefs/settings/people.yml", "people:\n  - {id: gui, name: 桂××, roles: [管理员, 编辑, 督查员]}\n")
    built.write("briefs/settings/forge.yml", FORGE)
    return built


def generate(office: OfficeBuilder, kind: str = "gitlab", *, on: str = "2026-11-30") -> Path:
    folder = office.root.parent / "out"
    succeed(office.root, "--on", on, "forge-config", kind, "--folder", str(folder))
    return folder / "admin"


def configure(office: OfficeBuilder, kind: str = "gitlab", unit: str = "chengguan", **options: str) -> dict[str, Any]:
    text = (generate(office, kind, **options) / unit / "config.yml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    assert found == json.loads(text.partition("\n")[2]), "what follows the comment is JSON, read in one way only"
    return found


def list_fields(office: OfficeBuilder, **options: str) -> dict[str, dict[str, Any]]:
    (collection,) = configure(office, **options)["collections"]
    return {field["name"]: field for field in collection["fields"]}


def list_readable(office: OfficeBuilder) -> set[str]:
    """The fields that the reader of items names to somebody who writes one that it does not know."""
    item = office.item(wozhendebucunzai="x")
    (problem,) = office.check()
    assert problem.code == "field-unknown"
    (office.root / f"briefs/items/{item}.md").unlink()
    return set(problem.hint.removeprefix("这里可用的字段：").split("、"))


def test_each_field_of_an_item_is_there_but_those_that_are_not_a_clerks(office: OfficeBuilder) -> None:
    assert set(list_fields(office)) - {"body"} == list_readable(office) - LEFT_OUT


def test_labels_are_the_chinese_names_of_the_fields(office: OfficeBuilder) -> None:
    labels = {name: field["label"] for name, field in list_fields(office).items()}
    assert labels == {name: ALIASES[name] for name in labels if name in ALIASES} | {"body": "正文", "units": "报送单位"}


def test_what_is_required_is_what_the_checks_miss(office: OfficeBuilder) -> None:
    fields = list_fields(office)
    required = {name for name, field in fields.items() if field["required"]}
    whole: dict[str, Any] = {"title": "城关镇推进旧改", "units": ["城关镇"], "approver": "李××", "kind": "动态"}
    path = f"briefs/items/{office.item()}.md"
    assert required == {*whole, "date", "body"}
    header = whole | {"date": "2026-11-03"}
    office.write(path, dump_record(header, BODY))
    assert office.check() == []
    for missing in header:
        office.write(path, dump_record({**header, missing: ""}, BODY))
        assert [problem.code for problem in office.check()] == [_MISSING.get(missing, "field-missing")], missing
    office.write(path, dump_record(header))
    assert [problem.code for problem in office.check()] == ["body-empty"]


def test_choices_are_the_offices_own(office: OfficeBuilder) -> None:
    fields = list_fields(office)
    assert {name: field["options"] for name, field in fields.items() if "options" in field} == {
        "kind": ["动态", "经验做法", "调研"],
        "form": ["详讯", "简讯"],
        "units": ["城关镇", "和平镇", "龙泉镇", "区住建局", "区文旅局", "区数据局", "区委办"],
        "access": ["公开", "内部", "办内"],
        "urgency": ["特急", "加急", "平急"],
        "stage": ["初报", "续报", "终报"],
        "reply": ["签收", "反馈", "申请延期"],
        "finished": ["是"],
    }
    assert fields["units"]["default"] == ["城关镇"]


def test_every_choice_is_one_that_the_reader_takes(office: OfficeBuilder) -> None:
    for name, field in list_fields(office).items():
        for choice in field.get("options", ()):
            office.item(**{"unit": None, "units": ["城关镇"], name: [choice] if field.get("multiple") else choice})
            wrong = [problem for problem in office.check() if problem.code.startswith(("field-", "unit-unknown"))]
            assert wrong == [], (name, choice)


def test_an_office_without_forms_is_asked_for_none(office: OfficeBuilder) -> None:
    """A field with nothing to choose from is an error to Sveltia."""
    office.write("briefs/settings/kinds.yml", KINDS_SETTINGS)
    assert "form" not in list_fields(office)


def test_names_and_units_are_those_of_the_day(office: OfficeBuilder) -> None:
    assert list_fields(office, unit="shuju", on="2026-10-01")["units"]["default"] == ["区大数据局"]
    assert "区旅游中心" in list_fields(office, on="2026-10-01")["units"]["options"]
    assert not {"区旅游中心", "区大数据局"} & set(list_fields(office)["units"]["options"])


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("follows", "chengguan/2026/11-03-jiu-gai", "11-03-jiu-gai"),
        ("revises", "chengguan/2026/11-03-jiu-gai", "chengguan/2026/jiu-gai"),
        ("call", "2026/014", "云委办约〔2026〕14号"),
        ("task", "2026/014", "31"),
    ],
)
def test_what_is_typed_is_tried_at_once(office: OfficeBuilder, name: str, right: str, wrong: str) -> None:
    pattern, sentence = list_fields(office)[name]["pattern"]
    assert re.fullmatch(pattern, right)
    assert not re.fullmatch(pattern, wrong)
    assert sentence.startswith("写")
    assert sentence.endswith(f"，如 {right}")


def test_moments_are_written_as_the_reader_takes_them(office: OfficeBuilder) -> None:
    moments = {name: field for name, field in list_fields(office).items() if field["widget"] == "datetime"}
    assert set(moments) == {"date", "occurred", "learned"}
    for field in moments.values():
        written = field["format"].replace("YYYY", "2026").replace("MM", "11").replace("DD", "30")
        moment = parse_moment(written.replace("HH", "09").replace("mm", "20"))
        assert str(moment) == "2026-11-30 09:20"


@pytest.mark.parametrize("kind", PROGRAMS)
def test_files_lie_where_the_reader_looks_and_nothing_is_deleted(office: OfficeBuilder, kind: str) -> None:
    configuration = configure(office, kind)
    (collection,) = configuration["collections"]
    assert collection["folder"] == "briefs/items/chengguan"
    assert (collection["create"], collection["delete"]) == (True, False)
    assert (
        "year/day" in collection["path"]
        if kind == "gitlab"
        else collection["path"].startswith("{{date | date('YYYY')}}/")
    )
    assert match_path("items", "chengguan/2026/11-30-gao-0920.md")
    assert match_path("items", "chengguan/2026/11-30-gao-0920-1.md")


def test_where_the_forge_is_and_how_people_sign_in(office: OfficeBuilder) -> None:
    messages = {"create": "报送稿件 {{slug}}", "update": "修改稿件 {{slug}}", "delete": "删除稿件 {{slug}}"}
    where = {"repo": "quweiban/xinxi", "branch": "main", "base_url": "https://git.yunxi.invalid/forge"}
    assert configure(office, "gitlab")["backend"] == {
        "name": "gitlab", "api_root": "https://git.yunxi.invalid/forge/api/v4", "auth_type": "pkce", "app_id": "form",
        "commit_messages": messages, **where,
    }  # fmt: skip
    gitea = {
        "name": "gitea",
        "api_root": "https://git.yunxi.invalid/forge/api/v1",
        "commit_messages": messages,
        **where,
    }
    assert configure(office, "forgejo")["backend"] == gitea | {"app_id": "form"}
    office.replace("briefs/settings/forge.yml", "app: form\n", "")
    assert configure(office, "gitea")["backend"] == gitea | {"auth_methods": ["token"]}


@pytest.mark.parametrize("kind", PROGRAMS)
def test_the_page_may_ask_its_own_host_and_the_forge_and_no_other(office: OfficeBuilder, kind: str) -> None:
    folder = generate(office, kind)
    page = (folder / "chengguan/index.html").read_text(encoding="utf-8")
    assert "<title>城关镇报送稿件</title>" in page
    policy = re.search('Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    rules = dict(rule.split(" ", 1) for rule in policy[1].split("; "))
    hosts = {source for sources in rules.values() for source in sources.split() if "." in source}
    assert hosts == {"https://git.yunxi.invalid"}
    assert rules["default-src"] == "'none'"
    # Decap compiles the schema of its configuration; Sveltia needs nothing of the kind.
    assert rules["script-src"] == ("'self' 'unsafe-eval'" if kind == "gitlab" else "'self'")
    assert re.findall(r'(?:src|href)="([^"]*)"', page) == [
        "config.yml", f"../{PROGRAMS[kind]}", *(["../form.js"] if kind == "gitlab" else []),
    ]  # fmt: skip
    for file in folder.rglob("*.html"):
        assert not re.search(r'(?:src|href)="(?:https?:)?//', file.read_text(encoding="utf-8")), file


def test_the_body_is_typed_as_it_is(office: OfficeBuilder) -> None:
    """An editor of formatted text would escape and rewrite what a clerk typed."""
    assert list_fields(office)["body"]["widget"] == "text"
