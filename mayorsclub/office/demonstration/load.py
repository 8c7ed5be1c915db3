"""Plays the demonstration through the same domain functions as real life, in the past."""

import re
from datetime import datetime, timedelta

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction
from django.utils import timezone

from mayorsclub.accounts.domain import people, roles
from mayorsclub.accounts.models import Role, User
from mayorsclub.applications import kinds
from mayorsclub.applications.domain import drafting, review, submission
from mayorsclub.applications.models import Application
from mayorsclub.applications.queries import matter_of
from mayorsclub.committees.domain import bodies
from mayorsclub.committees.domain.votes import cast_vote
from mayorsclub.committees.models import Body, Choice, Elector
from mayorsclub.mail.queries import letters_about
from mayorsclub.membership.domain import delegates
from mayorsclub.membership.models import Member
from mayorsclub.office.demonstration import (
    cast,
    events,
    imports,
    news,
    profiles,
    sessions,
    work,
)
from mayorsclub.office.demonstration.messages import load_messages
from mayorsclub.partners.models import Partner
from mayorsclub.territories.models import Category, Territory
from mayorsclub.ukrainian.romanise import romanise

OPENED_DAYS_AGO = 120
Raw = dict[str, list[str]]


@transaction.atomic
def load(*, at: datetime) -> bool:
    """Load everything, or nothing; False where it was loaded before. at: now, aware."""
    if User.objects.filter(is_demonstration=True).exists():
        return False
    opened = at - timedelta(days=OPENED_DAYS_AGO)
    _staff(opened)
    for candidate in cast.CANDIDATES:
        _membership(candidate, at)
    for applicant in cast.APPLICANTS:
        _partnership(applicant, at)
    _delegate(at)
    by_address = {user.email: user for user in User.objects.filter(email__endswith=cast.DOMAIN)}
    work.play(
        secretary=by_address[f"secretary@{cast.DOMAIN}"],
        chair=by_address[f"chair@{cast.DOMAIN}"],
        at=at,
    )
    profiles.load(at)
    load_messages(at)
    imports.load(by_address[f"secretary@{cast.DOMAIN}"], at)
    sessions.load(by_address[f"secretary@{cast.DOMAIN}"], at)
    news.load(at=at)
    addresses = [person.email for person in cast.everybody()]
    User.objects.filter(email__in=addresses).update(is_demonstration=True)
    Member.objects.filter(application__is_demonstration=True).update(is_demonstration=True)
    Partner.objects.filter(application__is_demonstration=True).update(is_demonstration=True)
    events.load(by_address[f"secretary@{cast.DOMAIN}"], at)
    return True


def phone_of(person: cast.Person) -> str:
    """An invented number of the person's own: the same one twice would raise a flag."""
    return f"+380 44 000 00 {cast.everybody().index(person):02}"


def account(person: cast.Person, at: datetime) -> User:
    return people.ensure_account(
        email=person.email,
        surname=person.surname,
        given_name=person.given_name,
        patronymic=person.patronymic,
        name_en=romanise(f"{person.given_name} {person.surname}"),
        language=person.language,
        phone="",
        at=at,
    )


def _staff(at: datetime) -> None:
    """Second factors, then the roles and seats that need them."""
    first: User | None = None
    for person in cast.STAFF:
        user = account(person, at)
        TOTP.activate(user, generate_totp_secret())
        RecoveryCodes.activate(user)
        for role in person.roles:
            # The first is the administrator, who then gives the other roles.
            if first is None:
                roles.make_first_administrator(user.pk, at=at)
                first = user
            else:
                roles.request_role(user.pk, role=Role(role), by=first, at=at)
        for slug in person.sits_in:
            bodies.appoint(
                Body.objects.get(slug=slug),
                user,
                since=timezone.localdate(at),
                is_chair=person.is_chair,
                actor=first,
                at=at,
            )


