"""Offices under test: a small valid one, an overlay of broken files on it, and issues signed on the spot.

``OfficeBuilder`` writes an office of its own in a few lines, signed by the real ``sign_issue``: the id of what was
written comes back from each method, and every record passes the checks as long as a test wants nothing else.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from jianbao.acting.signing import Signed, SignRequest, sign_issue
from jianbao.acting.work_tree import WorkTree
from jianbao.checks import check_office
from jianbao.compiling import Contents, Signature, compile_document
from jianbao.metadata import Moment, parse_moment
from jianbao.model import Issue
from jianbao.model.document import encode_document
from jianbao.numbering import Numbers
from jianbao.problems import Problem
from jianbao.reading import Office, read_office
from jianbao.settings import Series
from jianbao.writing import dump_record, dump_yaml

CASES = Path(__file__).parent / "cases"
SMALL_OFFICE = CASES / "_office"
# Stands in the ``digest`` of an issue whose snapshot is made when the office is laid out.
UNSIGNED = "待签"

# One black dot.
_DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010100000000376ef924"
    "0000000a4944415478da6360000000020001e527defc0000000049454e44ae426082"
)


def make_picture(mark: bytes = b"") -> bytes:
    """A true PNG; what stands after its end makes it another one, and can be looked for."""
    return _DOT + mark


def day(text: str) -> Moment:
    """A moment that is known to be one."""
    moment = parse_moment(text)
    assert moment is not None, text
    return moment


AS_OF = day("2026-11-30")


def lay_out(root: Path, *overlays: Path, on_small_office: bool = True) -> Path:
    """The small office (unless it lies there already), then each overlay with its steps; signs the issues of each."""
    for source in (SMALL_OFFICE, *overlays) if on_small_office else overlays:
        if (source / "briefs").is_dir():
            shutil.copytree(source / "briefs", root / "briefs", dirs_exist_ok=True)
        if (source / "steps.txt").is_file():
            take_steps(root, (source / "steps.txt").read_text(encoding="utf-8"))
        sign_issues(root)
    return root


def take_steps(root: Path, steps: str) -> None:
    """What files alone cannot say: ``remove <path>``, ``link <path> <target>``, ``commit <day>``."""
    for line in steps.splitlines():
        verb, path, *rest = line.split()
        if verb == "remove":
            (root / path).unlink()
        elif verb == "link":
            (root / path).symlink_to(rest[0])
        elif verb == "commit":
            commit_all(root, f"{path}T09:00:00+08:00")
        else:
            raise ValueError(line)


def commit_all(root: Path, at: str) -> None:
    """Everything that lies there, as one commit of that moment."""
    environment = {**os.environ, "GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at, "GIT_CONFIG_GLOBAL": os.devnull}
    identity = ["-c", "user.name=郑××", "-c", "user.email=zheng@a.example"]
    for arguments in (["init", "-q"], ["add", "-A"], [*identity, "commit", "-q", "-m", "x"]):
        subprocess.run(["git", "-C", str(root), *arguments], env=environment, check=True)


def sign_issues(root: Path) -> None:
    """Gives each unsigned issue its snapshot, where there is none yet, and that snapshot's digest."""
    for file in sorted((root / "briefs/issues").rglob("*.yml")):
        text = file.read_bytes().decode("utf-8", errors="replace")
        if UNSIGNED not in text:
            continue
        snapshot = file.with_suffix(".json")
        if not snapshot.exists():
            office = read_office(root)
            path = file.relative_to(root / "briefs/issues").as_posix().removesuffix(".yml")
            snapshot.write_bytes(_make_snapshot(office, office.issues[path]))
        file.write_text(
            text.replace(UNSIGNED, sha256(snapshot.read_bytes()).hexdigest()), encoding="utf-8", newline="\n"
        )


def _make_snapshot(office: Office, issue: Issue) -> bytes:
    series = office.settings.series(issue.periodical, issue.series)
    assert series is not None
    assert issue.date is not None
    signature = Signature(
        day=issue.date.day,
        numbers=Numbers(number=issue.number, cumulative=issue.cumulative),
        signatory=issue.signatory,
    )
    articles = tuple(office.desk[article] for article in issue.articles if article in office.desk)
    document, _ = compile_document(office, series, Contents(articles=articles, note=issue.note), signature)
    return encode_document(document)


