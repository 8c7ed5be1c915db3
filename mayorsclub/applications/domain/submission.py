"""From the draft to the committee's table: sent, then the e-mail confirmed."""

from datetime import date, datetime, timedelta

from django.db import transaction

from mayorsclub.accounts.domain.people import ensure_account
from mayorsclub.accounts.models import User
from mayorsclub.applications import drafts, kinds, queries, rules
from mayorsclub.applications.domain import links
from mayorsclub.applications.domain.drafting import PURPOSE
from mayorsclub.applications.domain.rows import (
    add_event,
    lock,
    status_address,
    write_to_applicant,
)
from mayorsclub.applications.domain.states import (
    CONFIRM_WITHIN,
    REAPPLY_AFTER_DAYS,
    Actor,
    Move,
    MoveRefused,
    check,
)
from mayorsclub.applications.kinds import Kind, Summary
from mayorsclub.applications.models import Application, Event, Link, State
from mayorsclub.audit.domain.log import record
from mayorsclub.committees.domain.matters import open_matter
from mayorsclub.committees.rules import day_of
from mayorsclub.files.domain import erase, files_about
from mayorsclub.numbering.domain import next_number
from mayorsclub.ukrainian.alphabet import search_key
from mayorsclub.ukrainian.dates import long_date


def may_apply_from(kind: str, email: str) -> date | None:
    """The first day (in Kyiv) on which a refused person may apply again; None: never refused."""
    refused = (
        Application.objects.filter(kind=kind, email__iexact=email, state=State.REJECTED)
        .order_by("-closed_at")
        .first()
    )
    if refused is None or refused.closed_at is None:
        return None
    return day_of(refused.closed_at) + timedelta(days=REAPPLY_AFTER_DAYS)


@transaction.atomic
def submit(
    application_id: int,
    *,
    has_consented: bool,
    language: str,
    by: User | None,
    at: datetime,
) -> Application:
    """Send a draft: answers checked once more, number given, confirmation letter queued.

    by: who is signed in. Whoever is signed in with the application's own address need not
    confirm it, and then it is under review at once. Of two clicks the second is refused.
    Raises MoveRefused: "sent", "closed", "no_consent", "incomplete" (with the step),
    "too_early". Source: 2297-VI (consent with its version and time).
    """
    application = lock(application_id)
    target = check(Move.SUBMIT, application, Actor.APPLICANT)
    kind = kinds.get(application.kind)
    if not has_consented:
        raise MoveRefused("no_consent")
    answers, wrong = drafts.recheck(application, kind)
    if wrong is not None:
        raise MoveRefused("incomplete", step=wrong.slug)
    is_owner = by is not None and rules.owns_address(by, application.email)
    if is_owner:
        # Only the owner of the address may learn that it was refused before; everybody
        # else hears it when they have confirmed the address.
        _refuse_if_early(application, language, at)

    answers["consent"] = {"version": kind.consent_version, "given_at": at.isoformat()}
    application.answers = answers
    application.state = target
    application.language = language
    application.submitted_at = at
    application.expires_at = at + CONFIRM_WITHIN
    _summarise(application, kind.summary(answers))
    # A step that the answers call for no longer may have brought files: they go.
    sent = queries.file_ids(application)
    erase(files_about(application, purpose=PURPOSE).exclude(pk__in=sent), at=at)
    record("application.submitted", actor=by, about=application, at=at, kind=kind.slug)
    application.number = _next_number(kind, at)
    application.save()
    add_event(application, Event.Kind.SUBMITTED, at=at, actor=by if is_owner else None)
    if is_owner:
        return _confirm(application, kind, at=at)
    _mail_confirmation(application, at=at)
    return application


@transaction.atomic
def mail_confirmation(application_id: int, *, at: datetime) -> None:
    """Send the confirmation letter once more. Raises MoveRefused: "not_now", "closed"."""
    application = lock(application_id)
    check(Move.CONFIRM_EMAIL, application, Actor.APPLICANT)
    _mail_confirmation(application, at=at)


def _mail_confirmation(application: Application, *, at: datetime) -> None:
    token = links.make(application, Link.Purpose.CONFIRM, at=at)
    write_to_applicant(
        "applications.confirm",
        application,
        at=at,
        number=application.number,
        link=links.address(
            "applications:confirm", application.language, kinds.get(application.kind), token
        ),
        until=long_date(application.expires_at or at, application.language),
    )


@transaction.atomic
def confirm_email(application_id: int, *, email: str = "", at: datetime) -> Application:
    """The owner of the address pressed the button on the mailed page: pass it to the body.

    Call it only for an application found by its link (links.find). email: the address that
    it had then; given another one meanwhile, it is not confirmed by the former one's link.
    Raises MoveRefused: "not_now", "closed", "link_dead", "too_early".
    """
    application = lock(application_id)
    check(Move.CONFIRM_EMAIL, application, Actor.APPLICANT)
    if email and email != application.email:
        raise MoveRefused("link_dead")
    _refuse_if_early(application, application.language, at)
    return _confirm(application, kinds.get(application.kind), at=at)


def _confirm(application: Application, kind: Kind, *, at: datetime) -> Application:
    summary = kind.summary(application.answers)
    application.state = check(Move.CONFIRM_EMAIL, application, Actor.APPLICANT)
    application.email_confirmed_at = at
    application.expires_at = None
    application.applicant = ensure_account(
        email=application.email,
        surname=summary.surname,
        given_name=summary.given_name,
        patronymic=summary.patronymic,
        name_en=summary.person_name_en,
        language=application.language,
        phone=summary.phone,
        at=at,
    )
    application.save()
    add_event(application, Event.Kind.CONFIRMED, at=at, actor=application.applicant)
    record("application.confirmed", actor=application.applicant, about=application, at=at)
    matter = open_matter(
        kind.body_slug,
        subject=application,
        title_uk=application.name,
        title_en=application.name_en or application.name,
        actor=application.applicant,
        at=at,
    )
    write_to_applicant(
        "applications.received",
        application,
        at=at,
        number=application.number,
        until=long_date(matter.closes_at, application.language),
        link=status_address(application),
    )
    return application


def _refuse_if_early(application: Application, language: str, at: datetime) -> None:
    first_day = may_apply_from(application.kind, application.email)
    if first_day and day_of(at) < first_day:
        raise MoveRefused("too_early", date=long_date(first_day, language))


def _summarise(application: Application, summary: Summary) -> None:
    """Copy what lists, letters and searches need beside the answers."""
    application.name = summary.name[:250]
    application.name_en = summary.name_en[:250]
    application.name_key = search_key(summary.name)[:250]
    application.phone = summary.phone[:20]
    application.territory = summary.territory


def _next_number(kind: Kind, at: datetime) -> str:
    year = day_of(at).year
    return f"{kind.prefix}-{year}-{next_number(f'application:{kind.slug}', year=year):04}"
