"""Rows that meet each other or somebody in the register: who is there already, who may be."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from django.db.models import Prefetch

from mayorsclub.accounts.models import User
from mayorsclub.imports.faults import Fault
from mayorsclub.imports.models import Decision, Register, Row, Verdict
from mayorsclub.membership.models import Member, Post
from mayorsclub.partners.models import Partner, Representative
from mayorsclub.ukrainian.alphabet import sort_key

MEMBER, PARTNER, ROW = "member", "partner", "row"
CHUNK = 500
PERSON_FIELDS = ("patronymic", "name_en", "phone")
PARTNER_FIELDS = ("edrpou", "registration_number", "website", "sectors", "offer")
Item = TypeVar("Item")


def chunks(items: Iterable[Item], size: int = CHUNK) -> Iterator[list[Item]]:
    """Items in lists of at most `size`, so that no statement grows without end."""
    left = iter(items)
    while part := list(islice(left, size)):
        yield part


def name_key(surname: str, given_name: str) -> str:
    """What makes two names the same: without case, apostrophes, hyphens."""
    return sort_key(f"{surname} {given_name}")


@dataclass
class _Meeting:
    """What one row meets. there: the register holds all of it already."""

    faults: list[Fault] = field(default_factory=list)
    kind: str = ""
    pk: int | None = None
    why: list[str] = field(default_factory=list)
    is_there: bool = False


def meet(register: str, rows: Sequence[Row]) -> list[Row]:
    """Compare all rows of an import with the register and with each other, and set what
    they meet and their verdict. Returns the rows that this changed; saves nothing."""
    taking_part = [row for row in rows if not row.is_example and row.decision != Decision.SKIP]
    known = _Members(taking_part) if register == Register.MEMBERS else _Partners(taking_part)
    changed = []
    for row in rows:
        before = _state(row)
        met = _Meeting() if row.is_example or row.decision == Decision.SKIP else known.meets(row)
        row.meetings = [list(fault) for fault in met.faults]
        row.match_kind, row.match_id, row.match_why = met.kind, met.pk, met.why
        row.is_there = met.is_there
        row.verdict = verdict(row)
        if _state(row) != before:
            changed.append(row)
    return changed


def _state(row: Row) -> tuple[Any, ...]:
    return (row.verdict, row.meetings, row.match_kind, row.match_id, row.match_why, row.is_there)


def verdict(row: Row) -> Verdict:
    """What is to be done with a row, from its faults, what it meets and the decision."""
    if row.is_example or row.decision == Decision.SKIP:
        return Verdict.LEFT_OUT
    if any(not Fault(*each).is_remark for each in [*row.faults, *row.meetings]):
        return Verdict.FAULTY
    if row.is_there and row.decision != Decision.NEW:
        return Verdict.THERE
    if row.match_kind and not row.decision:
        return Verdict.SAME
    return Verdict.READY


class _Members:
    """What a row may meet: accounts by e-mail; members by account, name, phone, number."""

    def __init__(self, rows: Sequence[Row]) -> None:
        values = [row.values for row in rows]
        self.users = _users(values)
        self.members: dict[int, Member] = {}
        self.by_user: dict[int, Member] = {}
        self.by_name: dict[str, list[Member]] = defaultdict(list)
        self.by_phone: dict[str, list[Member]] = defaultdict(list)
        self.numbers: dict[str, int] = {}
        self._load("user_id__in", {user.pk for user in self.users.values()})
        self._load("user__surname__in", {each["surname"] for each in values if each.get("surname")})
        self._load("user__phone__in", {each["phone"] for each in values if each.get("phone")})
        wanted = {each["register_number"] for each in values if each.get("register_number")}
        for part in chunks(sorted(wanted)):
            found = Member.objects.filter(register_number__in=part)
            self.numbers |= dict(found.values_list("register_number", "pk"))
        self.seen: dict[tuple[str, str], int] = {}

    def _load(self, lookup: str, wanted: set[Any]) -> None:
        posts = Prefetch("posts", Post.objects.all())
        for part in chunks(sorted(wanted)):
            for member in (
                Member.objects.filter(**{lookup: part})
                .select_related("user")
                .prefetch_related(posts)
            ):
                if member.pk not in self.members:
                    self._keep(member)

    def _keep(self, member: Member) -> None:
        self.members[member.pk] = member
        self.by_user[member.user_id] = member
        self.by_name[name_key(member.user.surname, member.user.given_name)].append(member)
        if member.user.phone:
            self.by_phone[member.user.phone].append(member)

    def meets(self, row: Row) -> _Meeting:
        values, met = row.values, _Meeting()
        name = name_key(values.get("surname", ""), values.get("given_name", ""))
        user = self.users.get(values.get("email", ""))
        member = self.by_user.get(user.pk) if user else None
        if member is not None and user is not None:
            met.kind, met.pk, met.why = MEMBER, member.pk, ["email"]
            is_same = name_key(user.surname, user.given_name) == name
            if is_same:
                met.why.append("name")
                met.is_there = not missing_in_member(member, values)
            if row.decision == Decision.NEW:
                met.faults.append(_other(user))
        elif user is not None and user.surname and name_key(user.surname, user.given_name) != name:
            met.faults.append(_other(user))
        else:
            self._by_name_or_phone(values, name, met)
        self._in_file(row, name, met)
        owner = self.numbers.get(values.get("register_number", ""))
        _compare_number(row, met, owner, MEMBER, self.seen)
        return met

    def _by_name_or_phone(self, values: dict[str, Any], name: str, met: _Meeting) -> None:
        for member in self.by_name.get(name, ()) if values.get("surname") else ():
            why = ["name"]
            if values.get("territory") in {
                post.territory_id for post in member.posts.all() if post.territory_id
            }:
                why.append("community")
            if values.get("patronymic") and values["patronymic"] == member.user.patronymic:
                why.append("patronymic")
            if values.get("phone") and values["phone"] == member.user.phone:
                why.append("phone")
            if len(why) > max(1, len(met.why)):
                met.kind, met.pk, met.why = MEMBER, member.pk, why
        if not met.kind and (same := self.by_phone.get(values.get("phone", ""))):
            met.kind, met.pk, met.why = MEMBER, same[0].pk, ["phone"]

    def _in_file(self, row: Row, name: str, met: _Meeting) -> None:
        """The first of several rows is the one that the others repeat."""
        values = row.values
        keys = [("email", values.get("email", ""))]
        if values.get("territory"):
            keys.append(("name", f"{name} {values['territory']}"))
        for kind, text in keys:
            first = self.seen.get((kind, text)) if text else None
            if first is None:
                self.seen[kind, text] = row.number
            elif not met.kind:
                met.kind, met.pk = ROW, first
                met.why = ["email"] if kind == "email" else ["name", "community"]
                if kind == "email" and row.decision == Decision.NEW:
                    met.faults.append(Fault("email", "email_twice", {"text": text, "row": first}))


class _Partners:
    """What a row may meet: partners by EDRPOU, registration number and name."""

    def __init__(self, rows: Sequence[Row]) -> None:
        values = [row.values for row in rows]
        self.partners: dict[int, Partner] = {}
        self.found: dict[tuple[str, str], int] = {}
        for lookup, name in (
            ("edrpou__in", "edrpou"),
            ("registration_number__in", "registration_number"),
            ("register_number__in", "register_number"),
        ):
            self._load(lookup, {each[name] for each in values if each.get(name)})
        self._load(
            "sort_key__in",
            {sort_key(each["name_uk"])[:500] for each in values if each.get("name_uk")},
        )
        self.users = _users(values)
        self.seen: dict[tuple[str, str], int] = {}

    def _load(self, lookup: str, wanted: set[str]) -> None:
        speakers = Prefetch("representatives", Representative.objects.filter(removed_at=None))
        for part in chunks(sorted(wanted)):
            for partner in Partner.objects.filter(**{lookup: part}).prefetch_related(speakers):
                self.partners.setdefault(partner.pk, partner)
                for name in keys_of_partner(partner.sort_key, vars(partner)):
                    self.found.setdefault(name, partner.pk)
                self.found.setdefault(("number", partner.register_number), partner.pk)

    def meets(self, row: Row) -> _Meeting:
        values, met = row.values, _Meeting()
        keys = keys_of_partner(sort_key(values.get("name_uk", ""))[:500], values)
        for name, text in keys:
            if pk := self.found.get((name, text)):
                if not met.pk:
                    met.kind, met.pk = PARTNER, pk
                if met.pk == pk:
                    met.why.append(name)
        if met.pk:
            met.is_there = not missing_in_partner(self.partners[met.pk], values, self.users)
        for each in keys:
            first = self.seen.setdefault(each, row.number)
            if first != row.number and not met.kind:
                met.kind, met.pk, met.why = ROW, first, [each[0]]
        self._contact(values, met)
        owner = self.found.get(("number", values.get("register_number", "")))
        _compare_number(row, met, owner, PARTNER, self.seen)
        return met

    def _contact(self, values: dict[str, Any], met: _Meeting) -> None:
        user = self.users.get(values.get("email", ""))
        if user is None or not user.surname or not values.get("surname"):
            return
        name = name_key(values["surname"], values.get("given_name", ""))
        if name_key(user.surname, user.given_name) != name:
            met.faults.append(_other(user))


def _other(user: User) -> Fault:
    """The e-mail of a row is another person's."""
    return Fault("email", "email_other", {"text": user.email, "name": str(user)})


