"""How an application ends: withdrawn, approved, rejected, expired."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from mayorsclub.accounts.models import User
from mayorsclub.applications import kinds
from mayorsclub.applications.domain.drafting import PURPOSE
from mayorsclub.applications.domain.links import address
from mayorsclub.applications.domain.review import actor_of
from mayorsclub.applications.domain.rows import (
    add_event,
    going_matter,
    lock,
    status_address,
    write_to_applicant,
)
from mayorsclub.applications.domain.states import Actor, Move, check
from mayorsclub.applications.domain.submission import may_apply_from
from mayorsclub.applications.models import Application, Event, State
from mayorsclub.audit.domain.log import record
from mayorsclub.committees.domain import matters
from mayorsclub.committees.models import Decision
from mayorsclub.content.models import Surroundings
from mayorsclub.files.domain import erase, files_about
from mayorsclub.ukrainian.dates import long_date

EXPIRED_BECAUSE = {
    State.DRAFT: _("It was not finished within 30 days after it was last saved."),
    State.SUBMITTED: _("The e-mail address was not confirmed within 14 days."),
    State.INFORMATION_REQUESTED: _("The committee’s question was not answered within 30 days."),
}


@transaction.atomic
def withdraw(application_id: int, *, by: User, at: datetime, reason: str = "") -> Application:
    """Take an application back; its vote ends without a decision.

    by: the applicant, or the secretariat at the applicant's wish (reason says so).
    Raises MoveRefused: "not_yours", "not_now", "closed".
    """
    application = lock(application_id)
    target = check(Move.WITHDRAW, application, actor_of(by, application))
    _end(application, target, at=at)
    _take_off_the_table(application, by=by, at=at)
    add_event(application, Event.Kind.WITHDRAWN, at=at, actor=by, text=reason.strip())
    record("application.withdrawn", actor=by, about=application, at=at)
    write_to_applicant("applications.withdrawn", application, at=at, number=application.number)
    return application


@transaction.atomic
def approve(application_id: int, decision: Decision, *, at: datetime) -> Application:
    """The body decided for it: the kind writes its register entry in the same transaction.

    Called by the committee's handler only: a decision is computed, never typed. The letter
    waits for a look in the office for as long as the body says.
    Raises MoveRefused: "not_now", "closed".
    """
    application = lock(application_id)
    _end(application, check(Move.APPROVE, application, Actor.COMMITTEE), at=at)
    add_event(application, Event.Kind.APPROVED, at=at)
    record("application.approved", actor=None, about=application, at=at, decision=decision.pk)
    kind = kinds.get(application.kind)
    kind.approve(application, decision, at=at)
    write_to_applicant(
        kind.letter_approved,
        application,
        at=at,
        hold_until=letter_time(decision, at),
        number=application.number,
        decision=_named(decision, application.language),
        link=address("accounts:home", application.language),
    )
    return application


@transaction.atomic
def reject(application_id: int, decision: Decision, *, at: datetime) -> Application:
    """The body decided against it; the letter says when one may apply again and how to
    appeal. Raises MoveRefused: "not_now", "closed". Source: 4572-VI, art. 11 (appeals)."""
    application = lock(application_id)
    _end(application, check(Move.REJECT, application, Actor.COMMITTEE), at=at)
    add_event(application, Event.Kind.REJECTED, at=at)
    record("application.rejected", actor=None, about=application, at=at, decision=decision.pk)
    again_from = may_apply_from(application.kind, application.email)
    if again_from is None:
        raise RuntimeError("a rejected application has the day of its rejection")
    write_to_applicant(
        kinds.get(application.kind).letter_rejected,
        application,
        at=at,
        hold_until=letter_time(decision, at),
        number=application.number,
        decision=_named(decision, application.language),
        again_from=long_date(again_from, application.language),
        contact=_contact(),
        link=status_address(application),
    )
    return application


@transaction.atomic
def expire(application_id: int, *, at: datetime) -> bool:
    """End what was left lying: a draft, an unconfirmed submission, an unanswered question.

    Safe to call at any time and twice: False when it is not due. What was typed into a
    draft, and what nobody confirmed, is wiped: nobody consented to our keeping it.
    """
    application = lock(application_id)
    if application.expires_at is None or application.expires_at > at:
        return False
    was = State(application.state)
    target = check(Move.EXPIRE, application, Actor.CLOCK)
    _end(application, target, at=at)
    if was == State.INFORMATION_REQUESTED:
        _take_off_the_table(application, by=None, at=at)
    else:
        _wipe(application, at=at)
    add_event(application, Event.Kind.EXPIRED, at=at)
    record("application.expired", actor=None, about=application, at=at, was=was.value)
    write_to_applicant(
        "applications.expired",
        application,
        at=at,
        reason=EXPIRED_BECAUSE[was],
        link=address("applications:start", application.language, kinds.get(application.kind)),
    )
    return True


def expire_due(*, at: datetime) -> int:
    """Expire everything that is due, each in its own transaction; how many."""
    due = Application.objects.filter(
        expires_at__lte=at,
        state__in=[State.DRAFT, State.SUBMITTED, State.INFORMATION_REQUESTED],
    ).values_list("pk", flat=True)
    return sum(expire(pk, at=at) for pk in list(due))


def letter_time(decision: Decision, at: datetime) -> datetime | None:
    """Until when a letter about this decision waits for a look; None: it goes at once."""
    hours = decision.matter.body.letter_hold_hours
    return at + timedelta(hours=hours) if hours else None


def _end(application: Application, state: State, *, at: datetime) -> None:
    application.state = state
    application.closed_at = at
    application.expires_at = None
    application.save(update_fields=["state", "closed_at", "expires_at"])


def _take_off_the_table(application: Application, *, by: User | None, at: datetime) -> None:
    matter = going_matter(application)
    if matter:
        matters.withdraw(matter, actor=by, at=at)


def _wipe(application: Application, *, at: datetime) -> None:
    """Leave the bare fact that there was an application (2297-VI: no ground to keep more)."""
    application.drafts, application.answers = {}, {}
    application.name = application.name_en = application.name_key = application.phone = ""
    application.territory = None
    application.save(
        update_fields=["drafts", "answers", "name", "name_en", "name_key", "phone", "territory"]
    )
    erase(files_about(application, purpose=PURPOSE), at=at)


def _contact() -> str:
    """The address to write to that the site shows; an appeal goes there."""
    site = Site.objects.filter(is_default_site=True).first()
    return Surroundings.for_site(site).contact_email if site else settings.DEFAULT_FROM_EMAIL


def _named(decision: Decision, language: str) -> str:
    """'№ 12/2026, 23 листопада 2026 року'"""
    return f"{decision}, {long_date(decision.decided_at, language)}"
