"""A bulletin of above as plain text: masthead, contents, articles, imprint; or a list of what was used."""

from __future__ import annotations

from datetime import date

import pytest
from demo_sources import demo
from hypothesis import given
from hypothesis import strategies as st

from jianbao.proposing import Bulletin, Upper, read_bulletin

CHANNELS = demo().settings.channels
SIGNS = "每日要情第228期目录云溪区《》，。：\n\n\t |123年月日一、（）●…采用 "


def read(text: str, number: str = "") -> Bulletin:
    return read_bulletin(text, CHANNELS, number=number)


def titles(bulletin: Bulletin) -> list[str]:
    return [upper.title for upper in bulletin.uppers]


WITH_CONTENTS = """内部资料
注意保存
每 日 要 情
第228期
（总第3023期）
中共云州市委办公室　　　　2026年11月29日

本期要目
◆ 云溪区为1862名独居老人配“敲门人” ………… 1
◆ 各县区做好降温天气蔬菜保供（2）
3. 东湖区集中整治“问题井盖”

云溪区为1862名独居老人配“敲门人”
云溪区民政局对75岁以上独居老人逐户登记，共1862人，给每名老人配1名敲门人。
8月以来，敲门人发现摔倒不能起身的9人。
（云溪区委办公室）
各县区做好降温天气蔬菜保供
一、加强生产。
云溪区1.3万亩设施蔬菜受冻340亩，日上市260吨。
清河县储备蔬菜1200吨。
东湖区集中整治“问题井盖”
东湖区对全区2.1万个井盖逐一编号，更换破损井盖640个。

报：市委常委
送：各县区党委办公室
编辑：王××　　签发：李××
共印120份
"""


def test_a_number_with_contents_is_divided_by_them() -> None:
    bulletin = read(WITH_CONTENTS)
    assert (bulletin.channel, bulletin.number, bulletin.day) == ("shi-yaoqing", "第228期", date(2026, 11, 29))
    assert not bulletin.is_list
    assert bulletin.uppers == tuple(
        Upper(title=title, text=text, channel="shi-yaoqing", day=date(2026, 11, 29), number="第228期")
        for title, text in (
            (
                "云溪区为1862名独居老人配“敲门人”",
                (
                    "云溪区民政局对75岁以上独居老人逐户登记，共1862人，给每名老人配1名敲门人。\n"
                    "8月以来，敲门人发现摔倒不能起身的9人。\n（云溪区委办公室）"
                ),
            ),
            (
                "各县区做好降温天气蔬菜保供",
                "一、加强生产。\n云溪区1.3万亩设施蔬菜受冻340亩，日上市260吨。\n清河县储备蔬菜1200吨。",
            ),
            ("东湖区集中整治“问题井盖”", "东湖区对全区2.1万个井盖逐一编号，更换破损井盖640个。"),
        )
    )


def test_titles_are_without_the_spaces_that_a_page_sets_around_figures() -> None:
    spaced = WITH_CONTENTS.replace("为1862名独居", "为 1862 名独居")
    assert titles(read(spaced)) == titles(read(WITH_CONTENTS))
    assert titles(read("城关镇换好 92 个井盖\n城关镇查出破损井盖137个，已换好92个。\n")) == ["城关镇换好92个井盖"]


def test_lines_broken_to_the_width_of_a_page_are_joined() -> None:
    bulletin = read(
        "信息快报\n第316期\n省委办公厅　2026年11月30日\n"
        "云溪区和平镇一秸秆收储点起火无人员伤亡\n"
        "11月28日22时50分，云溪区和平镇王楼村\n东一处秸秆收储点起火，现场存放玉米秸秆约\n"
        "1100吨、11垛，起火3垛。消防、镇专职队8\n车到场，没有人员伤亡。\n"
        "东湖区推动企业“零增地”技改\n"
        "今年以来，东湖区引导企业在原有厂房加层扩\n面，已有12家企业完成改造，新增面积3.2万\n"
        "平方米，相当于节约土地86亩。\n- 1 -\n"
    )
    assert (bulletin.channel, bulletin.number, bulletin.day) == ("sheng-kuaibao", "第316期", date(2026, 11, 30))
    assert [(upper.title, upper.text) for upper in bulletin.uppers] == [
        (
            "云溪区和平镇一秸秆收储点起火无人员伤亡",
            (
                "11月28日22时50分，云溪区和平镇王楼村东一处秸秆收储点起火，现场存放玉米秸秆约1100吨、11垛，起火3垛。"
                "消防、镇专职队8车到场，没有人员伤亡。"
            ),
        ),
        (
            "东湖区推动企业“零增地”技改",
            "今年以来，东湖区引导企业在原有厂房加层扩面，已有12家企业完成改造，新增面积3.2万平方米，相当于节约土地86亩。",
        ),
    ]


