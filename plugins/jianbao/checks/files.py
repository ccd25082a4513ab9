"""文件: names, places and conflicts of files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from jianbao.checks.rule import Context, Family, Rule
from jianbao.checks.wording import suggest
from jianbao.metadata.vocabulary import nearest_name
from jianbao.model import Draft, Issue
from jianbao.problems import Place, Problem

FILE_NAME = Rule(
    code="file-name",
    title="文件名或位置不合规则",
    reason="文件名就是编号，位置决定归谁；不合规则的文件不会被读取。",
    remedy="按提示的样子改名；短名用小写拼音，如 11-03-jiu-gai.md",
    fixed=True,
)
FILE_CASE = Rule(
    code="file-case",
    title="两个名称只有大小写不同",
    reason="Windows 和 macOS 不分大小写，取回后其中一个会盖掉另一个。",
    remedy="给其中一个改名，一律用小写字母",
)
FILE_UNREADABLE = Rule(
    code="file-unreadable",
    title="文件读不出来",
    reason="文件过大、是链接或者没有权限，里面的内容没有读进来。",
    remedy="放文件本身，只放文字；图片放在与稿件同名的文件夹里",
    fixed=True,
)
MERGE_CONFLICT = Rule(
    code="merge-conflict",
    title="合并冲突没有解决",
    reason="两人改了同一文件，版本库把两种写法都留在了文件里。",
    remedy="留下正确的内容，删去 <<<<<<<、=======、>>>>>>> 三种行；期号冲突的，后签发的重签",
    fixed=True,
)
PERIODICAL_FOLDER = Rule(
    code="periodical-folder",
    title="文件夹不是刊物的 id",
    reason="送审稿和刊期按刊物分文件夹，名称对不上就不知道是哪种刊物。",
    remedy="文件夹用 periodicals.yml 里刊物的 id 命名",
)


def check_case(context: Context) -> Iterator[Problem]:
    """Of files and folders alike; of two folders the difference is reported once, not for every file in them."""
    met: dict[str, str] = {}
    reported = set()
    for file in context.office.files:
        path = PurePosixPath(file)
        for part in (*reversed(path.parents[:-1]), path):
            written = str(part)
            first = met.setdefault(written.casefold(), written)
            if first != written and written in reported:
                break
            if first != written:
                reported.add(written)
                yield FILE_CASE.report(Place(path=file), f"“{written}”与“{first}”只有大小写不同")
                break


def check_periodical_folder(context: Context) -> Iterator[Problem]:
    """What was signed, and the draft that it came from, keep their folder when their periodical is given up."""
    issues = context.office.issues.values()
    signed = {i.id for i in issues if i.document and i.document.periodical == i.id.partition("/")[0]}
    signed |= {issue.draft for issue in issues if issue.id in signed}
    known = [periodical.id for periodical in context.office.settings.periodicals]
    records: tuple[Draft | Issue, ...] = (*context.office.drafts.values(), *issues)
    for record in records:
        folder = record.id.partition("/")[0]
        if folder not in known and record.id not in signed:
            hint = suggest(nearest_name(folder, known), PERIODICAL_FOLDER.remedy)
            yield PERIODICAL_FOLDER.report(record.source.place(), f"没有 id 为“{folder}”的刊物", hint)


FAMILY = Family(
    name="文件",
    rules=(FILE_NAME, FILE_CASE, FILE_UNREADABLE, MERGE_CONFLICT, PERIODICAL_FOLDER),
    checks=(check_case, check_periodical_folder),
)
