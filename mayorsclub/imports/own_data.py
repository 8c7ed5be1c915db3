"""Where a person's data came from, for the file of their own data.

Source: 2297-VI, art. 8 (the right to know the sources of collection).
"""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mayorsclub.accounts.models import User
from mayorsclub.accounts.own_data import Part
from mayorsclub.imports.models import Register, Row
from mayorsclub.membership.models import Member


def parts(user: User) -> list[Part]:
    """Rows of spreadsheets that made or filled the person's entry, or that name their
    e-mail; what stood in the cells is kept for 30 days."""
    entries = Member.objects.filter(user=user).values("pk")
    own = Q(parent__register=Register.MEMBERS, record_id__in=entries)
    rows = Row.objects.filter(own | Q(values__email=user.email)).select_related("parent")
    return [
        Part(
            "imports",
            _("Spreadsheets that named you"),
            [
                [
                    (_("File"), each.parent.file_name),
                    (_("Uploaded"), each.parent.started_at),
                    (_("Row"), each.number),
                    (_("What stood there"), "; ".join(filter(None, each.cells))),
                    (_("What was done"), each.get_outcome_display()),
                ]
                for each in rows.order_by("pk")
            ],
        )
    ]
