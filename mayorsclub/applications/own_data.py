"""What applications know of a person, for the file of their own data."""

import json

from django.utils.translation import gettext_lazy as _

from mayorsclub.accounts.models import User
from mayorsclub.accounts.own_data import Part
from mayorsclub.applications.models import Application
from mayorsclub.applications.queries import time_line


def parts(user: User) -> list[Part]:
    """The person's applications with what they answered and what happened."""
    own = Application.objects.filter(applicant=user).order_by("pk")
    return [
        Part(
            "applications",
            _("Applications"),
            [
                [
                    (_("Number of the application"), each.number),
                    (_("State"), each.get_state_display()),
                    (_("Begun"), each.started_at),
                    (_("Sent"), each.submitted_at),
                    (_("Phone"), each.phone),
                    (_("Answers"), json.dumps(each.answers or each.drafts, ensure_ascii=False)),
                    (
                        _("What happened"),
                        "; ".join(
                            f"{event.at:%d.%m.%Y}: {event.get_kind_display()} {event.text}".strip()
                            for event in time_line(each)
                        ),
                    ),
                ]
                for each in own
            ],
        )
    ]
