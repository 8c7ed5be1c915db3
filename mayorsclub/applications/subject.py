"""How committees treat an application that is put to their vote."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from mayorsclub.accounts.models import User
from mayorsclub.applications import bars, kinds, queries, rules
from mayorsclub.applications.domain import endings, review
from mayorsclub.applications.models import Application
from mayorsclub.applications.showing import shown_sections, time_line
from mayorsclub.committees.models import Decision
from mayorsclub.committees.subjects import Handler


def bar(user: User, application: Application) -> str | None:
    """Why this elector may not vote, in Ukrainian for the minutes. Own application first."""
    if rules.is_applicant(user, application):
        with override("uk"):
            return _("own application")
    return bars.reason(user, application)


def context(application: Application, user: User) -> dict[str, object]:
    """What templates/applications/subject.html shows on the committee's page."""
    return {
        "application": application,
        "sections": shown_sections(application, for_committee=True),
        "flags": queries.flags(application),
        "previous": list(queries.others_of_person(application)),
        # What comes next is told to the applicant.
        "entries": [entry for entry in time_line(application) if not entry.is_next],
    }


def decided(application: Application, decision: Decision, at: datetime) -> None:
    """Carry the decision out, in its transaction."""
    move = endings.approve if decision.is_adopted else endings.reject
    move(application.pk, decision, at=at)


def ask(application: Application, text: str, by: User, at: datetime) -> None:
    """Pass a member's question to the applicant."""
    review.ask(application.pk, text=text, by=by, at=at)


def may_read(user: User, application: Application) -> bool:
    """Whether this person may see the application at all."""
    return queries.may_read(user, application, timezone.now())


handler = Handler(
    bar=bar,
    template="applications/subject.html",
    context=context,
    question_uk=lambda application: kinds.get(application.kind).question_uk(application),
    decision_uk=lambda application, is_adopted: kinds.get(application.kind).decision_uk(
        application, is_adopted
    ),
    decided=decided,
    may_read=may_read,
    ask=ask,
)
