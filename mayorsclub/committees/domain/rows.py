"""Locked rows. The order is always: the subject, its matter, the audit log, the numbers.
A body is locked only where no matter is."""

from mayorsclub.committees.models import Body, Elector, Matter


def lock_body(pk: int) -> Body:
    """The row of a body, locked until the transaction ends."""
    return Body.objects.select_for_update(no_key=True).get(pk=pk)


def lock_matter(pk: int) -> Matter:
    """The matter with its subject and itself locked, for the rest of the transaction.

    The subject first: its own app locks it before it pauses or withdraws the matter, and
    two in the opposite order would wait for each other.
    """
    seen = Matter.objects.get(pk=pk)
    model = seen.subject_type.model_class()
    if model is not None:
        model._base_manager.select_for_update(no_key=True).filter(pk=seen.subject_id).first()
    return (
        Matter.objects.select_for_update(no_key=True, of=("self",))
        .select_related("body")
        .get(pk=pk)
    )


def electors_of(matter: Matter) -> list[Elector]:
    """The whole roll with the votes, the chair first, then by name."""
    return list(matter.electors.select_related("user", "vote"))
