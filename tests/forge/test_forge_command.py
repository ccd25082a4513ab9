"""``jianbao forge-config``: where the files go, what is not overwritten, and what a file of each kind says."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands import refuse, run, succeed
from offices import OfficeBuilder

URL, REPOSITORY = "https://git.yunxi.invalid", "quweiban/xinxi"
FORGE = f"url: {URL}\nrepository: {REPOSITORY}\napp: form\n"
PEOPLE = "people:\n" + "".join(
    f"  - {{id: {name}, name: {name}, roles: [{role}]}}\n"
    for name, role in {"zheng": "编辑", "guo": "督查员", "gui": "管理员"}.items()
)
UNITS = ("chengguan", "heping", "longquan", "zhujian", "wenlv", "shuju", "quweiban")


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    built = OfficeBuilder(tmp_path / "office")
    built.write("briefs/settings/people.yml", PEOPLE)
    built.write("briefs/settings/forge.yml", FORGE)
    return built


def list_forms(*others: str) -> list[str]:
    files = {f"admin/{unit}/{name}" for unit in UNITS for name in ("config.yml", "index.html")}
    return sorted({*files, "admin/index.html", *others})


def list_files(root: Path) -> list[str]:
    return sorted(file.relative_to(root).as_posix() for file in root.rglob("*") if file.is_file())


EXPECTED = {
    "gitlab": (".gitlab-ci.yml", ".gitlab/CODEOWNERS", ".gitlab/merge_request_templates/Default.md", "admin/form.js"),
    "gitea": (".gitea/CODEOWNERS", ".gitea/pull_request_template.md", ".gitea/workflows/jianbao.yml"),
    "forgejo": (".forgejo/CODEOWNERS", ".forgejo/pull_request_template.md", ".forgejo/workflows/jianbao.yml"),
}


@pytest.mark.parametrize("kind", EXPECTED)
def test_each_forge_finds_its_files_where_it_looks_for_them(office: OfficeBuilder, kind: str, tmp_path: Path) -> None:
    said = succeed(office.root, "forge-config", kind, "--folder", str(tmp_path / "out"))
    files = list_forms(*EXPECTED[kind])
    assert list_files(tmp_path / "out") == files
    written = "".join(f"已写入 {tmp_path / 'out' / path}\n" for path in files)
    assert said == f"{written}网页表单还要取一次程序：sh scripts/get_forms.sh {kind} {tmp_path / 'out' / 'admin'}\n"


def test_into_the_office_itself_again_and_again(office: OfficeBuilder) -> None:
    office.write("briefs/settings/forge.yml", f"kind: gitea\n{FORGE}")
    succeed(office.root, "forge-config")
    before = {path: (office.root / path).read_bytes() for path in list_files(office.root)}
    assert set(EXPECTED["gitea"]) < set(before)
    succeed(office.root, "forge-config")
    assert {path: (office.root / path).read_bytes() for path in list_files(office.root)} == before


def test_what_others_wrote_is_not_overwritten(office: OfficeBuilder) -> None:
    office.write(".gitlab-ci.yml", "build: {script: make}\n")
    office.write("admin/index.html", b"\xff\xfe")
    before = list_files(office.root)
    hint = "提示：先改名或删去；或者用 --folder 写到别处，自己合并\n"
    assert refuse(office.root, "forge-config", "gitlab") == (
        f"error[file-exists] .gitlab-ci.yml:1:1 已经有这个文件，不是 jianbao 生成的，没有覆盖\n{hint}"
        f"error[file-exists] admin/index.html:1:1 已经有这个文件，不是 jianbao 生成的，没有覆盖\n{hint}"
    )
    assert list_files(office.root) == before


def test_only_shown(office: OfficeBuilder) -> None:
    before = list_files(office.root)
    shown = succeed(office.root, "forge-config", "forgejo", "--show")
    assert [line.removeprefix("===== ") for line in shown.splitlines() if line.startswith("===== ")] == list_forms(
        *EXPECTED["forgejo"]
    )
    assert list_files(office.root) == before


def test_a_forge_must_be_named(office: OfficeBuilder) -> None:
    assert refuse(office.root, "forge-config", code=2) == (
        "用法有误：没有写平台：gitlab、gitea 或 forgejo；也可以写在 forge.yml 的 kind 里\n"
        "提示：用 jianbao forge-config --help 看说明和例子\n"
    )


def test_without_settings_nothing_is_written(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path)
    before = list_files(tmp_path)
    assert refuse(office.root, "forge-config", "gitlab") == (
        "error[forge-unknown] briefs/settings/forge.yml:1:1 没有写存放仓库的平台，不知道表单往哪里提交\n"
        "提示：写上 url（平台的网址）和 repository（组/项目），如 quweiban/xinxi\n"
    )
    assert list_files(tmp_path) == before


def test_gitlab_needs_an_application_to_sign_in_by(office: OfficeBuilder) -> None:
    office.replace("briefs/settings/forge.yml", "app: form\n", "")
    done = run(office.root, "forge-config", "gitlab", "--show")
    sentence = "注意：forge.yml 没有写 app（应用编号），网页表单登录不了：先在 GitLab 上登记一个应用\n"
    assert (done.exit_code, done.stderr) == (0, sentence)
    assert run(office.root, "forge-config", "gitea", "--show").stderr == ""


def test_an_office_changes_the_check_list(office: OfficeBuilder, tmp_path: Path) -> None:
    office.write("templates/forge/merge-request.md", "<!-- {{ mark }} -->\n- [ ] 本单位的一条\n")
    succeed(office.root, "forge-config", "gitea", "--folder", str(tmp_path / "out"))
    assert (tmp_path / "out/.gitea/pull_request_template.md").read_text(encoding="utf-8") == (
        "<!-- 由 jianbao forge-config 生成，不要手改 -->\n- [ ] 本单位的一条\n"
    )


def test_the_check_list_speaks_to_clerks_and_editors(office: OfficeBuilder, tmp_path: Path) -> None:
    succeed(office.root, "forge-config", "gitlab", "--folder", str(tmp_path))
    text = (tmp_path / ".gitlab/merge_request_templates/Default.md").read_text(encoding="utf-8")
    heads = [line for line in text.splitlines() if line.startswith("#")]
    assert heads == ["### 报送单位", "### 编辑"]
    assert sum(line.startswith("- [ ] ") for line in text.splitlines()) == 11
    assert not {"考核", "排名"} & set(text.split())


def test_a_page_to_choose_a_unit_from(office: OfficeBuilder, tmp_path: Path) -> None:
    succeed(office.root, "forge-config", "gitlab", "--folder", str(tmp_path))
    page = (tmp_path / "admin/index.html").read_text(encoding="utf-8")
    assert '<li><a href="shuju/">区数据局</a></li>' in page
    assert "lvyou" not in page
    assert page.count("<li>") == len(UNITS)
