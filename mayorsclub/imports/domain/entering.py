"""How the values of rows become entries of a register, in few statements for many rows."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from mayorsclub.accounts.domain import bulk
from mayorsclub.accounts.models import User
from mayorsclub.imports.domain.meeting import ROW, chunks, missing_in_member, missing_in_partner
from mayorsclub.imports.models import Decision, Import, Outcome, Row, Verdict
from mayorsclub.membership.domain import importing as members
from mayorsclub.membership.domain.mandates import PostFacts
from mayorsclub.membership.models import Member
from mayorsclub.membership.models import Status as MemberStatus
from mayorsclub.partners.domain import importing as partners
from mayorsclub.partners.facts import PartnerFacts
from mayorsclub.partners.models import Partner
from mayorsclub.partners.models import Status as PartnerStatus
from mayorsclub.territories.models import Territory
from mayorsclub.ukrainian.romanise import romanise

REASON = "Імпорт: {name}"


class _Enters:
    """What both registers share: which rows make new entries, which fill those there are."""

    def __init__(self, found: Import, rows: Sequence[Row], *, by: User, at: datetime) -> None:
        self.found, self.by, self.at = found, by, at
        self.reason = REASON.format(name=found.file_name)
        there = [row for row in rows if row.verdict == Verdict.THERE]
        ready = [row for row in rows if row.verdict == Verdict.READY]
        # «The same» joins a row to the record, or to the row before it in the file.
        self.joining = [row for row in ready if row.match_kind and row.decision == Decision.UPDATE]
        joining = {row.pk for row in self.joining}
        self.fresh = [row for row in ready if row.pk not in joining]
        self.by_number = {row.number: row for row in rows}
        for row in there:
            row.record_id, row.outcome = row.match_id, Outcome.NOTHING

    def accounts(self, rows: Sequence[Row]) -> dict[str, User]:
        """The accounts of these rows by address, made where there are none."""
        people: dict[str, bulk.Person] = {}
        for row in rows:
            values = row.values
            if not values.get("email"):
                continue
            people.setdefault(
                values["email"],
                bulk.Person(
                    email=values["email"],
                    surname=values.get("surname", ""),
                    given_name=values.get("given_name", ""),
                    patronymic=values.get("patronymic", ""),
                    name_en=self.name_en(values),
                    phone=values.get("phone", ""),
                    language=values.get("language", "uk"),
                ),
            )
        users, fresh = bulk.ensure_accounts(
            list(people.values()),
            by=self.by,
            at=self.at,
            is_demonstration=self.found.is_demonstration,
        )
        made = {user.pk for user in fresh}
        for row in rows:
            user = users.get(row.values.get("email", ""))
            if user is not None and user.pk in made:
                row.before = {**row.before, "account": user.pk}
                made.discard(user.pk)
        return users

    def name_en(self, values: dict[str, Any]) -> str:
        """The person's name in Latin letters."""
        return romanise(f"{values.get('given_name', '')} {values.get('surname', '')}".strip())

    def entered_on(self, row: Row) -> date:
        return day(row.values.get("entered_on")) or self.found.entered_on

    def target(self, row: Row) -> int | None:
        """The record that a joining row belongs to; rows join those before them."""
        if row.match_kind != ROW:
            return row.match_id
        first = self.by_number.get(row.match_id or 0)
        return first.record_id if first else None


class EntersMembers(_Enters):
    """Rows into the register of members."""

    def name_en(self, values: dict[str, Any]) -> str:
        """As the row has it, else by the official rules."""
        return values.get("name_en") or super().name_en(values)

    def enter(self) -> None:
        """All of it; the caller's transaction makes it whole."""
        places = _territories([*self.fresh, *self.joining])
        users = self.accounts(self.fresh)
        entries = [
            members.Entry(
                user=users[row.values["email"]],
                entered_on=self.entered_on(row),
                register_number=row.values.get("register_number", ""),
                status=row.values.get("status", MemberStatus.ACTIVE),
                posts=_post(row.values, places),
            )
            for row in self.fresh
        ]
        made = members.enter_all(
            entries,
            year=self.found.year,
            reason=self.reason,
            by=self.by,
            at=self.at,
            is_demonstration=self.found.is_demonstration,
            source=self.found.pk,
        )
        for row, member in zip(self.fresh, made, strict=True):
            row.record_id, row.outcome = member.pk, Outcome.CREATED
        self._join(places)

    def _join(self, places: dict[int, Territory]) -> None:
        targets = {row.pk: self.target(row) for row in self.joining}
        wanted = {pk for pk in targets.values() if pk}
        known = {
            member.pk: member
            for part in chunks(sorted(wanted))
            for member in Member.objects.filter(pk__in=part)
            .select_related("user")
            .prefetch_related("posts")
        }
        fills, posts, rows_with_post = [], [], []
        for row in self.joining:
            member = known.get(targets[row.pk] or 0)
            if member is None:
                continue
            missing = missing_in_member(member, row.values)
            row.record_id = member.pk
            row.outcome = Outcome.UPDATED if missing else Outcome.NOTHING
            fills.append((member.user, row.values))
            row.before = {**row.before, "filled": sorted(set(missing) - {"post"})}
            if "post" in missing:
                for facts in _post(row.values, places):
                    posts.append((member, facts))
                    rows_with_post.append(row)
        bulk.fill_profiles(fills, by=self.by, at=self.at)
        made = members.add_posts(posts, by=self.by, at=self.at, source=self.found.pk)
        for row, post in zip(rows_with_post, made, strict=True):
            row.before = {**row.before, "post": post.pk}


