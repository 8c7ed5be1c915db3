"""The experts: entered, changed, shown with their agreement, taken from view."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.sessions.domain import finding
from mayorsclub.sessions.domain.rows import (
    check_keeper,
    checked_text,
    free_slug,
    lock_expert,
    lock_person,
    set_topics,
    slug_from,
)
from mayorsclub.sessions.models import Availability, Expert, Topic
from mayorsclub.sessions.refusals import SessionRefused
from mayorsclub.ukrainian.alphabet import sort_key
from mayorsclub.ukrainian.spelling import tidy


@dataclass(frozen=True)
class ExpertFacts:
    """Who an expert is, in both languages; e-mail and phone stay with the secretariat."""

    name_uk: str
    name_en: str
    position_uk: str = ""
    position_en: str = ""
    about_uk: str = ""
    about_en: str = ""
    topics: Sequence[Topic] = field(default_factory=tuple)
    languages: Sequence[str] = field(default_factory=tuple)
    availability: str = Availability.NO
    availability_note_uk: str = ""
    availability_note_en: str = ""
    email: str = ""
    phone: str = ""


LINES = ("position_uk", "position_en", "availability_note_uk", "availability_note_en")
TEXTS = ("about_uk", "about_en")


@transaction.atomic
def enter(
    facts: ExpertFacts, *, slug: str = "", is_demonstration: bool = False, by: User, at: datetime
) -> Expert:
    """A new expert, shown to nobody yet.

    Raises SessionRefused: "not_allowed", "no_name", "slug_bad", "slug_taken", "too_long".
    """
    check_keeper(by)
    found = slug_from(slug, facts.name_en, facts.name_uk)
    taken = set(Expert.objects.filter(slug__startswith=found).values_list("slug", flat=True))
    if slug and found in taken:
        raise SessionRefused("slug_taken")
    expert = Expert(slug=free_slug(found, taken), is_demonstration=is_demonstration)
    _apply(expert, facts, at=at)
    expert.save(force_insert=True)
    set_topics(expert, facts.topics)
    record("expert.entered", actor=by, about=expert, at=at)
    return expert


@transaction.atomic
def change(expert_id: int, facts: ExpertFacts, *, by: User, at: datetime) -> Expert:
    """Other facts; the address stays. Raises SessionRefused: "not_allowed", "no_name",
    "too_long"."""
    expert = lock_expert(expert_id, by)
    _apply(expert, facts, at=at)
    expert.save()
    set_topics(expert, facts.topics)
    record("expert.changed", actor=by, about=expert, at=at)
    finding.refresh_expert(expert)
    return expert


def _apply(expert: Expert, facts: ExpertFacts, *, at: datetime) -> None:
    for name in ("name_uk", "name_en"):
        value = checked_text(getattr(facts, name), missing="no_name", most=160)
        setattr(expert, name, tidy(value))
    expert.name_key = sort_key(expert.name_uk)
    for name in LINES:
        setattr(expert, name, tidy(getattr(facts, name).replace("\x00", ""))[:250])
    for name in TEXTS:
        text = getattr(facts, name)
        setattr(expert, name, checked_text(text) if text.strip() else "")
    expert.languages = list(facts.languages)
    expert.availability = Availability(facts.availability)
    expert.email, expert.phone, expert.changed_at = facts.email.lower(), facts.phone, at


@transaction.atomic
def set_account(expert_id: int, *, email: str, by: User, at: datetime) -> Expert:
    """Whose account this expert is; '' is nobody's. What is known of them here goes with it:
    into the file of their own data, and when they are erased.

    Raises SessionRefused: "not_allowed", "no_account", "account_taken".
    """
    expert = lock_expert(expert_id, by)
    user = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if user is None and email.strip():
        raise SessionRefused("no_account")
    if user is not None:
        lock_person(user)
        if Expert.objects.filter(user=user).exclude(pk=expert.pk).exists():
            raise SessionRefused("account_taken")
    expert.user, expert.changed_at = user, at
    expert.save(update_fields=["user", "changed_at"])
    record("expert.account_set", actor=by, about=expert, at=at, user=user.pk if user else None)
    return expert


@transaction.atomic
def show(expert_id: int, *, agreed_on: date | None, by: User, at: datetime) -> Expert:
    """Show the page to everyone: the person agreed to it on this day.

    Raises SessionRefused: "not_allowed", "no_agreement", "agreed_later".
    Source: 2297-VI, art. 11 (a person's data are published with their consent).
    """
    expert = lock_expert(expert_id, by)
    if agreed_on is None:
        raise SessionRefused("no_agreement")
    if agreed_on > timezone.localdate(at):
        raise SessionRefused("agreed_later")
    expert.is_shown, expert.agreed_on, expert.changed_at = True, agreed_on, at
    expert.save(update_fields=["is_shown", "agreed_on", "changed_at"])
    record("expert.shown", actor=by, about=expert, at=at)
    finding.refresh_expert(expert)
    return expert


@transaction.atomic
def hide(expert_id: int, *, by: User, at: datetime) -> Expert:
    """From everyone's view: the page, the name beside sessions, the entries of search.

    Raises SessionRefused: "not_allowed".
    """
    expert = lock_expert(expert_id, by)
    expert.is_shown, expert.changed_at = False, at
    expert.save(update_fields=["is_shown", "changed_at"])
    record("expert.hidden", actor=by, about=expert, at=at)
    finding.refresh_expert(expert)
    return expert
