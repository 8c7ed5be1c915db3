"""What can be done with an event, from the draft to the archive."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mayorsclub.accounts.models import User
from mayorsclub.events.domain import (
    copying,
    covers,
    events,
    invitations,
    papers,
    programme,
    questions,
    registering,
    seats,
)
from mayorsclub.events.domain import partners as naming
from mayorsclub.events.domain.questions import QuestionFacts
from mayorsclub.events.domain.states import Move, is_allowed
from mayorsclub.events.models import Audience, Event, Group, State
from mayorsclub.events.rules import is_over
from mayorsclub.office.event_action_forms import (
    AnnounceForm,
    CopyForm,
    CoverForm,
    PaperForm,
    PartnersForm,
    QuestionForm,
    ReasonsForm,
    RedateForm,
    RegisterForm,
    quotas_in,
    seats_form,
)
from mayorsclub.office.event_panels import Parts
from mayorsclub.office.records import Action

Text = str | Promise
How = dict[str, Any]


def actions(event: Event, parts: Parts, *, door: Iterable[Action] = (), how: How) -> list[Action]:
    """What the state lets the secretariat do now. door: what concerns the door."""
    if event.archived_at is not None:
        return [
            Action(
                "unarchive",
                _("Take out of the archive"),
                _("It is back, as it was."),
                partial(events.unarchive, event.pk, **how),
            )
        ]
    return [
        *_publishing(event, how),
        *_people(event, how),
        *(replace(action, group=_("People")) for action in door),
        *_making(event, parts, how),
        *_endings(event, how),
    ]


def who_will_see(event: Event) -> str:
    """Who sees it when it is announced, in words."""
    if event.audience == Audience.OPEN and event.early_days:
        text = _(
            "Everyone sees it from the moment that you choose; partners {days} days before "
            "that, but not before now. They are told by letter."
        )
        return text.format(days=event.early_days)
    return {
        Audience.OPEN: _("Everyone sees it from the moment that you choose."),
        Audience.PARTNERS: _(
            "Members and partners see it from the moment that you choose; nobody else does."
        ),
        Audience.MEMBERS: _(
            "Members and their delegates see it from the moment that you choose; nobody else does."
        ),
        Audience.INVITED: _(
            "Only those invited see it; letters to them leave at the moment that you choose."
        ),
    }[Audience(event.audience)]


def _publishing(event: Event, how: How) -> list[Action]:
    group = pgettext("actions with an event", "Announcement")
    offered = []
    if is_allowed(Move.ANNOUNCE, event):
        offered.append(
            Action(
                "announce",
                _("Announce"),
                _("It is announced. This page says who sees it from when."),
                partial(events.announce, event.pk, **how),
                form=AnnounceForm,
                help=who_will_see(event),
                group=group,
            )
        )
    is_hidden = event.public_from is not None and event.public_from > timezone.now()
    if event.state == State.ANNOUNCED and is_hidden:
        offered.append(
            Action(
                "reschedule",
                _("Change from when it is seen"),
                _("Saved."),
                partial(events.reschedule, event.pk, **how),
                form=AnnounceForm,
                initial={"when": "later", "public_from": event.public_from},
                group=group,
            )
        )
    if is_allowed(Move.REDATE, event) and not is_over(event, timezone.now()):
        names = ("starts_at", "ends_at", "place_uk", "place_en")
        offered.append(
            Action(
                "redate",
                _("Set a new date")
                if event.state == State.POSTPONED
                else _("Move to another date or place"),
                _("It is moved; everyone registered is told and keeps the place."),
                partial(events.redate, event.pk, **how),
                form=RedateForm,
                initial={name: getattr(event, name) for name in names},
                group=group,
            )
        )
    return offered


def _people(event: Event, how: How) -> list[Action]:
    if event.state != State.ANNOUNCED or not event.takes_registrations:
        return []
    if is_over(event, timezone.now()):
        return []
    usual = Group.PUBLIC if event.audience == Audience.OPEN else Group.GUESTS
    return [
        Action(
            "register",
            _("Register somebody"),
            _("The person is registered and told by letter."),
            partial(_register, event, how),
            form=RegisterForm,
            initial={"group": usual},
            help=_("Who asked by phone or letter; also after registration closed."),
            group=_("People"),
        )
    ]


def _register(event: Event, how: How, *, email: str, group: str, **values: Any) -> object:
    """With the account of that address, where there is one."""
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    facts = registering.GuestFacts(values["name"], email, values["phone"], values["organisation"])
    return registering.office_register(
        event.pk,
        facts,
        user=user,
        group=group,
        language=values["language"],
        over_seats=values["over_seats"],
        **how,
    )


def _making(event: Event, parts: Parts, how: How) -> list[Action]:
    if not is_allowed(Move.CHANGE, event):
        return []
    group = pgettext("actions with an event", "What it is made of")
    quotas = {row.group: row.seats for row in parts.figures.groups}
    offered = []
    if event.takes_registrations and not is_over(event, timezone.now()):
        offered += [
            Action(
                "seats",
                _("Set the seats"),
                _("The seats are set."),
                lambda **values: seats.set_seats(
                    event.pk, seats=values["seats"], quotas=quotas_in(values), **how
                ),
                form=seats_form(event, quotas),
                group=group,
            ),
            Action(
                "question",
                _("Add a question"),
                _("The question is asked from now on."),
                lambda **values: questions.add(event.pk, QuestionFacts(**values), **how),
                form=QuestionForm,
                group=group,
            ),
        ]
    return [
        *offered,
        Action(
            "paper",
            _("Add a file"),
            _("The file is added."),
            partial(papers.add, event.pk, **how),
            form=PaperForm,
            group=group,
        ),
        Action(
            "cover",
            _("Add a picture"),
            _("The picture is in its place."),
            partial(covers.set_cover, event.pk, **how),
            form=CoverForm,
            initial={"alt_uk": event.cover_alt_uk, "alt_en": event.cover_alt_en},
            group=group,
        ),
        Action(
            "partners",
            _("Choose partner organisations"),
            _("Saved."),
            lambda partners: naming.set_partners(
                event.pk, [partner.pk for partner in partners], **how
            ),
            form=PartnersForm,
            initial={"partners": parts.partners},
            group=group,
        ),
    ]


def _endings(event: Event, how: How) -> list[Action]:
    group = pgettext("actions with an event", "Copy, postpone, cancel")
    now = timezone.now()
    ended = is_over(event, now)
    offered = [
        Action(
            "copy",
            _("Plan a copy"),
            _("The copy is a draft: its words, programme and questions are those of the first."),
            partial(copying.copy, event.pk, **how),
            form=CopyForm,
            help=_("Without the people, files, picture and link of this one."),
            leads_to=lambda event: reverse("office:event", args=[event.pk]),
            group=group,
        )
    ]
    if is_allowed(Move.POSTPONE, event) and not ended:
        offered.append(
            Action(
                "postpone",
                _("Postpone, without a date yet"),
                _("It is postponed; everyone registered is told and keeps the place."),
                partial(events.postpone, event.pk, **how),
                form=ReasonsForm,
                is_serious=True,
                undone_by=_("A new date brings it back."),
                group=group,
            )
        )
    if is_allowed(Move.CANCEL, event) and not ended:
        offered.append(
            Action(
                "cancel",
                _("Cancel the event"),
                _("It is cancelled; everyone registered is told why."),
                partial(events.cancel, event.pk, **how),
                form=ReasonsForm,
                is_serious=True,
                group=group,
            )
        )
    if event.state in {State.DRAFT, State.CANCELLED} or ended:
        offered.append(
            Action(
                "archive",
                _("Put into the archive"),
                _("It is in the archive."),
                partial(events.archive, event.pk, **how),
                is_serious=True,
                undone_by=_("Nobody but the office sees it then; it can be taken out again."),
                group=group,
            )
        )
    return offered


Deed = Callable[..., Text]


def _own(rows: Any, pk: int) -> int:
    """The key, if that row belongs to the event; or Http404."""
    if not rows.filter(pk=pk).exists():
        raise Http404
    return pk


def _item_off(event: Event, pk: int, **how: Any) -> Text:
    programme.remove(_own(event.programme, pk), **how)
    return _("The programme is changed.")


def _question_off(event: Event, pk: int, **how: Any) -> Text:
    questions.remove(_own(event.questions, pk), **how)
    return _("The question is not asked any more; its answers stay.")


def _paper_off(event: Event, pk: int, **how: Any) -> Text:
    papers.remove(_own(event.files, pk), **how)
    return _("The file is taken out.")


def _invitation_off(event: Event, pk: int, **how: Any) -> Text:
    invitations.revoke(_own(event.invitations, pk), **how)
    return _("The invitation is taken back: its link opens nothing any more.")


def _cover_off(event: Event, _pk: int, **how: Any) -> Text:
    covers.remove_cover(event.pk, **how)
    return _("The picture is taken away.")


# Small deeds of the rows in panels, by the name of their button.
ROW_DEEDS: dict[str, Deed] = {
    "item-off": _item_off,
    "question-off": _question_off,
    "paper-off": _paper_off,
    "cover-off": _cover_off,
    "invitation-off": _invitation_off,
}