def test_headings_of_columns_and_of_parts_are_no_titles() -> None:
    bulletin = read(
        "【工作动态】\n云溪区开展冬修水利\n云溪区今年计划冬修水利工程86处，到11月底已经开工63处。\n"
        "（一）抓进度\n每周调度一次，对进度慢的两个乡镇派人蹲点帮助解决用地问题。\n"
        "【基层声音】\n清河县群众盼望快递进村\n清河县反映，部分村庄快递要到镇上自取，来回要走七八公里路程。\n"
    )
    assert titles(bulletin) == ["云溪区开展冬修水利", "清河县群众盼望快递进村"]


def test_one_article_is_a_bulletin_of_one_and_what_is_stated_wins() -> None:
    text = "云溪区设“潮汐摊区”\n云溪区城关镇划出146个“潮汐摊位”，早市、夜市定时开放，收市后清场。"
    bulletin = read_bulletin(text, CHANNELS, channel="zhongban", day=date(2026, 11, 3), number="第9期", lead="2026/a")
    assert bulletin.uppers == (
        Upper(
            title="云溪区设“潮汐摊区”",
            text="云溪区城关镇划出146个“潮汐摊位”，早市、夜市定时开放，收市后清场。",
            channel="zhongban",
            day=date(2026, 11, 3),
            number="第9期",
            lead="2026/a",
        ),
    )


def test_a_text_without_a_title_has_none() -> None:
    (upper,) = read("云溪区城关镇划出146个摊位，早市、夜市定时开放。").uppers
    assert (upper.title, upper.text) == ("", "云溪区城关镇划出146个摊位，早市、夜市定时开放。")


@pytest.mark.parametrize("text", ["", "\n\n", "　", "第3期", "每日要情\n第3期\n2026年11月3日"])
def test_a_text_of_nothing_has_no_article(text: str) -> None:
    assert read(text).uppers == ()


ROWS = """市委办公室2026年9月份采用目录
序号\t刊物\t期号\t日期\t标题\t报送单位
1\t每日要情\t第176期\t9月11日\t云溪区城关镇设“潮汐摊区”疏导占道经营\t云溪区
2\t信息专报\t第42期\t2026年9月24日\t回迁小区物业费收缴难\t云溪区委办
3\t每日要情\t第180期（总第2911期）\t9月17日\t老旧小区物业费收缴有新招\t东湖区
"""


@pytest.mark.parametrize("separator", ["\t", " | ", "　", "   "])
def test_a_list_of_adoptions_is_read_line_by_line(separator: str) -> None:
    bulletin = read(ROWS.replace("\t", separator))
    assert bulletin.is_list
    assert bulletin.uppers == (
        Upper(
            title="云溪区城关镇设“潮汐摊区”疏导占道经营",
            text="",
            channel="shi-yaoqing",
            day=date(2026, 9, 11),
            number="第176期",
            credited="云溪区",
        ),
        Upper(
            title="回迁小区物业费收缴难",
            text="",
            channel="shi-zhuanbao",
            day=date(2026, 9, 24),
            number="第42期",
            credited="云溪区委办",
        ),
        Upper(
            title="老旧小区物业费收缴有新招",
            text="",
            channel="shi-yaoqing",
            day=date(2026, 9, 17),
            number="第180期",
            credited="东湖区",
        ),
    )


def test_a_day_that_is_none_is_left_out() -> None:
    bulletin = read("采用目录\n9月31日\t云溪区推行新办法\n10月8日\t云溪区和平镇化解纠纷\n", number="第8期")
    assert [(upper.day, upper.number) for upper in bulletin.uppers] == [(None, "第8期"), (None, "第8期")]


@given(st.text(st.sampled_from(SIGNS), max_size=300))
def test_any_text_is_divided_without_losing_its_order(text: str) -> None:
    bulletin = read(text)
    assert all(upper.title or upper.text for upper in bulletin.uppers)
    assert not bulletin.is_list or all(not upper.text for upper in bulletin.uppers)


@given(st.text(max_size=200))
def test_any_text_at_all_is_divided(text: str) -> None:
    assert isinstance(read(text), Bulletin)