class EntersPartners(_Enters):
    """Rows into the register of partners."""

    def enter(self) -> None:
        """All of it; the caller's transaction makes it whole."""
        users = self.accounts([*self.fresh, *self.joining])
        entries = [
            partners.Entry(
                facts=_facts(row.values),
                entered_on=self.entered_on(row),
                register_number=row.values.get("register_number", ""),
                status=row.values.get("status", PartnerStatus.ACTIVE),
                contact=users.get(row.values.get("email", "")),
                position=row.values.get("position", ""),
                oblasts=tuple(row.values.get("oblasts", ())),
            )
            for row in self.fresh
        ]
        made = partners.enter_all(
            entries,
            year=self.found.year,
            reason=self.reason,
            by=self.by,
            at=self.at,
            is_demonstration=self.found.is_demonstration,
            source=self.found.pk,
        )
        for row, partner in zip(self.fresh, made, strict=True):
            row.record_id, row.outcome = partner.pk, Outcome.CREATED
        self._join(users)

    def _join(self, users: dict[str, User]) -> None:
        targets = {row.pk: self.target(row) for row in self.joining}
        known = {
            partner.pk: partner
            for part in chunks(sorted({pk for pk in targets.values() if pk}))
            for partner in Partner.objects.filter(pk__in=part).prefetch_related("representatives")
        }
        fills, contacts = [], []
        for row in self.joining:
            partner = known.get(targets[row.pk] or 0)
            if partner is None:
                continue
            missing = missing_in_partner(partner, row.values, users)
            row.record_id = partner.pk
            row.outcome = Outcome.UPDATED if missing else Outcome.NOTHING
            row.before = {**row.before, "filled": sorted(set(missing) - {"contact"})}
            fills.append((partner, row.values))
            if "contact" in missing:
                contacts.append((row, partner, users[row.values["email"]]))
        partners.fill(fills, by=self.by, at=self.at)
        made = partners.add_contacts(
            [(partner, user, row.values.get("position", "")) for row, partner, user in contacts],
            by=self.by,
            at=self.at,
        )
        for (row, _partner, _user), speaker in zip(contacts, made, strict=True):
            row.before = {**row.before, "contact": speaker.pk}


def day(iso: str | None) -> date | None:
    """A kept date; None for nothing."""
    return date.fromisoformat(iso) if iso else None


def _territories(rows: Sequence[Row]) -> dict[int, Territory]:
    wanted = {row.values["territory"] for row in rows if row.values.get("territory")}
    return {
        territory.pk: territory
        for part in chunks(sorted(wanted))
        for territory in Territory.objects.filter(pk__in=part)
    }


def _post(values: dict[str, Any], places: dict[int, Territory]) -> tuple[PostFacts, ...]:
    began = day(values.get("began_on"))
    if not values.get("post") or began is None:
        return ()
    return (
        PostFacts(
            kind=values["post"],
            title=values.get("title", ""),
            territory=places.get(values.get("territory", 0)),
            former_community=values.get("former_community", ""),
            began_on=began,
            ended_on=day(values.get("ended_on")),
            how_ended=values.get("how_ended", ""),
        ),
    )


def _facts(values: dict[str, Any]) -> PartnerFacts:
    return PartnerFacts(
        kind=values["kind"],
        name_uk=values["name_uk"],
        name_en=values["name_en"],
        edrpou=values.get("edrpou", ""),
        country=values.get("country", "UA"),
        registration_number=values.get("registration_number", ""),
        website=values.get("website", ""),
        sectors=tuple(values.get("sectors", ())),
        offer=values.get("offer", ""),
    )
