"""Two records of one person become one.

Everything that names the account given up names the kept one afterwards: entries of the
registers, applications, letters, seats, votes as they were cast. The account given up stays
as an empty row that leads to the kept one, so the sealed log, which holds ids, stays whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, models, transaction
from django.db.models import ManyToManyRel, ManyToOneRel, Model, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mayorsclub.accounts import rules
from mayorsclub.accounts.domain.corrections import keep_corrections
from mayorsclub.accounts.domain.people import PROFILE, tell_of_new_address
from mayorsclub.accounts.domain.sessions import end_sessions
from mayorsclub.accounts.models import Correction, User
from mayorsclub.audit.domain.log import record
from mayorsclub.committees.models import Elector, Seat
from mayorsclub.directory.domain.joining import join
from mayorsclub.directory.models import Profile
from mayorsclub.events.domain.joining import join_registrations
from mayorsclub.mail.models import Letter
from mayorsclub.mail.models import State as LetterState
from mayorsclub.membership.models import Delegate, Member, Post, StatusChange
from mayorsclub.membership.models import Status as MemberStatus
from mayorsclub.office.models import Note
from mayorsclub.partners.models import Representative
from mayorsclub.refusals import Refused
from mayorsclub.sessions.domain.people import no_votes_for_oneself
from mayorsclub.ukrainian.alphabet import sort_key
from mayorsclub.ukrainian.dates import long_date

# A name that can never be a mailbox (RFC 2606).
NOBODY = "merged-{pk}@merged.invalid"
CHOSEN = ("email", *PROFILE)
# Chosen too, where each of the two entries has one: the profile in the directory.
IN_DIRECTORY = "directory_profile"
REASON = "Об’єднано із записом {number}"
# What belongs to the account itself and ends with it.
OWN: tuple[type[Model], ...] = (EmailAddress, Authenticator)
# The sealed log never changes: it goes on naming the row given up. Choices of screens and
# sessions are the account's own and have no meaning for another; the secret address of a
# calendar ends with the account that it was made for.
STAYS = frozenset(
    ["audit.entry", "usersessions.usersession", "office.listchoice", "events.calendarfeed"]
)
# One row for each person and one of these: where both have one, the kept person's stays in
# force and the other stays with the row given up. What tells of decisions (the rolls, the
# seats, the attendance of sittings) is not among them: there both having one is a refusal.
ONCE: dict[str, tuple[str, ...]] = {
    "expert_sessions.questionvote": ("question",),
    "expert_sessions.support": ("proposal",),
    "mailings.dispatch": ("mailing",),
    "office.savedview": ("list_name", "name"),
    "wagtailcore.pagesubscription": ("page",),
}
REST = _("other records that name the person")
LABELS = {
    "membership.member": _("entry in the register of members"),
    "membership.delegate": _("delegations"),
    "partners.representative": _("representations of partners"),
    "applications.application": _("applications"),
    "committees.seat": _("seats in bodies"),
    "committees.elector": _("votes and rolls of votes"),
    "mail.letter": _("letters"),
    "inbox.message": _("messages to the club"),
    "files.privatefile": _("files"),
    "events.registration": _("registrations for events"),
    "events.invitation": _("invitations to events"),
}


class MergeRefused(Refused):
    """Why two records stay two."""

    sentences: ClassVar[dict[str, str | Promise]] = {
        "not_allowed": _("You may not merge these two records."),
        "same": _("This is one record. Choose two."),
        "merged": _("One of these records was merged or erased before."),
        "self": _("You cannot give up your own account. Keep it, or ask somebody else."),
        "staff": _("The account to give up has a role in the office. End the role first."),
        "body": _("Both sit in the same body: {names}. End one of the seats first."),
        "roll": _(
            "Both are on the roll of the same vote: {names}. Votes are never changed, so these "
            "records cannot be merged."
        ),
        "sending": _("A letter to this person is being sent just now. Try again in a minute."),
        "conflict": _(
            "Both records have what there can be only one of ({names}). End one of them first."
        ),
        "value": _("Choose for each field which of the two values stays."),
    }


@dataclass
class Preview:
    """What merging would do. fields: (name, of the kept, of the other) where they differ or
    one is empty. moves: (what, how many). refusal: why it cannot be done, or None."""

    keep: User
    other: User
    fields: list[tuple[str, str, str]] = field(default_factory=list)
    moves: list[tuple[str, int]] = field(default_factory=list)
    refusal: MergeRefused | None = None
    entries: list[str] = field(default_factory=list)


def preview(keep_id: int, other_id: int, *, by: User) -> Preview:
    """What merging these two would do; changes nothing."""
    keep, other = User.objects.get(pk=keep_id), User.objects.get(pk=other_id)
    shown = Preview(keep, other)
    shown.fields = [
        (name, str(getattr(keep, name)), str(getattr(other, name)))
        for name in CHOSEN
        if getattr(keep, name) != getattr(other, name)
    ]
    mine, theirs = _profile(keep), _profile(other)
    if mine and theirs:
        shown.fields.append((IN_DIRECTORY, mine, theirs))
    counts: dict[Any, int] = {}
    for model, name in _relations(User):
        count = model._default_manager.filter(**{name: other}).count()
        if count:
            label = LABELS.get(model._meta.label_lower, REST)
            counts[label] = counts.get(label, 0) + count
    shown.moves = [(str(label), count) for label, count in counts.items()]
    shown.entries = [
        f"{member.register_number}" for member in Member.objects.filter(user__in=[keep, other])
    ]
    try:
        _check(keep, other, by=by)
    except MergeRefused as refusal:
        shown.refusal = refusal
    return shown


@transaction.atomic
def merge(keep_id: int, other_id: int, *, take: Mapping[str, str], by: User, at: datetime) -> User:
    """Merge the other account into the kept one; cannot be undone. at: aware.

    take: for each field of CHOSEN that differs, and for IN_DIRECTORY, "keep" or "other";
    what is not named stays the kept one's, or the other's where the kept one has nothing. Raises MergeRefused (its
    `sentences`).
    """
    # Lower id first, whichever is kept: two who merge at once must not wait for each other.
    locked = {user.pk: user for user in _locked(keep_id, other_id)}
    if len(locked) != 2:
        raise MergeRefused("same")
    keep, other = locked[keep_id], locked[other_id]
    _check(keep, other, by=by)
    values = _values(keep, other, take)
    _entries(keep, other, take.get(IN_DIRECTORY, "keep"), by=by, at=at)
    _once_each(keep, other, at=at)
    join_registrations(keep, other, at=at)
    _move(keep, other)
    no_votes_for_oneself(keep)
    _accounts(keep, other, values, by=by, at=at)
    record("account.merged", actor=by, about=keep, at=at, other=other.pk)
    record("account.given_up", actor=by, about=other, at=at, kept=keep.pk)
    return keep


def _locked(*ids: int) -> list[User]:
    return list(User.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"))


def _check(keep: User, other: User, *, by: User) -> None:
    if keep.pk == other.pk:
        raise MergeRefused("same")
    if not (rules.may_manage_person(by, keep) and rules.may_manage_person(by, other)):
        raise MergeRefused("not_allowed")
    if other.pk == by.pk:
        raise MergeRefused("self")
    if any(user.merged_into_id or user.email.endswith(".invalid") for user in (keep, other)):
        raise MergeRefused("merged")
    if other.role_grants.filter(ended_at=None).exists():
        raise MergeRefused("staff")
    mine = Elector.objects.filter(user=keep).values("matter")
    both = Elector.objects.filter(user=other, matter__in=mine).select_related("matter")
    if both:
        raise MergeRefused("roll", names=", ".join(elector.matter.title for elector in both[:5]))
    seats = Seat.objects.filter(user=keep, until=None).values("body")
    same = Seat.objects.filter(user=other, until=None, body__in=seats).select_related("body")
    if same:
        raise MergeRefused("body", names=", ".join(seat.body.name for seat in same))
    if Letter.objects.filter(to_user=other, state=LetterState.SENDING).exists():
        raise MergeRefused("sending")


def _relations(model: type[Model]) -> list[tuple[type[Model], str]]:
    """(model, field) of each key that names a record of this model and moves with it."""
    found = []
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ManyToOneRel) or isinstance(relation, ManyToManyRel):
            continue
        related = relation.related_model
        if related in OWN or related._meta.label_lower in STAYS or related._meta.auto_created:
            continue
        if relation.field.name != "merged_into":
            found.append((related, relation.field.name))
    return found


def _move(keep: User, other: User) -> None:
    """Let every key that names the other account name the kept one."""
    for model, name in _relations(User):
        rows = model._default_manager.filter(**{name: other})
        is_single = isinstance(model._meta.get_field(name), models.OneToOneField)
        if is_single and model._default_manager.filter(**{name: keep}).exists():
            # Of what there is one for each account, the kept one's stays in force.
            continue
        if once := ONCE.get(model._meta.label_lower):
            rows = _without_double(rows, model._default_manager.filter(**{name: keep}), once)
        try:
            with transaction.atomic():
                rows.update(**{name: keep})
        except IntegrityError as fault:
            names = str(model._meta.verbose_name_plural)
            raise MergeRefused("conflict", names=names) from fault


def _without_double(rows: QuerySet, kept: QuerySet, once: tuple[str, ...]) -> QuerySet:
    """The rows that the kept person has no row of the same kind for."""
    taken = set(kept.values_list(*once))
    free = [pk for pk, *same in rows.values_list("pk", *once) if tuple(same) not in taken]
    return rows.filter(pk__in=free)


def _values(keep: User, other: User, take: Mapping[str, str]) -> dict[str, str]:
    if not set(take) <= {*CHOSEN, IN_DIRECTORY} or not set(take.values()) <= {"keep", "other"}:
        raise MergeRefused("value")
    values = {}
    for name in CHOSEN:
        mine, theirs = getattr(keep, name), getattr(other, name)
        chosen = take.get(name) or ("keep" if mine else "other")
        values[name] = mine if chosen == "keep" else theirs
    return values


def _profile(user: User) -> str:
    """The person's profile in the directory in a few words; '' where there is none."""
    profile = Profile.objects.filter(member__user=user).first()
    if profile is None:
        return ""
    language = (get_language() or "uk")[:2]
    changed = long_date(timezone.localdate(profile.changed_at), language)
    return str(_("%(address)s, changed on %(date)s")) % {"address": profile.slug, "date": changed}


