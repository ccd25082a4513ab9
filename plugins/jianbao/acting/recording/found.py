"""疑似采用: what was proposed as an adoption, registered as one, or said not to be one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from jianbao.acting.recording.inserting import add_entries
from jianbao.acting.recording.proving import prove_added
from jianbao.acting.recording.upward import AdoptionRequest, plan_adoption
from jianbao.acting.refusing import refuse, require_channel
from jianbao.metadata import Moment
from jianbao.model import Adoption, Lead
from jianbao.model.adoption import Route
from jianbao.model.lead import Dismissed
from jianbao.proposing import Proposal, Upper
from jianbao.proposing.settled import find_registered
from jianbao.reading import Office
from jianbao.writing import Change, dump_record


@dataclass(frozen=True, kw_only=True, slots=True)
class Particulars:
    """What an editor says of theirs: a channel by any name, the day, their number and form, each as may be empty."""

    channel: str
    date: Moment | None
    number: str = ""
    form: str = ""


def plan_found(office: Office, proposal: Proposal, stated: Particulars, as_of: Moment) -> Change:
    """The adoption that was proposed, with the lead that it was found in. Refuses with ``record-changed`` where
    somebody else has registered it, or said no to it, meanwhile.
    """
    if not stated.channel:
        refuse("field-missing", "没有写是哪个渠道采用的", "选上级的哪一种刊物；名单见 channels.yml", field="channel")
    if stated.date is None:
        refuse("field-missing", "没有写采用日期", "写上级那一期的日期", field="date")
    channel = require_channel(office, stated.channel).id
    theirs = replace(proposal.upper, channel=channel, day=stated.date.day, number=stated.number)
    refuse_settled(office, proposal, theirs)
    request = AdoptionRequest(
        channel=channel,
        date=stated.date,
        report=proposal.report,
        desk=proposal.desk,
        items=proposal.items,
        number=stated.number.strip(),
        form=stated.form or _find_form(office, proposal),
        # A report went up through this office.
        route=Route.FORWARDED if proposal.report else None,
        lead=proposal.upper.lead,
        printed=_find_printed(proposal),
    )
    return plan_adoption(office, request, as_of)


def plan_dismissal(office: Office, proposal: Proposal, by: str, at: Moment) -> Change:
    """The lead with the texts that were not used in it, all else in its file as it was; ``by`` is a person's id."""
    lead = office.leads.get(proposal.upper.lead)
    if lead is None:
        refuse("record-changed", "这一条线索已经到期清掉了", "不用再判")
    refuse_settled(office, proposal, proposal.upper)
    added = tuple(Dismissed(text=key, by=by, at=at) for key in proposal.keys)
    expected = replace(lead, dismissed=(*lead.dismissed, *added))
    change = add_entries(office, expected, "dismissed", [_write_dismissed(one) for one in added], _write_lead)
    return prove_added(office, [change], at)[0]


def refuse_settled(office: Office, proposal: Proposal, theirs: Upper) -> None:
    """What was proposed on a page that is no longer as it was. ``theirs``: with what the editor says of it."""
    known = _find_adoption(office, proposal, theirs)
    if known:
        when = "，".join(filter(None, (known.date.chinese if known.date else "", known.number)))
        title = office.settings.channel_title(known.channel)
        refuse("record-changed", f"这一篇已经登记过采用（{title}，{when}），没有再登记", "看过现在登记的，再看下一篇")
    lead = office.leads.get(proposal.upper.lead)
    turned_down = {one.text: one for one in lead.dismissed} if lead else {}
    if proposal.keys and all(key in turned_down for key in proposal.keys):
        who = office.settings.people.name(turned_down[proposal.keys[0]].by)
        refuse("record-changed", f"{who}已经判为不是采用", "确是采用的，在“登记采用”里登记")


def _find_adoption(office: Office, proposal: Proposal, theirs: Upper) -> Adoption | None:
    """As proposals are compared; in one and the same lead whatever channel and number the first editor wrote."""
    ours = (proposal.report, proposal.desk, proposal.items)
    for adoption in office.adoptions.values():
        same = (adoption.report, adoption.desk, adoption.items) == ours
        if same and theirs.lead and adoption.lead == theirs.lead:
            return adoption
    return office.adoptions.get(find_registered(office, theirs, proposal.texts))


def _find_form(office: Office, proposal: Proposal) -> str:
    """单篇 or 综合, where the office tells these apart as forms."""
    names = {form.name: form.id for form in office.settings.kinds.forms}
    return names.get(proposal.usage.value, "")


def _find_printed(proposal: Proposal) -> str:
    """Their title, where it is another than ours."""
    titles = {text.title for text in proposal.texts}
    return "" if titles == {proposal.upper.title} else proposal.upper.title


def _write_dismissed(one: Dismissed) -> dict[str, Any]:
    return {"text": one.text, "by": one.by, "at": one.at}


def _write_lead(lead: Lead) -> str:
    header = {
        "title": lead.title,
        "feed": lead.feed,
        "link": lead.link,
        "published": lead.published,
        "fetched": lead.fetched,
        "entry": lead.entry,
        "dismissed": [_write_dismissed(one) for one in lead.dismissed],
    }
    return dump_record(header, lead.body)
