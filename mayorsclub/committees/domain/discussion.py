"""What members of a body write to each other about a matter."""

from datetime import datetime

from django.db import transaction

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.committees.domain.rows import lock_matter
from mayorsclub.committees.models import Elector, Matter, Remark
from mayorsclub.committees.refusals import MatterRefused
from mayorsclub.committees.rules import day_of, is_over, may_follow, sits_in

LONGEST_REMARK = 5000


@transaction.atomic
def add_remark(matter: Matter, *, author: User, text: str, at: datetime) -> Remark:
    """Add one remark; the same one sent twice in a row by its author stays one.

    Raises MatterRefused "closed", "not_member" (no seat now, recused or barred),
    "empty" or "too_long".
    """
    matter = lock_matter(matter.pk)
    if is_over(matter):
        raise MatterRefused("closed")
    elector = Elector.objects.filter(matter=matter, user=author).first()
    if not sits_in(author, matter.body, day_of(at)) or not may_follow(elector, matter):
        raise MatterRefused("not_member")
    text = text.strip()
    if not text:
        raise MatterRefused("empty")
    if len(text) > LONGEST_REMARK:
        raise MatterRefused("too_long")
    last = matter.remarks.order_by("-written_at", "-pk").first()
    if last and last.author_id == author.pk and last.text == text:
        return last
    remark = matter.remarks.create(author=author, text=text, written_at=at)
    record("remark.added", actor=author, about=matter, at=at, remark=remark.pk)
    return remark
