"""What the office noted about a person, for the file of their own data.

A note about somebody is personal data as well, and the right to see one's data knows no
exception for a keeper's notes. Who wrote it is left out: that is about somebody else.
Source: 2297-VI, art. 2 (what personal data are) and art. 8, part 2 (the content of them).
"""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mayorsclub.accounts.models import User
from mayorsclub.accounts.own_data import Part
from mayorsclub.applications.models import Application
from mayorsclub.membership.models import Member
from mayorsclub.office.models import Note


def parts(user: User) -> list[Part]:
    """Standing notes on the account, the entry of the register and the applications."""
    about = Q()
    records = [
        user,
        *Member.objects.filter(user=user),
        *Application.objects.filter(applicant=user),
    ]
    for each in records:
        about |= Q(about_type=each._meta.label_lower, about_id=str(each.pk))
    notes = Note.objects.standing().filter(about).order_by("written_at", "pk")
    return [
        Part(
            "notes",
            _("Notes of the office"),
            [[(_("Text"), each.text), (_("When"), each.written_at)] for each in notes],
        )
    ]
