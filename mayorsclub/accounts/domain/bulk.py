"""Many accounts at once, for lists that the office brings with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.dispatch import Signal

from mayorsclub.accounts.models import RoleGrant, User
from mayorsclub.audit.domain.log import record_all
from mayorsclub.ukrainian.alphabet import sort_key

AT_ONCE = 500
# people: accounts whose names or phones were filled together; no signal of theirs is sent.
people_changed = Signal()
NAMES = ("surname", "given_name", "patronymic", "name_en", "phone")


@dataclass(frozen=True)
class Person:
    """Who gets an account. email: in lower case."""

    email: str
    surname: str
    given_name: str
    patronymic: str = ""
    name_en: str = ""
    phone: str = ""
    language: str = "uk"

    @property
    def key(self) -> str:
        """The order of the name in lists."""
        return sort_key(" ".join(filter(None, [self.surname, self.given_name, self.patronymic])))


@transaction.atomic
def ensure_accounts(
    people: Sequence[Person], *, by: User, at: datetime, is_demonstration: bool = False
) -> tuple[dict[str, User], list[User]]:
    """Find or make the accounts of these addresses, all different; no letter is written.

    Returns all by address, and those that are new. An account that exists keeps what it
    has; only empty names and phones are filled. The addresses count as verified by the
    office, as in people.invite: who signs in must read its mail anyway.
    """
    wanted = {person.email: person for person in people}
    known = {user.email: user for part in _parts(wanted) for user in _of(part)}
    fill_profiles([(user, vars(wanted[email])) for email, user in known.items()], by=by, at=at)
    password = make_password(None)
    fresh = [
        User(
            **{name: getattr(person, name) for name in NAMES},
            email=person.email,
            language=person.language,
            sort_key=person.key,
            password=password,
            joined_at=at,
            is_demonstration=is_demonstration,
        )
        for person in people
        if person.email not in known
    ]
    User.objects.bulk_create(fresh, batch_size=AT_ONCE)
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in fresh],
        batch_size=AT_ONCE,
    )
    record_all("account.created", actor=by, about=[(user, {}) for user in fresh], at=at)
    return known | {user.email: user for user in fresh}, fresh


@transaction.atomic
def fill_profiles(
    changes: Iterable[tuple[User, dict[str, str]]], *, by: User, at: datetime
) -> dict[int, list[str]]:
    """Fill empty names and phones of accounts; what is there stays. Which fields of whom."""
    filled: dict[int, list[str]] = {}
    changed = []
    for user, values in changes:
        fields = [name for name in NAMES if values.get(name) and not getattr(user, name)]
        if not fields:
            continue
        for name in fields:
            setattr(user, name, values[name])
        user.sort_key = sort_key(user.get_full_name())
        filled[user.pk] = fields
        changed.append(user)
    User.objects.bulk_update(changed, [*NAMES, "sort_key"], batch_size=AT_ONCE)
    facts = [(user, {"fields": filled[user.pk]}) for user in changed]
    record_all("account.changed", actor=by, about=facts, at=at)
    people_changed.send(User, people=changed)
    return filled


@transaction.atomic
def take_back(users: Sequence[User]) -> None:
    """Delete accounts that were made by mistake and that nobody has used yet.

    Raises ProtectedError where a record names one; the caller has made sure before that
    nothing happened to them since. The log keeps its lines.
    """
    for part in _parts([user.pk for user in users]):
        EmailAddress.objects.filter(user__in=part).delete()
        User.objects.filter(pk__in=part).delete()


def used(users: Sequence[User]) -> set[int]:
    """Which of these have signed in or can do more than others."""
    found: set[int] = {user.pk for user in users if user.last_login}
    for part in _parts([user.pk for user in users]):
        for model in (Authenticator, RoleGrant):
            found |= set(model.objects.filter(user__in=part).values_list("user_id", flat=True))
    return found


def _of(emails: list[str]) -> list[User]:
    return list(User.objects.select_for_update().filter(email__in=emails).order_by("pk"))


def _parts(items: Iterable) -> Iterable[list]:
    whole = list(items)
    return (whole[start : start + AT_ONCE] for start in range(0, len(whole), AT_ONCE))
