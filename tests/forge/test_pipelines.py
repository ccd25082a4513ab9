"""What the forges' jobs run: valid to the schemas of those who read them, and run here as they stand."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner

from bare_repository import Repository
from commands import succeed
from jianbao import __version__
from offices import OfficeBuilder

FORGE = "url: https://git.yunxi.invalid\nrepository: quweiban/xinxi\napp: form\n"
FULL = FORGE + (
    "branch: zhu\nimage: registry.yunxi.invalid/jianbao:1\nrunners: [docker, nei-wang]\n"
    "index: https://pypi.yunxi.invalid/simple\n"
)
PATHS = {
    "gitlab": ".gitlab-ci.yml",
    "gitea": ".gitea/workflows/jianbao.yml",
    "forgejo": ".forgejo/workflows/jianbao.yml",
}
# Gitea and Forgejo document their workflows as those of GitHub, for which there is a schema.
SCHEMAS = {"gitlab": "vendor.gitlab-ci", "gitea": "vendor.github-workflows", "forgejo": "vendor.github-workflows"}
BROKEN = {"gitlab": ("script:", "skript:"), "gitea": ("runs-on:", "runs:"), "forgejo": ("steps:", "stufen:")}


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    built = OfficeBuilder(tmp_path / "office")
    built.write("briefs/settings/people.yml", "people:\n  - {id: gui, name: 桂××, roles: [管理员, 编辑, 督查员]}\n")
    built.write("briefs/settings/forge.yml", FORGE)
    built.item()
    return built


def generate(office: OfficeBuilder, kind: str, settings: str = FORGE) -> Path:
    office.write("briefs/settings/forge.yml", settings)
    succeed(office.root, "forge-config", kind)
    return office.root / PATHS[kind]


def judge(schema: str, file: Path) -> tuple[int, str]:
    """By the schema that comes with check-jsonschema: nothing is fetched."""
    done = CliRunner().invoke(check_jsonschema, ["--builtin-schema", schema, str(file)])
    return done.exit_code, done.output


@pytest.mark.parametrize("kind", PATHS)
def test_the_schema_of_the_forge_accepts_it(office: OfficeBuilder, kind: str) -> None:
    file = generate(office, kind, FULL)
    assert judge(SCHEMAS[kind], file) == (0, "ok -- validation done\n")
    old, new = BROKEN[kind]
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert judge(SCHEMAS[kind], file)[0] == 1


@pytest.mark.parametrize("kind", PATHS)
def test_no_other_host_and_nobody_elses_code(office: OfficeBuilder, kind: str) -> None:
    text = generate(office, kind, FULL).read_text(encoding="utf-8")
    assert set(re.findall(r"https?://[^\s\"]+", text)) == {"https://pypi.yunxi.invalid/simple"}
    assert not re.search(r"^\s*-?\s*(uses|include|services|extends):", text, re.MULTILINE)
    assert f"--index-url https://pypi.yunxi.invalid/simple jianbao=={__version__}\n" in text


def test_what_gitlab_is_told(office: OfficeBuilder) -> None:
    jobs = yaml.safe_load(generate(office, "gitlab", FULL).read_text(encoding="utf-8"))
    assert jobs["workflow"] == {
        "rules": [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}, {"if": '$CI_COMMIT_BRANCH == "zhu"'}]
    }
    job = jobs["检查记录"]
    assert (job["image"], job["tags"]) == ("registry.yunxi.invalid/jianbao:1", ["docker", "nei-wang"])
    assert job["variables"] == {"GIT_DEPTH": "0"}
    assert job["artifacts"]["reports"] == {"codequality": "gl-code-quality-report.json"}
    assert job["script"][-2:] == [
        "jianbao check --format gitlab > gl-code-quality-report.json || true",
        "jianbao check --format text",
    ]


@pytest.mark.parametrize("kind", ["gitea", "forgejo"])
def test_what_gitea_and_forgejo_are_told(office: OfficeBuilder, kind: str) -> None:
    # YAML 1.1 takes the key ``on`` for true.
    jobs = yaml.load(generate(office, kind, FULL).read_text(encoding="utf-8"), yaml.BaseLoader)
    assert jobs["on"] == {"push": {"branches": ["zhu"]}, "pull_request": {"branches": ["zhu"]}}
    job = jobs["jobs"]["check"]
    assert (job["runs-on"], job["container"]) == ("docker", {"image": "registry.yunxi.invalid/jianbao:1"})
    assert [step["name"] for step in job["steps"]] == ["取出仓库", "安装", "检查"]
    assert job["steps"][0]["env"] == {"TOKEN": "${{ github.token }}"}


@pytest.mark.parametrize("kind", PATHS)
def test_without_mirror_image_and_runners(office: OfficeBuilder, kind: str) -> None:
    """jianbao is there already, and the forge's usual runner takes the job."""
    text = generate(office, kind).read_text(encoding="utf-8")
    assert not {"pip install", "image:", "tags:", "container:"} & set(re.findall("pip install|[a-z]+:", text))
    assert judge(SCHEMAS[kind], office.root / PATHS[kind])[0] == 0


def run_script(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """By the shell, as a runner does, with jianbao on the path."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    given = {"PATH": path, "HOME": str(folder), "PYTHONUTF8": "1", **environment}
    return subprocess.run(
        ["sh", "-e", "-c", script], cwd=folder, env=given, capture_output=True, encoding="utf-8", check=False
    )


def test_gitlabs_job_runs_and_leaves_a_report(office: OfficeBuilder) -> None:
    office.item("heping", "fu-wu", "2026-11-04", body="")
    script = yaml.safe_load(generate(office, "gitlab").read_text(encoding="utf-8"))["检查记录"]["script"]
    done = run_script("\n".join(script), office.root)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines()[-1] == "共检查稿件2篇、编辑记录0条、已签发0期，发现必须改1处。"
    report = json.loads((office.root / "gl-code-quality-report.json").read_text(encoding="utf-8"))
    assert [each["check_name"] for each in report] == ["body-empty"]


def test_gitlabs_job_fails_where_jianbao_cannot_run(office: OfficeBuilder) -> None:
    script = yaml.safe_load(generate(office, "gitlab").read_text(encoding="utf-8"))["检查记录"]["script"]
    (office.root / "briefs/settings/office.yml").unlink()
    assert run_script("\n".join(script), office.root).returncode == 2


@pytest.mark.parametrize(("kind", "body", "code"), [("gitea", None, 0), ("forgejo", "", 1)])
def test_the_others_job_takes_the_repository_and_checks_it(
    office: OfficeBuilder, tmp_path: Path, kind: str, body: str | None, code: int
) -> None:
    if body is not None:
        office.item("heping", "fu-wu", "2026-11-04", body=body)
    text = generate(office, kind).read_text(encoding="utf-8")
    (tmp_path / "forge/quweiban").mkdir(parents=True)
    Repository.of(office.root, tmp_path / "forge/quweiban/xinxi.git")
    (tmp_path / "job").mkdir()
    steps = yaml.safe_load(text)["jobs"]["check"]["steps"]
    done = run_script(
        "\n".join(step["run"] for step in steps),
        tmp_path / "job",
        GITHUB_SERVER_URL=f"file://{tmp_path}/forge",
        GITHUB_REPOSITORY="quweiban/xinxi",
        GITHUB_REF="refs/heads/main",
        TOKEN="secret",
    )
    assert (done.returncode, done.stderr) == (code, "")
    assert done.stdout.splitlines()[-1].startswith("共检查稿件")
    assert (tmp_path / "job/briefs/items/chengguan/2026/11-03-jiu-gai.md").is_file()
