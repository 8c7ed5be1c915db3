"""Who was there: badges before, the list at the door, certificates after."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import translation

from mayorsclub.certificates.domain import issue
from mayorsclub.certificates.models import Certificate
from mayorsclub.design.pdf import compile_pdf
from mayorsclub.events.domain import states, tickets
from mayorsclub.events.domain.tokens import Purpose, token
from mayorsclub.events.models import Event, Registration, Standing, State
from mayorsclub.events.qr import picture
from mayorsclub.events.rules import is_over
from mayorsclub.mail.domain.outbox import Address, queue_letter
from mayorsclub.ukrainian.alphabet import sort_key
from mayorsclub.ukrainian.dates import in_kyiv, long_date, moment

# For phones that hand in late; certificates of older events are not looked at any more.
ISSUED_WITHIN = timedelta(days=30)
# Seconds that the compiler may take; 300 badges take about one.
PATIENCE = 60


def expected(event: Event) -> list[Registration]:
    """Those with a place, and whoever was there, in the order of the alphabet."""
    found = event.registrations.filter(erased_at=None)
    coming = [each for each in found if each.standing == Standing.REGISTERED]
    return sorted(coming, key=lambda each: (sort_key(each.name), each.pk))


def badges(event: Event, language: str) -> bytes:
    """A badge for everybody with a place, eight on a sheet of A4, as PDF."""
    with translation.override(language):
        data = {
            "lang": language,
            "title": event.title,
            "badges": [
                {
                    "name": each.name,
                    "organisation": each.organisation,
                    "group": str(each.get_group_display()),
                }
                for each in expected(event)
            ],
        }
    return compile_pdf("events/badges.typ", data, seconds=PATIENCE)


def ticket(registration: Registration, language: str) -> bytes:
    """The ticket as PDF, one page of A5."""
    event = registration.event
    with translation.override(language):
        data = {
            "lang": language,
            "title": event.title,
            "name": registration.name,
            "organisation": registration.organisation,
            "moment": moment(event.starts_at, language),
            "place": event.place,
            "code": tickets.shown_code(registration),
            "words": words_of_ticket(),
        }
    qr = picture(tickets.ticket_of(registration))
    return compile_pdf("events/ticket.typ", data, pictures={"qr.svg": qr})


def words_of_ticket() -> dict[str, str]:
    """The words around the values, in the active language."""
    gettext = translation.gettext
    return {
        "ticket": gettext("Ticket"),
        "show": gettext("Show this code at the door, on paper or on your phone."),
        "code": gettext("If it cannot be read, say this code:"),
        "personal": gettext("The ticket is for one person and lets in once."),
        "qr": gettext("QR code of the ticket"),
    }


def lacking_certificates(event: Event) -> QuerySet[Registration]:
    """Those who were there and have no certificate yet."""
    kind = ContentType.objects.get_for_model(Registration)
    theirs = Certificate.objects.filter(
        holder_type=kind, holder_id=OuterRef("pk"), replaced_at=None
    )
    there = event.registrations.filter(erased_at=None).exclude(checked_in_at=None)
    return there.filter(~Exists(theirs)).select_related("user")


def events_to_certify(at: datetime) -> QuerySet[Event]:
    """Events that are over and give certificates."""
    ended = Event.objects.filter(ends_at__lte=at, ends_at__gt=at - ISSUED_WITHIN)
    return ended.filter(state=State.ANNOUNCED, gives_certificates=True)


@transaction.atomic
def issue_certificates(event_id: int, *, at: datetime) -> int:
    """A certificate and a letter for everybody who was there; how many. Safe to run twice:
    whoever has one gets no second one."""
    event = states.lock(event_id)
    if not event.gives_certificates or not is_over(event, at):
        return 0
    found = list(lacking_certificates(event))
    for each in found:
        each.event = event
        made = issue(each, at=at)
        if each.email:
            queue_letter(
                "events.certificate",
                to=each.user or Address(each.email, each.name, each.language),
                language=each.language,
                about=each,
                at=at,
                context={
                    "title": _in(each.language, event),
                    "link": link_of("events:certificate", each),
                    "confirmation": _address("certificates:verify", each.language, made.code),
                },
            )
    return len(found)


def _in(language: str, event: Event) -> str:
    with translation.override(language):
        return event.title


def _address(name: str, language: str, *args: str) -> str:
    with translation.override(language):
        return settings.BASE_URL + reverse(name, args=args)


def link_of(name: str, registration: Registration) -> str:
    """The full address of a page under a registration's secret, in its person's language."""
    secret = token(Purpose.REGISTRATION, registration.nonce)
    return _address(name, registration.language, secret)


def day_of(event: Event, language: str) -> str:
    """'5 грудня 2026 року', or from when to when where it took longer."""
    first, last = (in_kyiv(each).date() for each in (event.starts_at, event.ends_at))
    day = long_date(first, language)
    return day if first == last else f"{day} – {long_date(last, language)}"
