"""Who wants letters with news: said by the person, by a link in a letter or on /me/."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.mail.domain import batches
from mayorsclub.mail.models import Letter
from mayorsclub.mailings.models import Dispatch, NewsChoice, Purpose


@transaction.atomic
def choose(email: str, *, wants_news: bool, by: User | None, at: datetime) -> NewsChoice:
    """Note what the owner of this address wants. by: who is signed in, if anybody.

    The person with that address is noted too, so that another address of theirs is spared.
    The same choice again changes nothing. Letters with news that have not left do not leave.
    """
    email = email.strip().lower()
    user = User.objects.filter(email=email).first()
    own = Q(email=email) | Q(user=user) if user else Q(email=email)
    rows = list(NewsChoice.objects.select_for_update().filter(own).order_by("pk"))
    choice = next((row for row in rows if row.email == email), None)
    if choice is not None and all(row.wants_news == wants_news for row in rows):
        return choice
    NewsChoice.objects.filter(own).update(wants_news=wants_news, changed_at=at)
    choice, _made = NewsChoice.objects.update_or_create(
        email=email, defaults={"user": user, "wants_news": wants_news, "changed_at": at}
    )
    if not wants_news:
        _stop(email, user)
    record("news.chosen", actor=by, about=choice, at=at, wants=wants_news)
    return choice


def _stop(email: str, user: User | None) -> None:
    """Cancel what is written and has not left; what is not written yet will not be."""
    to_them = Q(email=email) | Q(user=user) if user else Q(email=email)
    rows = Dispatch.objects.filter(to_them, mailing__purpose=Purpose.NEWS)
    batches.cancel(Letter.objects.filter(dispatch__in=rows))
