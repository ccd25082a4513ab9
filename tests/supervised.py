"""An office that puts out 《督查工作》 from its tasks, and tasks in every state on 27 November 2026."""

from __future__ import annotations

from pathlib import Path

from offices import PERIODICALS_SETTINGS, OfficeBuilder, day

UNTIL = day("2026-11-27")
REPORT = """## 进展情况

我镇已更换**管网**3.2公里，
占计划的四成。其余12月10日前完工。

| 村 | 公里 |
| -- | -- |
| 甲 | 3 |
"""
DUCHA = """  - id: ducha
    name: 督查工作
    issuer: 中共云溪区委督查室
    access: 内部
    source: tasks
    number: {format: "第{number}期", numerals: chinese, cumulative: 否, start: {year: 2026, number: 17}}
    columns:
      - {id: jinzhan, name: 办理进展}
      - {id: tongbao, name: 督查通报}
    distribution: {up: [区委书记、副书记，区委常委], down: [各乡镇党委]}
    copies: 120
"""


def build_supervised(root: Path, *, named: bool = False) -> OfficeBuilder:
    """The office of ``OfficeBuilder`` with 《督查工作》; ``named``: it names the units that are behind."""
    office = OfficeBuilder(root)
    office.write("briefs/settings/periodicals.yml", PERIODICALS_SETTINGS + DUCHA)
    if named:
        office.write("briefs/settings/supervision.yml", "name_laggards: 是\n")
    return office


def add_tasks(office: OfficeBuilder) -> OfficeBuilder:
    """Going on, overdue, done in time and late, extended, sent back, presented, just given; one with parts."""
    office.task(31, due="2026-12-20", assisting=["heping"])
    office.event("2026/031", "receipt", "2026-11-06", unit="chengguan", via="电话")
    office.item("chengguan", "fan-kui", "2026-11-18", REPORT, task="2026/031", reply="反馈", title="城关镇管网改造进展")
    office.task(32, due="2026-11-16", title="增开夜间儿科诊室", lead_unit="zhujian", contact="郭××")
    office.event("2026/032", "chase", "2026-11-18", unit="zhujian", via="电话")
    office.event("2026/032", "chase", "2026-11-24", unit="zhujian", via="书面")
    parts = [
        {"no": "1", "content": "划定摊区", "lead_unit": "heping", "due": "2026-11-10"},
        {"no": "2", "content": "安置摊贩", "lead_unit": "wenlv"},
    ]
    office.task(33, due="2026-11-16", title="规范*流动*摊贩", lead_unit="heping", parts=parts)
    office.event("2026/033", "close", "2026-11-14", result="划定摊区12处，安置摊贩210户。群众满意。", satisfied="是")
    office.task(34, due="2026-11-12", title="走访困难群众", lead_unit="longquan")
    office.event("2026/034", "close", "2026-11-20", result="走访7460户")
    office.task(35, due="2026-11-10", title="清理河道", lead_unit="wenlv", assisting=["heping"])
    office.event("2026/035", "extension", "2026-11-09", unit="wenlv", asked="2026-11-08", until="2026-12-10",
                 reason="汛期", approved_by="周××")  # fmt: skip
    office.event("2026/035", "progress", "2026-11-20", unit="heping", via="电话", text="清淤4.1公里")
    office.task(36, due="2026-12-15", title="修订防汛预案", lead_unit="longquan", feedback="每周五")
    office.event("2026/036", "progress", "2026-11-12", unit="longquan", via="电话", text="已修订", finished="是")
    office.event("2026/036", "rework", "2026-11-16", unit="longquan", reason="没有写明责任人")
    office.task(
        37, due="2026-12-15", title="推行首问负责", lead_unit="shuju", parts=[parts[0] | {"lead_unit": "shuju"}]
    )
    office.task(38, due="2026-12-15", title="清理证明事项", lead_unit="shuju")
    office.item("shuju", "jie-guo", "2026-11-24", "清理证明事项36项，其中取消21项。", task="2026/038", reply="反馈",
                finished="是", title="区数据局报送办理结果")  # fmt: skip
    office.event("2026/038", "presented", "2026-11-25", to="周××", opinion="很好")
    office.task(39, "2026-11-26", "2026-12-31", title="冬季饮水保供")
    return office
