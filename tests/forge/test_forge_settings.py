"""``forge.yml``: what it says, and each way to write it wrongly."""

from __future__ import annotations

from pathlib import Path

import pytest

from jianbao.settings import ForgeKind, ForgeSettings
from offices import OfficeBuilder

WHOLE = """平台: x
kind: forgejo
地址: https://git.yunxi.invalid/forge/
仓库: quweiban/xinxi
主分支: zhu
表单文件夹: web/admin
应用编号: 8f0c-1
运行环境: registry.yunxi.invalid:5000/jianbao@sha256:0a
执行器: [docker, nei-wang]
软件包镜像: https://pypi.yunxi.invalid/simple
各人账号: [{person: 郑××, account: zheng.li}]
各角色组: [{role: 编辑, 组: quweiban/xinxike}]
""".partition("\n")[2]


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


def read(office: OfficeBuilder, text: str) -> tuple[ForgeSettings, list[str]]:
    """The settings, and what is wrong with them in a line each."""
    office.write("briefs/settings/forge.yml", text)
    settings = office.read()
    return settings.settings.forge, [str(problem).replace("\n", " ") for problem in settings.problems]


def test_every_field_by_its_chinese_name(office: OfficeBuilder) -> None:
    assert read(office, WHOLE) == (
        ForgeSettings(
            kind=ForgeKind.FORGEJO,
            url="https://git.yunxi.invalid/forge",
            repository="quweiban/xinxi",
            branch="zhu",
            folder="web/admin",
            app="8f0c-1",
            image="registry.yunxi.invalid:5000/jianbao@sha256:0a",
            runners=("docker", "nei-wang"),
            index="https://pypi.yunxi.invalid/simple",
            accounts={"bianji-zheng": "zheng.li"},
            teams={"编辑": "quweiban/xinxike"},
        ),
        [],
    )


def test_without_the_file_there_is_no_forge(office: OfficeBuilder) -> None:
    found = office.read()
    assert found.settings.forge == ForgeSettings()
    assert not found.settings.forge.is_used
    assert found.problems == ()


WRONG = {
    "kind: github": "error[field-type] briefs/settings/forge.yml:1:7 字段“kind（类别）”的值“github”不在可选之列"
    " 提示：可选：gitlab、gitea、forgejo",
    "url: git.yunxi.invalid": "error[forge-value] briefs/settings/forge.yml:1:6 url 的“git.yunxi.invalid”不对"
    " 提示：如 https://git.yunxi.invalid",
    "url: https://git.yunxi.invalid/$(id)": "error[forge-value] briefs/settings/forge.yml:1:6"
    " url 的“https://git.yunxi.invalid/$(id)”不对 提示：如 https://git.yunxi.invalid",
    "repository: xinxi": "error[forge-value] briefs/settings/forge.yml:1:13 repository 的“xinxi”不对"
    " 提示：写“组/项目”，如 quweiban/xinxi",
    "folder: ../admin": "error[forge-value] briefs/settings/forge.yml:1:9 folder 的“../admin”不对"
    " 提示：写仓库里的文件夹，如 admin",
    "branch: 'main; id'": "error[forge-value] briefs/settings/forge.yml:1:9 branch 的“main; id”不对 提示：如 main",
    "runners: [docker, '两 个']": "error[forge-value] briefs/settings/forge.yml:1:10 runners 的“两 个”不对"
    " 提示：照抄执行器的标签，如 docker",
    "index: https://pypi.yunxi.invalid/simple --pre": "error[forge-value] briefs/settings/forge.yml:1:8"
    " index 的“https://pypi.yunxi.invalid/simple --pre”不对 提示：如 https://pypi.yunxi.invalid/simple",
    "accounts: [{person: 无名, account: x}]": "error[person-unknown] briefs/settings/forge.yml:1:21"
    " 没有名为“无名”的人员 提示：人员名单见 briefs/settings/people.yml",
    "accounts: [{person: 郑××, account: '@zheng'}]": "error[forge-value] briefs/settings/forge.yml:1:35"
    " account 的“@zheng”不对 提示：只写账号或组的名称，不写@",
    "teams: [{role: 编辑}]": "error[field-missing] briefs/settings/forge.yml:1:9 缺少字段“team（组）”"
    " 提示：补上“team: …”一行",
}


@pytest.mark.parametrize("text", WRONG)
def test_what_would_mean_something_elsewhere_is_refused(office: OfficeBuilder, text: str) -> None:
    settings, problems = read(office, f"{text}\n")
    assert problems == [WRONG[text]]
    assert not settings.is_used
    assert (settings.folder, settings.branch) == ("admin", "main")
