"""Letters to members of a body, each in the receiver's language."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from mayorsclub.accounts.models import User
from mayorsclub.committees.models import Body, Matter, Seat
from mayorsclub.mail.domain.outbox import queue_letter
from mayorsclub.ukrainian.dates import long_date, moment


def tell_about_matter(kind: str, matter: Matter, users: Iterable[User], *, at: datetime) -> None:
    """Queue one letter of a kind to each of the people, with a link to the matter."""
    for user in users:
        with translation.override(user.language):
            context = {
                "title": matter.title,
                "body": matter.body.name,
                "deadline": moment(matter.closes_at, user.language),
                "link": settings.BASE_URL + matter.get_absolute_url(),
            }
        queue_letter(kind, to=user, about=matter, at=at, context=context)


def tell_appointed(seat: Seat, *, at: datetime) -> None:
    """Queue the letter that tells a person of the seat and where its work is done."""
    user: User = seat.user
    body: Body = seat.body
    with translation.override(user.language):
        context = {
            "body": body.name,
            "since": long_date(seat.since, user.language),
            "link": settings.BASE_URL + reverse("committees:home"),
        }
    queue_letter("committees.appointed", to=user, about=seat, at=at, context=context)