def _users(values: Iterable[dict[str, Any]]) -> dict[str, User]:
    """Accounts with the addresses of these rows."""
    wanted = {each["email"] for each in values if each.get("email")}
    return {
        user.email: user
        for part in chunks(sorted(wanted))
        for user in User.objects.filter(email__in=part)
    }


def _compare_number(
    row: Row, met: _Meeting, owner: int | None, kind: str, seen: dict[tuple[str, str], int]
) -> None:
    """A number of the register that another record or row has already."""
    number = row.values.get("register_number")
    if not number:
        return
    if owner is not None and (met.kind, met.pk) != (kind, owner):
        met.faults.append(Fault("register_number", "number_taken", {"text": number}))
    first = seen.setdefault(("number", number), row.number)
    if first != row.number and (met.kind, met.pk) != (ROW, first):
        met.faults.append(Fault("register_number", "number_twice", {"text": number, "row": first}))


def keys_of_partner(name: str, values: dict[str, Any]) -> list[tuple[str, str]]:
    """By what a partner is the same: EDRPOU, number with country, name."""
    keys = []
    if values.get("edrpou"):
        keys.append(("edrpou", values["edrpou"]))
    if values.get("registration_number"):
        keys.append(
            ("registration", f"{values.get('country')} {values['registration_number'].lower()}")
        )
    if name:
        keys.append(("name", name))
    return keys


def missing_in_member(member: Member, values: dict[str, Any]) -> dict[str, Any]:
    """What a row knows that the register does not: empty fields, and "post" for a new one."""
    found = {
        name: values[name]
        for name in PERSON_FIELDS
        if values.get(name) and not getattr(member.user, name)
    }
    if values.get("post"):
        stands = any(
            (post.kind, post.territory_id, post.former_community)
            == (values["post"], values.get("territory"), values.get("former_community", ""))
            and post.began_on.isoformat() == values.get("began_on")
            for post in member.posts.all()
        )
        if not stands:
            found["post"] = values["post"]
    return found


def missing_in_partner(
    partner: Partner, values: dict[str, Any], users: dict[str, User]
) -> dict[str, Any]:
    """What a row knows that the register does not: empty fields, and "contact" for a new one."""
    found = {
        name: values[name]
        for name in PARTNER_FIELDS
        if values.get(name) and not getattr(partner, name)
    }
    if values.get("email"):
        user = users.get(values["email"])
        standing = {
            each.user_id for each in partner.representatives.all() if each.removed_at is None
        }
        if user is None or user.pk not in standing:
            found["contact"] = values["email"]
    return found
