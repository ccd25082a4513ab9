"""补录: what a unit told by telephone, fax or on paper, filed for it by an editor, with how and when it came."""

from __future__ import annotations

from dataclasses import replace

from jianbao.acting.recording.entering import plan_receipt
from jianbao.acting.refusing import refuse
from jianbao.acting.submitting import Submission, plan_submission
from jianbao.metadata import Moment
from jianbao.model import Via
from jianbao.reading import Office
from jianbao.reading.adding import with_record
from jianbao.writing import Change


def plan_received(office: Office, submission: Submission, received: Moment, via: Via, as_of: Moment) -> list[Change]:
    """The item, dated as it arrived unless the submission says otherwise, and its receipt by who enters it.

    Refuses as ``plan_submission`` and ``plan_receipt`` do, and what is to come yet.
    """
    if received.is_after(as_of):
        refuse("date-future", f"{received.chinese}还没有到", "写实际收到的时间", field="received")
    stated = {"date": str(received), **{key: text for key, text in submission.texts.items() if text.strip()}}
    changes = plan_submission(office, replace(submission, texts=stated), as_of)
    path, text = changes[-1].path, changes[-1].data.decode()
    tried = replace(with_record(office, path, text), problems=())
    item = path.removeprefix("briefs/items/").removesuffix(".md")
    return [*changes, plan_receipt(tried, item, received, via, submission.entered_by, as_of)]
