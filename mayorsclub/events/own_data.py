"""What is known of a person's events, for the file of their own data."""

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mayorsclub.accounts.models import User
from mayorsclub.accounts.own_data import Part
from mayorsclub.events.domain.answers import shown
from mayorsclub.events.models import CalendarFeed, Feedback, Invitation, Registration
from mayorsclub.events.queries import own

Row = list[tuple[str | Promise, object]]


def parts(user: User) -> list[Part]:
    """Registrations with the answers, invitations, feedback, the personal calendar. Secrets
    (tickets, links) are nobody's to take."""
    registrations = (
        Registration.objects.filter(own(user) | Q(member__user=user))
        .select_related("event", "user", "member__user")
        .prefetch_related("event__questions")
        .order_by("registered_at", "pk")
    )
    invitations = Invitation.objects.filter(Q(user=user) | Q(user=None, email=user.email))
    feedback = Feedback.objects.filter(registration__user=user).select_related(
        "registration__event"
    )
    feeds = CalendarFeed.objects.filter(user=user)
    return [
        Part(
            "events", _("Registrations for events"), [_registration(row) for row in registrations]
        ),
        Part(
            "invitations",
            _("Invitations to events"),
            [_invitation(row) for row in invitations.select_related("event").order_by("pk")],
        ),
        Part("feedback", _("Feedback on events"), [_feedback(row) for row in feedback]),
        Part("calendar", _("Personal calendar"), [[(_("Made"), row.made_at)] for row in feeds]),
    ]


def _registration(row: Registration) -> Row:
    answers: Row = [
        (question.label, shown(question, row.answers[str(question.pk)]))
        for question in row.event.questions.all()
        if str(question.pk) in row.answers
    ]
    return [
        (_("Event"), row.event.title),
        (_("When"), row.event.starts_at),
        (_("Who comes"), row.name),
        (_("In whose name"), str(row.member.user) if row.member else ""),
        (_("As whom"), row.get_group_display()),
        (pgettext_lazy("registration", "Standing"), row.get_standing_display()),
        (_("E-mail"), row.email),
        (_("Phone"), row.phone),
        (_("Community or organisation"), row.organisation),
        (_("Registered"), row.registered_at),
        (_("Checked in"), row.checked_in_at),
        *answers,
        (_("Answers changed"), row.answers_changed_at),
    ]


def _invitation(row: Invitation) -> Row:
    return [
        (_("Event"), row.event.title),
        (_("Name"), row.name),
        (_("E-mail"), row.email),
        (_("Invited"), row.invited_at),
        (_("Declined"), row.declined_at),
        (_("Taken back"), row.revoked_at),
    ]


def _feedback(row: Feedback) -> Row:
    return [
        (_("Event"), row.registration.event.title),
        (_("Overall"), row.overall),
        (_("Usefulness"), row.usefulness),
        (_("Speakers"), row.speakers),
        (_("Organisation"), row.organisation),
        (_("Comment"), row.comment),
        (_("Given"), row.given_at),
    ]
