"""The one table of field names: each English key and the Chinese alias that a clerk may type instead."""

from __future__ import annotations

ALIASES: dict[str, str] = {
    # items
    "title": "标题",
    "unit": "单位",
    "units": "联合报送",
    "author": "执笔人",
    "phone": "电话",
    "approver": "审签人",
    "date": "报送时间",
    "kind": "类别",
    "form": "体裁",
    "urgency": "紧急程度",
    "stage": "报次",
    "occurred": "事发时间",
    "learned": "接报时间",
    "access": "公开范围",
    "tags": "关键词",
    "call": "约稿",
    "task": "督查事项",
    "reply": "回复",
    "follows": "续报",
    "revises": "修改自",
    "entered_by": "代录人",
    # desk records
    "item": "稿件",
    "sources": "综合稿件",
    "decision": "处理意见",
    "periodical": "刊物",
    "series": "系列",
    "column": "栏目",
    "order": "顺序",
    "credit": "署名",
    "share": "份额",
    "main": "主要",
    "editor": "编辑",
    "decided": "处理时间",
    "reason": "理由",
    "supersedes": "取代",
    "reissues": "重刊自",
    # drafts, issues, notices, receipts
    "articles": "文章",
    "article": "篇目",
    "dropped": "撤下",
    "note": "编者按",
    "reviews": "审核记录",
    "by": "经手人",
    "at": "时间",
    "year": "年份",
    "number": "期号",
    "cumulative": "总期号",
    "signatory": "签发人",
    "reviewer": "核稿人",
    "proofreader": "校对人",
    "draft": "送审稿",
    "extra_recipients": "增发",
    "copies": "印数",
    "digest": "校验码",
    "issue": "刊期",
    "printed": "误",
    "correct": "正",
    "announced_in": "刊登于",
    "received": "收到时间",
    "via": "方式",
    # reports upward, adoptions, instructions, calls, entries, bulletins, disputes
    "channel": "渠道",
    "sent": "上报时间",
    "report": "上报件",
    "items": "各篇稿件",
    "desk": "编辑稿",
    "grade": "等次",
    "route": "报送途径",
    "points": "分值",
    "recorded": "登记时间",
    "on": "批示对象",
    "adoption": "采用件",
    "document": "文件",
    "leader": "领导",
    "post": "职务",
    "level": "层级",
    "nature": "批示性质",
    "text": "内容",
    "presented": "呈阅",
    "to": "呈送",
    "opinion": "意见",
    "origin": "来源",
    "issued": "发出时间",
    "due": "截止时间",
    "exempt": "免报单位",
    "contact": "联系人",
    "notified": "通知",
    "replies": "答复",
    "result": "结果",
    "event": "事项",
    "rule": "规则",
    "evidence": "依据",
    "period": "时段",
    "claim": "异议",
    "answer": "答复意见",
    "doc_number": "文号",
    "first": "起",
    "last": "止",
}

KEYS: dict[str, str] = {alias: key for key, alias in ALIASES.items()}


def canonical_key(written: str) -> str:
    """The English key for what was typed, spaces of any width aside; anything else comes back as it is."""
    written = written.strip()
    return KEYS.get(written, written)


def label_key(key: str) -> str:
    """A key as a message names it: ``approver（审签人）``."""
    return f"{key}（{ALIASES[key]}）" if key in ALIASES else key
