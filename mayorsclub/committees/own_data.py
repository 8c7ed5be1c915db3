"""What committees know of a person, for the file of their own data."""

from django.utils.translation import gettext_lazy as _

from mayorsclub.accounts.models import User
from mayorsclub.accounts.own_data import Part
from mayorsclub.committees.models import Attendance, Remark, Seat, Vote


def parts(user: User) -> list[Part]:
    """Seats, and the person's own votes and remarks; presence at sittings."""
    sittings = Attendance.objects.filter(user=user).select_related("sitting__body")
    seats = Seat.objects.filter(user=user).select_related("body")
    votes = Vote.objects.filter(elector__user=user).select_related("elector__matter")
    remarks = Remark.objects.filter(author=user).select_related("matter")
    return [
        Part(
            "seats",
            _("Seats in bodies"),
            [
                [(_("Body"), each.body.name), (_("Since"), each.since), (_("Until"), each.until)]
                for each in seats
            ],
        ),
        Part(
            "sittings",
            _("Sittings"),
            [
                [
                    (_("Body"), each.sitting.body.name),
                    (_("When"), each.sitting.starts_at),
                    (_("Your answer"), each.get_answer_display()),
                    (_("Your presence"), each.get_presence_display()),
                ]
                for each in sittings.order_by("sitting__starts_at", "pk")
            ],
        ),
        Part(
            "votes",
            _("Your votes"),
            [
                [
                    (_("Matter"), each.elector.matter.title),
                    (_("Vote"), each.get_choice_display()),
                    (_("Reason"), each.reason),
                    (_("When"), each.cast_at),
                ]
                for each in votes
            ],
        ),
        Part(
            "remarks",
            _("Your remarks in discussions"),
            [
                [
                    (_("Matter"), each.matter.title),
                    (_("Text"), each.text),
                    (_("When"), each.written_at),
                ]
                for each in remarks
            ],
        ),
    ]