def _entries(keep: User, other: User, profile: str, *, by: User, at: datetime) -> None:
    """Two entries of the register of members: the kept person's takes over the posts, and
    the profile of the directory that was chosen ("keep" or "other"); the other one ends and
    stays, with its number, as an entry that leads to it."""
    ours = Member.objects.select_for_update(of=("self",)).filter(user=keep).first()
    theirs = Member.objects.select_for_update(of=("self",)).filter(user=other).first()
    if ours is None or theirs is None:
        return
    for post in Post.objects.filter(member=theirs):
        stands = Post.objects.filter(
            member=ours, kind=post.kind, territory=post.territory, began_on=post.began_on
        )
        if not stands.exists():
            post.member = ours
            post.save(update_fields=["member"])
    emails = Delegate.objects.filter(member=ours, removed_at=None).values("email")
    standing = Delegate.objects.filter(member=theirs, removed_at=None)
    standing.filter(email__in=list(emails.values_list("email", flat=True))).update(
        removed_at=at, token_hash=""
    )
    Delegate.objects.filter(member=theirs).update(member=ours)
    if ours.application_id is None and theirs.application_id is not None:
        ours.application, ours.decision = theirs.application, theirs.decision
        theirs.application = theirs.decision = None
    _about(ours, theirs)
    theirs.merged_into = ours
    theirs.status = MemberStatus.LEFT
    theirs.save()
    ours.save()
    join(ours, theirs, takes_other=profile == "other")
    StatusChange.objects.create(
        member=theirs,
        status=theirs.status,
        reason=REASON.format(number=ours.register_number),
        changed_by=by,
        changed_at=at,
    )
    record("member.merged", actor=by, about=ours, at=at, other=theirs.pk)
    record("member.given_up", actor=by, about=theirs, at=at, kept=ours.pk)


