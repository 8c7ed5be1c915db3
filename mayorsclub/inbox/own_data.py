"""What a person wrote to the club, for the file of their own data."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mayorsclub.accounts.models import User
from mayorsclub.accounts.own_data import Part
from mayorsclub.inbox import topics
from mayorsclub.inbox.models import Line
from mayorsclub.inbox.queries import SHOWN, of_writer


def parts(user: User) -> list[Part]:
    """Their messages and the club's answers, the oldest first."""
    lines = (
        Line.objects.filter(message__in=of_writer(user), kind__in=SHOWN)
        .select_related("message")
        .order_by("message__received_at", "message", "at", "pk")
    )
    rows = [
        [
            (pgettext_lazy("message", "Number"), line.message.number),
            (_("Topic"), str(topics.get(line.message.topic).label)),
            (_("Kind"), line.get_kind_display()),
            (_("Text"), line.text),
            (_("When"), line.at),
        ]
        for line in lines
    ]
    return [Part("messages", _("Messages to the club"), rows)]
