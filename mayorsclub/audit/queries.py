"""Reading the log."""

from django.db.models import Model, QuerySet

from mayorsclub.audit.models import Entry


def history(about: Model) -> QuerySet[Entry]:
    """What happened to one record, first things first, with who did it (None if erased)."""
    lines = Entry.objects.filter(about_type=about._meta.label_lower, about_id=str(about.pk))
    return lines.select_related("actor").order_by("number")