def _membership(candidate: cast.Candidate, at: datetime) -> None:
    person = candidate.person
    territory = Territory.objects.get(
        category=Category.HROMADA,
        name=candidate.community,
        oblast__name=candidate.oblast,
        vanished_on=None,
    )
    steps: dict[str, Raw] = {
        "person": {
            "surname": [person.surname],
            "given_name": [person.given_name],
            "patronymic": [person.patronymic],
            "phone": [phone_of(person)],
        },
        "post": {"kind": [candidate.kind], "when": ["before" if candidate.ended else "now"]},
        "mandate": {
            "title": ["секретар міської ради"],
            "community": [territory.full_name("uk")],
            "community_code": [territory.code],
            "began_on": [candidate.began],
            "ended_on": [candidate.ended],
        },
        "evidence": {"link": ["https://rada.demo.example/rishennia"]},
        "wishes": {
            "motivation": ["Хочу ділитися досвідом громади та вчитися в колег."],
            "interests": list(candidate.wishes),
        },
    }
    _play("membership", person, steps, at - timedelta(days=candidate.days), candidate.outcome)


def _partnership(applicant: cast.Applicant, at: datetime) -> None:
    person = applicant.person
    steps: dict[str, Raw] = {
        "kind": {"kind": [applicant.kind]},
        "organisation": {name: [value] for name, value in applicant.organisation.items()},
        "interests": {
            "sectors": list(applicant.sectors),
            "project_kinds": ["investment"],
            "offer": [applicant.offer],
        },
        "contact": {
            "surname": [person.surname],
            "given_name": [person.given_name],
            "patronymic": [person.patronymic],
            "position": [applicant.position],
            "phone": [phone_of(person)],
        },
    }
    _play("partnership", person, steps, at - timedelta(days=applicant.days), applicant.outcome)


def _play(
    kind: str, person: cast.Person, steps: dict[str, Raw], at: datetime, outcome: str
) -> None:
    """Start, fill in, send, confirm, vote: as far as the outcome says."""
    application = drafting.start(
        kind, email=person.email, language=person.language, at=at, is_demonstration=True
    )
    for step in kinds.get(kind).steps:
        if outcome == "draft" and step.slug == "evidence":
            return
        drafting.save_step(
            application.pk,
            step.slug,
            raw=steps[step.slug],
            answers=None,
            language=person.language,
            at=at,
        )
    submission.submit(application.pk, has_consented=True, language=person.language, by=None, at=at)
    submission.confirm_email(application.pk, at=at + timedelta(minutes=4))
    _review(application, outcome, at + timedelta(days=1))


def _review(application: Application, outcome: str, at: datetime) -> None:
    application.refresh_from_db()
    matter = matter_of(application)
    if matter is None:
        raise RuntimeError(f"{application} was not put to the vote")
    voters = [elector.user for elector in Elector.objects.filter(matter=matter)]
    if outcome == "asked":
        text = "Додайте, будь ласка, рішення ради про початок повноважень."
        review.ask(application.pk, text=text, by=voters[0], at=at)
    if outcome == "review":
        cast_vote(matter.pk, voter=voters[-1], choice=Choice.FOR, reason="Підтримую.", at=at)
    if outcome in {"approved", "rejected"}:
        choice = Choice.FOR if outcome == "approved" else Choice.AGAINST
        reason = "Мандат підтверджено." if outcome == "approved" else "Посада не є посадою голови."
        for number, voter in enumerate(voters):
            moment = at + timedelta(hours=number)
            cast_vote(matter.pk, voter=voter, choice=choice, reason=reason, at=moment)


def _delegate(at: datetime) -> None:
    """The first member invites a delegate, who accepts."""
    member = Member.objects.get(user__email=cast.CANDIDATES[0].person.email)
    person = cast.DELEGATE
    invited = at - timedelta(days=10)
    invitation = delegates.invite(
        member.pk,
        email=person.email,
        name=f"{person.surname} {person.given_name}",
        permissions=frozenset({"may_register", "may_download"}),
        actor=member.user,
        at=invited,
    )
    # The token is stored as a hash only: it is read where the delegate would read it.
    letter = letters_about(invitation).get()
    found = re.search(r"/accept/([\w-]+)/", letter.body_text)
    if found is None:
        raise RuntimeError("the invitation's letter has no link")
    delegates.accept(
        found.group(1),
        surname=person.surname,
        given_name=person.given_name,
        patronymic=person.patronymic,
        language="uk",
        at=invited + timedelta(hours=2),
    )
