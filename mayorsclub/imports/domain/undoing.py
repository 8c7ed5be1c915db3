"""Taking a finished import back, as long as nothing has happened to its records."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Model, ProtectedError

from mayorsclub.accounts.domain import bulk
from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record, record_all
from mayorsclub.audit.models import Entry
from mayorsclub.imports.domain.beginning import locked
from mayorsclub.imports.domain.meeting import chunks
from mayorsclub.imports.models import Import, Outcome, Register, Row, State
from mayorsclub.imports.refusals import ImportRefused
from mayorsclub.mail.models import Letter
from mayorsclub.membership.domain import importing as members
from mayorsclub.membership.models import Member, Post
from mayorsclub.partners.domain import importing as partners
from mayorsclub.partners.models import Partner, Representative
from mayorsclub.ukrainian.alphabet import sort_key


@transaction.atomic
def undo(import_id: int, *, by: User, at: datetime) -> Import:
    """Take out what the import entered and empty what it filled, all of it or nothing.

    at: aware. Numbers that it gave stay given. Raises ImportRefused: "not_allowed",
    "state", "gone" (its rows were erased), "happened" (a record was changed, written to
    or used since).
    """
    found = locked(import_id, by, State.DONE)
    if found.erased_at:
        raise ImportRefused("gone")
    rows = list(found.rows.exclude(record_id=None).exclude(outcome=Outcome.NOTHING))
    model: type[Model] = Member if found.register == Register.MEMBERS else Partner
    records = _records(model, [row.record_id for row in rows])
    accounts = _records(User, [row.before["account"] for row in rows if "account" in row.before])
    touched = _touched(records, found) | _touched(accounts, found) | _used(accounts)
    if touched:
        raise ImportRefused("happened", count=len(touched))
    try:
        with transaction.atomic():
            _take_back(found, rows, records, accounts, by=by, at=at)
    except ProtectedError as fault:
        # Another record names one of them: an application, a profile, a seat.
        raise ImportRefused("happened", count=len(fault.protected_objects)) from fault
    found.state, found.undone_at = State.UNDONE, at
    found.save(update_fields=["state", "undone_at"])
    record("import.undone", actor=by, about=found, at=at, rows=len(rows))
    return found


def _records(model: type[Model], ids: Iterable[int | None]) -> list:
    wanted = sorted({pk for pk in ids if pk})
    return [
        each
        for part in chunks(wanted)
        for each in model._default_manager.select_for_update().filter(pk__in=part).order_by("pk")
    ]


def _touched(records: Sequence[Model], found: Import) -> set[tuple[str, str]]:
    """Those of which the log speaks after the import."""
    touched: set[tuple[str, str]] = set()
    for part in chunks(records):
        lines = Entry.objects.filter(
            about_type=part[0]._meta.label_lower,
            about_id__in=[str(each.pk) for each in part],
            number__gt=found.last_line or 0,
        )
        touched |= set(lines.values_list("about_type", "about_id"))
    return touched


def _used(accounts: Sequence[User]) -> set[tuple[str, str]]:
    """Accounts that somebody signed in to or that were written to."""
    ids = bulk.used(accounts)
    for part in chunks(accounts):
        written = Letter.objects.filter(to_user__in=[user.pk for user in part])
        ids |= {pk for pk in written.values_list("to_user_id", flat=True) if pk}
    return {("accounts.user", str(pk)) for pk in ids}


def _take_back(
    found: Import, rows: list[Row], records: list, accounts: list[User], *, by: User, at: datetime
) -> None:
    created = {row.record_id for row in rows if row.outcome == Outcome.CREATED}
    mine = [each for each in records if each.pk in created]
    filled = {each.pk: each for each in records if each.pk not in created}
    lines = [(each, {"source": found.pk}) for each in records]
    if found.register == Register.MEMBERS:
        posts = [row.before["post"] for row in rows if "post" in row.before]
        _delete(Post, posts)
        _empty([(filled[row.record_id].user, row) for row in rows if row.record_id in filled])
        members.take_back(mine)
        record_all("member.import_undone", actor=by, about=lines, at=at)
    else:
        contacts = [row.before["contact"] for row in rows if "contact" in row.before]
        _delete(Representative, contacts)
        _empty([(filled[row.record_id], row) for row in rows if row.record_id in filled])
        partners.take_back(mine)
        record_all("partner.import_undone", actor=by, about=lines, at=at)
    bulk.take_back(accounts)
    record_all("account.import_undone", actor=by, about=[(each, {}) for each in accounts], at=at)


def _delete(model: type[Model], ids: list[int]) -> None:
    for part in chunks(ids):
        model._default_manager.filter(pk__in=part).delete()


def _empty(filled: Iterable[tuple[Model, Row]]) -> None:
    """Empty the fields that were empty before."""
    for each, row in filled:
        fields = row.before.get("filled", [])
        for name in fields:
            setattr(each, name, [] if name == "sectors" else "")
        if isinstance(each, User):
            each.sort_key = sort_key(each.get_full_name())
        if fields:
            each.save(update_fields=[*fields, "sort_key"])