OFFICE_SETTINGS = """system: 党委
full_name: 中共云溪区委办公室
short_name: 区委办
unit: quweiban
region: 云溪区
as_of: 2026-11-30
phone: 0000-0000001
synonyms:
  - [老旧小区改造, 旧改]
levels:
  - {id: qu, name: 区级}
  - {id: shi, name: 市级}
  - {id: sheng, name: 省级}
  - {id: zhongyang, name: 中央}
"""
CHANNELS_SETTINGS = """channels:
  - {id: shiwei, name: 市委办《每日要情》, level: 市级, issuer: 市委办公室, aliases: [市委办]}
  - {id: shengwei, name: 省委办公厅《信息快报》, level: 省级, issuer: 省委办公厅, aliases: [省委办公厅], mark: ▲}
  - {id: zhongban, name: 中办, level: 中央, issuer: 中央办公厅, mark: ●}
"""
PEOPLE_SETTINGS = """people:
  - {id: zhuren, name: 周××, post: 区委办公室副主任}
  - {id: kezhang, name: 吴××, post: 信息科科长}
  - {id: bianji-zheng, name: 郑××, post: 信息科}
"""
UNITS_SETTINGS = """groups:
  - {id: zhenjie, name: 乡镇街道}
  - {id: bumen, name: 区直部门}
  - {id: benban, name: 本办公室, apart: 是}
units:
  - {id: chengguan, name: 城关镇, aliases: [城关], group: zhenjie}
  - {id: heping, name: 和平镇, group: zhenjie}
  - {id: longquan, name: 龙泉镇, group: zhenjie}
  - {id: zhujian, name: 区住房和城乡建设局, short: 区住建局, group: bumen}
  - {id: wenlv, name: 区文化和旅游局, short: 区文旅局, group: bumen}
  - {id: lvyou, name: 区旅游发展服务中心, short: 区旅游中心, group: bumen, into: {unit: wenlv, on: 2026-10-20}}
  - id: shuju
    names:
      - {name: 区大数据管理局, short: 区大数据局, to: 2026-10-07}
      - {name: 区数据局, from: 2026-10-08}
    group: bumen
  - {id: quweiban, name: 区委办公室, short: 区委办, group: benban}
"""
KINDS_SETTINGS = """kinds:
  - {id: dongtai, name: 动态}
  - {id: jingyan, name: 经验做法}
  - {id: diaoyan, name: 调研}
"""
PERIODICALS_SETTINGS = """periodicals:
  - id: xinxi
    name: 信息
    issuer: 中共云溪区委办公室
    access: 公开
    number:
      format: "第{number}期（总第{cumulative}期）"
      cumulative: 是
      start: {year: 2026, number: 7, cumulative: 1237}
    rhythm: [周五]
    select: {}
    columns:
      - {id: zhongdian, name: 重点工作}
      - {id: jiaoliu, name: 经验交流}
      - {id: minyi, name: 社情民意, access: 内部}
    distribution: {up: [市委办公室], peer: [区委常委], down: [各乡镇党委]}
    copies: 160
    series:
      - id: zengkan
        name: 增刊
        access: 内部
        number: {format: "增刊第{number}期", cumulative: 否}
        columns:
          - {id: zhuanti, name: 专题}
  - id: canyue
    name: 参阅件
    issuer: 中共云溪区委办公室
    access: 办内
    number: {format: "第{number}期", numerals: chinese, cumulative: 否}
    columns:
      - {id: diaoyan, name: 调研报告}
    copies: 25
"""
FEEDS_SETTINGS = """days: 20
sources:
  - {id: yaoqing, name: 市委办《每日要情》, url: "https://a.invalid/feed", kind: 上级动态, channel: shiwei, days: 60}
  - {id: waidi, name: 临江市政务信息, url: "https://linjiang.invalid/rss", kind: 外地经验}
"""
BODY = "连日来，该单位紧盯群众反映的难点，逐户走访、逐项整改，已办结事项210件，群众满意度不断提高。"
LIMITS = "    select: {}\n"