def _once_each(keep: User, other: User, *, at: datetime) -> None:
    """What a person can be once only: the other's row ends before it moves."""
    partners = Representative.objects.filter(user=keep, removed_at=None).values("partner")
    double = Representative.objects.filter(user=other, removed_at=None)
    double.filter(partner__in=list(partners.values_list("partner", flat=True))).update(
        removed_at=at, is_main=False
    )
    # Nobody is a delegate of themselves, nor twice of the same member.
    own = Member.objects.filter(user__in=[keep, other]).values_list("pk", flat=True)
    acting = Delegate.objects.filter(user=keep, removed_at=None).values_list("member", flat=True)
    delegations = Delegate.objects.filter(Q(user=other) | Q(user=keep), removed_at=None)
    delegations.filter(member__in=list(own)).update(removed_at=at, token_hash="")
    Delegate.objects.filter(user=other, removed_at=None, member__in=list(acting)).update(
        removed_at=at, token_hash=""
    )


def _accounts(keep: User, other: User, values: dict[str, str], *, by: User, at: datetime) -> None:
    """The chosen values on the kept account; nothing and no way in on the other."""
    lost = other.email if values["email"] == keep.email else keep.email
    changes = {
        name: (getattr(keep, name), value)
        for name, value in values.items()
        if getattr(keep, name) != value
    }
    reason = REASON.format(number=other.email)
    keep_corrections(keep, changes, reason=reason, by=by, at=at)
    _about(keep, other)
    end_sessions(other)
    for model in OWN:
        model._default_manager.filter(user=other).delete()
    for name in PROFILE:
        if name != "language":
            setattr(other, name, "")
    other.email, other.sort_key, other.is_active = NOBODY.format(pk=other.pk), "", False
    other.merged_into = keep
    other.save()
    if values["email"] != keep.email:
        end_sessions(keep)
        EmailAddress.objects.filter(user=keep).delete()
        EmailAddress.objects.create(user=keep, email=values["email"], verified=True, primary=True)
    for name, value in values.items():
        setattr(keep, name, value)
    keep.sort_key = sort_key(keep.get_full_name())
    keep.save()
    tell_of_new_address(keep, former=lost, at=at)


def _about(keep: Model, other: Model) -> None:
    """What names a record by its kind and id (notes, corrections) names the kept one."""
    for model in (Correction, Note):
        rows = model._default_manager.filter(
            about_type=other._meta.label_lower, about_id=str(other.pk)
        )
        rows.update(about_id=str(keep.pk))
