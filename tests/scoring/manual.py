"""The manual page 计分方案 as the tests take it apart."""

from __future__ import annotations

import re
from pathlib import Path

from jianbao.reading import Office, read_office
from sites import copy_demo

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "templates/manual/scoring.md").read_text("utf-8")
SCHEMES = "briefs/settings/scoring"
BLOCKS = re.findall(r"^```yaml\n# (\S+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
TABLES = PAGE.partition("## 办法里这样写")[2].partition("## 凭登记计分的事")[0]
ROWS = re.findall(r"^\| (?:(\d+)．)?(?!办法里|-)(.+?) \| (.+) \|$", TABLES, re.MULTILINE)
KEY_ROWS = re.findall(r"^\| `(\w+)`(?: \\\*)? \| (\S+) \| .+ \|$", PAGE.partition("## 全部字段")[2], re.MULTILINE)
# What an office adds that scores its own divisions.
DIVISIONS = """
  - {id: zonghe, name: 综合科, group: benban}
  - {id: xinxike, name: 信息科, group: benban}
"""


def split_alternatives(cell: str) -> list[str]:
    """The code of a right cell as pieces of scheme files; 或者 parts alternatives."""
    return ["\n".join(re.findall(r"`([^`]+)`", part)) for part in cell.split("<br>或者：<br>")]


def snippets() -> list[str]:
    """Every piece of a scheme in the table, each a file but for its name."""
    texts = [text for _, _, cell in ROWS for text in split_alternatives(cell)]
    return [f"name: 试\n{text}\n" for text in texts if re.match("[a-z]+:", text) and "scheme:" not in text]


def lay_out(root: Path, files: dict[str, str]) -> Office:
    """The demo office without its records, with some files of its own."""
    copy_demo(root, records=False)
    units = root / "briefs/settings/units.yml"
    units.write_text(units.read_text("utf-8") + DIVISIONS, encoding="utf-8", newline="\n")
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="\n")
    return read_office(root)