class OfficeBuilder:
    """Writes an office below ``root``; ``limits`` is what ``select`` of 《信息》 holds, such as ``items: 2``."""

    def __init__(self, root: Path, *, limits: str = "") -> None:
        self.root = root
        periodicals = PERIODICALS_SETTINGS.replace(LIMITS, f"    select: {{{limits}}}\n" if limits else "")
        texts = {
            "office": OFFICE_SETTINGS,
            "people": PEOPLE_SETTINGS,
            "units": UNITS_SETTINGS,
            "kinds": KINDS_SETTINGS,
            "periodicals": periodicals,
            "channels": CHANNELS_SETTINGS,
        }
        for name, text in texts.items():
            self.write(f"briefs/settings/{name}.yml", text)

    def write(self, path: str, data: str | bytes) -> Path:
        """A file as it is; line ends stay as given. A new one: the old may be shared with other offices."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        file.write_bytes(data.encode() if isinstance(data, str) else data)
        return file

    def replace(self, path: str, old: str, new: str) -> None:
        """Changes a text that must be there."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text, (path, old)
        self.write(path, text.replace(old, new))

    def item(
        self,
        unit: str = "chengguan",
        slug: str = "jiu-gai",
        date: str = "2026-11-03",
        body: str = BODY,
        **fields: object,
    ) -> str:
        """An item; ``fields`` add to its header or change it (None leaves a field out)."""
        header = {"title": f"{unit}推进{slug}", "unit": unit, "approver": "李××", "date": date, "kind": "动态"} | fields
        if fields.get("units"):
            del header["unit"]
        identity = f"{unit}/{date[:4]}/{date[5:10]}-{slug}"
        self.write(f"briefs/items/{identity}.md", dump_record(header, body))
        return identity

    def decide(self, *items: str, slug: str = "", decided: str = "2026-11-05", body: str = "", **fields: object) -> str:
        """A desk record: an adoption for 《信息》 unless ``fields`` say otherwise. Several items make a composite."""
        named = {"item": items[0]} if len(items) == 1 else {"sources": list(items)}
        lead = f"{items[0].partition('/')[0]}-{items[0].rpartition('/')[2][6:]}" if items else "zi-bian"
        header: dict[str, object] = {**named, "decision": "采用", "editor": "郑××", "decided": decided} | fields
        if header["decision"] in ("采用", "adopt"):
            header = {"periodical": "xinxi", "column": "zhongdian"} | header
        identity = f"{decided[:4]}/{decided[5:10]}-{slug or lead}"
        self.write(f"briefs/desk/{identity}.md", dump_record(header, body))
        return identity

    def adopt(self, unit: str = "chengguan", slug: str = "jiu-gai", date: str = "2026-11-03", **fields: object) -> str:
        """An item adopted as filed, decided on the day on which it came; ``fields`` are those of the desk record."""
        return self.decide(self.item(unit, slug, date), **{"decided": date[:10], **fields})  # type: ignore[arg-type]

    def receipt(self, item: str, received: str, via: str = "纸质") -> str:
        identity = f"{received[:4]}/{received[5:10]}-{item.rpartition('/')[2][6:]}"
        header = {"item": item, "received": received, "via": via, "by": "郑××"}
        self.write(f"briefs/receipts/{identity}.yml", dump_yaml(header))
        return identity

    def record(self, folder: str, slug: str, day: str, body: str | None = None, **fields: object) -> str:
        """A record of ``adoptions``, ``reports``, ``instructions``, ``entries`` …: Markdown where it has a body."""
        identity = f"{day[:4]}/{day[5:10]}-{slug}"
        if body is None:
            self.write(f"briefs/{folder}/{identity}.yml", dump_yaml(fields))
        else:
            self.write(f"briefs/{folder}/{identity}.md", dump_record(fields, body))
        return identity

    def adoption(
        self, slug: str = "jiu-gai", day: str = "2026-11-20", channel: str = "shiwei", **fields: object
    ) -> str:
        """A higher level's adoption; ``fields`` say of what."""
        return self.record("adoptions", slug, day, **{"channel": channel, "date": day, **fields})

    def call(self, number: int = 1, issued: str = "2026-11-02 09:00", due: str = "2026-11-10", **fields: object) -> str:
        identity = f"{issued[:4]}/{number:03d}"
        header = {"number": number, "title": "请报秋粮收购情况", "issued": issued, "due": due, **fields}
        self.write(f"briefs/calls/{identity}.md", dump_record(header, "请报收购进度和存在问题。"))
        return identity

    def task(
        self, number: int = 31, assigned: str = "2026-11-05", due: str | None = "2026-12-20", **fields: object
    ) -> str:
        """A task of ``chengguan`` from the minutes of a meeting, unless ``fields`` say otherwise."""
        identity = f"{assigned[:4]}/{number:03d}"
        header = {"number": number, "title": "改造老旧供水管网", "category": "会议议定事项"}
        header |= {"origin": "区委常委会会议纪要〔2026〕22号", "lead_unit": "chengguan"}
        header |= {"assigned": assigned, "due": due, **fields}
        self.write(f"briefs/tasks/{identity}.md", dump_record(header, "请抓紧办理，按月反馈。"))
        return identity

    def event(self, task: str, kind: str, date: str, *, again: int = 1, **fields: object) -> str:
        """What happened to a task: ``kind`` as in the name of its file; ``again`` for a second one on that day."""
        identity = f"{task}/{date[5:10]}-{kind}{f'-{again}' if again > 1 else ''}"
        self.write(f"briefs/tasks/{identity}.yml", dump_yaml({"date": date, **fields}))
        return identity

    def incident(self, slug: str = "bao-guan", occurred: str = "2026-11-02 21:40", **fields: object) -> str:
        """An urgent event that the office heard of at once, unless ``fields`` say otherwise."""
        header = {"title": "供水主管爆裂", "severity": "较大", "occurred": occurred}
        header |= {"log": [{"at": occurred, "did": "接报", "who": "郑××"}], **fields}
        return self.record("incidents", slug, occurred[:10], **header)

    def lead(self, slug: str = "jing-gai", day: str = "2026-11-28", body: str = BODY, **fields: object) -> str:
        """What a feed brought on the day on which it came out; ``fields`` add to its header (None leaves one out)."""
        header: dict[str, object] = {"title": f"外地推进{slug}", "feed": "waidi", "entry": slug}
        header |= {"published": f"{day} 08:30", "fetched": f"{day} 09:00", **fields}
        identity = f"{day[:4]}/{day[5:10]}-{slug}"
        stated = {key: value for key, value in header.items() if value is not None}
        self.write(f"briefs/leads/{identity}.md", dump_record(stated, body))
        return identity

    def distribution(self, issue: str, *sent: dict[str, object], printed: int = 160, **fields: object) -> str:
        """Who got which copies of an issue."""
        header = {"printed": printed, "sent": list(sent), **fields}
        self.write(f"briefs/distribution/{issue}.yml", dump_yaml(header))
        return issue

    def draft(self, *articles: str, periodical: str = "xinxi", day: str = "2026-11-20", **fields: object) -> str:
        identity = f"{periodical}/{day}"
        self.write(f"briefs/drafts/{identity}.yml", dump_yaml({"articles": list(articles), **fields}))
        return identity

    def withdraw(self, issue: str, day: str = "2026-11-29", reason: str = "数据有误") -> str:
        identity = f"{day[:4]}/{day[5:]}-{issue.replace('/', '-')}-che-hui"
        header = {"issue": issue, "kind": "撤回", "reason": reason, "approver": "周××", "date": day}
        self.write(f"briefs/notices/{identity}.yml", dump_yaml(header))
        return identity

    def correct(self, issue: str, article: str, printed: str, correct: str, day: str = "2026-11-29") -> str:
        identity = f"{day[:4]}/{day[5:]}-{issue.replace('/', '-')}-geng-zheng"
        header = {"issue": issue, "kind": "更正", "article": article, "printed": printed, "correct": correct}
        header |= {"reason": "统计口径有误", "approver": "周××", "date": day}
        self.write(f"briefs/notices/{identity}.yml", dump_yaml(header))
        return identity

    def read(self) -> Office:
        return read_office(self.root)

    def series(self, periodical: str = "xinxi", series: str = "") -> Series:
        found = self.read().settings.series(periodical, series)
        assert found is not None
        return found

    def check(self, on: Moment = AS_OF) -> list[Problem]:
        return check_office(self.read(), on)

    def sign(
        self,
        periodical: str = "xinxi",
        date: str = "2026-11-30",
        *,
        series: str = "",
        draft: str = "",
        number: Sequence[int] = (),
        by: str = "周××",
        seen: str = "",
        on: str = "",
    ) -> Signed:
        """Signs as ``jianbao sign`` does; today is the day of signing unless ``on`` says otherwise."""
        request = SignRequest(
            periodical=periodical,
            by=by,
            as_of=day(on or date),
            series=series,
            draft=draft,
            date=day(date),
            number=tuple(number),
            seen=seen,
        )
        return sign_issue(WorkTree(self.root), request)
