"""Reads of imports, for the office and for the pages of the records they made."""

from django.db.models import Count, QuerySet

from mayorsclub.imports.models import Import, Outcome, Register, Row, State
from mayorsclub.membership.models import Member
from mayorsclub.partners.models import Partner


def all_imports() -> QuerySet[Import]:
    """Every import with who began it, the newest first."""
    return Import.objects.select_related("started_by")


def counts(found: Import) -> dict[str, int]:
    """How many rows have which verdict; examples are not counted."""
    rows = found.rows.filter(is_example=False).order_by().values("verdict")
    return {each["verdict"]: each["count"] for each in rows.annotate(count=Count("pk"))}


def outcomes(found: Import) -> dict[str, int]:
    """How many rows were entered, filled in, left unchanged."""
    rows = found.rows.exclude(outcome="").order_by().values("outcome")
    return {each["outcome"]: each["count"] for each in rows.annotate(count=Count("pk"))}


def same_file(found: Import) -> Import | None:
    """The last earlier import of the very same file that was entered."""
    same = Import.objects.filter(
        sha256=found.sha256, register=found.register, state=State.DONE, pk__lt=found.pk
    )
    return same.order_by("-pk").first()


def import_of(record: Member | Partner) -> Row | None:
    """The row that this record came from, with its import; None for others."""
    register = Register.MEMBERS if isinstance(record, Member) else Register.PARTNERS
    return (
        Row.objects.filter(
            parent__register=register,
            parent__state=State.DONE,
            record_id=record.pk,
            outcome=Outcome.CREATED,
        )
        .select_related("parent")
        .first()
    )
