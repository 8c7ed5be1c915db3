"""Erasing what is known of a person at the person's own wish.

What the club must keep stays: the bare fact that there was an application, the decision
with its minutes, and the sealed log, which holds ids only. Of members, partners' people
and those who decide the registers and the minutes speak; they are not erased here.
Source: 2297-VI, art. 8 and 15.
"""

from datetime import datetime
from typing import ClassVar
from urllib.parse import unquote_plus

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mayorsclub.accounts import rules
from mayorsclub.accounts.domain.people import PROFILE
from mayorsclub.accounts.domain.sessions import end_sessions
from mayorsclub.accounts.models import User
from mayorsclub.accounts.queries import corrections_of
from mayorsclub.applications.domain import endings
from mayorsclub.applications.domain.drafting import PURPOSE
from mayorsclub.applications.domain.states import CLOSED
from mayorsclub.applications.models import Application, Event
from mayorsclub.applications.models import State as ApplicationState
from mayorsclub.audit.domain.log import record
from mayorsclub.committees.models import AgendaItem, Elector, Matter, Remark, Seat
from mayorsclub.events.domain import forgetting
from mayorsclub.files.domain import erase as erase_files
from mayorsclub.files.domain import files_about
from mayorsclub.imports.models import Decision, Row, Verdict
from mayorsclub.inbox.domain import retention
from mayorsclub.inbox.models import State as MessageState
from mayorsclub.inbox.queries import of_person
from mayorsclub.mail.models import Letter, State
from mayorsclub.mailings.models import Dispatch, NewsChoice
from mayorsclub.membership.models import Delegate, Member
from mayorsclub.office.domain.notes import erase_notes
from mayorsclub.office.models import Export, SavedView
from mayorsclub.partners.models import Representative
from mayorsclub.refusals import Refused
from mayorsclub.sessions.domain.people import forget as forget_at_sessions
from mayorsclub.sessions.domain.people import written_by as written_at_sessions

# A name that can never be a mailbox (RFC 2606), so that nobody signs in with it.
NOBODY = "erased-{pk}@erased.invalid"
NOTHING = "–"


class ErasureRefused(Refused):
    """Why the data of a person stay."""

    sentences: ClassVar[dict[str, str | Promise]] = {
        "not_allowed": _("Only an administrator may erase a person."),
        "self": _("You cannot do this to your own account. Ask another administrator."),
        "address": _("This is not the e-mail of this person. Check whom you are erasing."),
        "staff": _("This person has or had a role in the office: the log speaks of them."),
        "committee": _("This person was in a committee: its minutes speak of them."),
        "register": _("This person stands in the register of members or speaks for a partner."),
        "delegate": _("This person acts in a member’s name. The member has to end that first."),
        "open": _("An application of this person is still open. Withdraw it first."),
        "appeal": _("An appeal of this person waits for an answer. Answer it or close it first."),
        "event": _(
            "This person has or waits for a place at an event to come. Cancel the registration first."
        ),
        "sending": _("A letter to this person is being sent just now. Try again in a minute."),
        "erased": _("The data of this person have been erased already."),
    }


@transaction.atomic
def erase_person(user_id: int, *, email: str, by: User, at: datetime) -> User:
    """Erase name, addresses, phone, factors, answers, files and letters of a person.

    email: the person's address, typed once more, so that it is the right one. The account
    stays as an empty row without a way in. Raises ErasureRefused (its `sentences`).
    """
    user = User.objects.select_for_update().get(pk=user_id)
    applications = _applications(user)
    messages = list(
        of_person(user, _addresses(user)).select_for_update(of=("self",)).order_by("pk")
    )
    _check(user, applications, email=email, by=by)
    if any(message.is_appeal and message.state == MessageState.NEW for message in messages):
        raise ErasureRefused("appeal")
    if forgetting.is_expected(user, _addresses(user), at):
        raise ErasureRefused("event")
    _end_drafts(applications, at=at)
    addresses = _addresses(user)
    matters = _matters(applications)
    delegations = Delegate.objects.filter(Q(user=user) | Q(email__in=addresses))
    written = written_at_sessions(user)
    _letters(user, addresses, [*applications, *matters, *delegations, *messages, *written])
    _mailings(user, addresses)
    forgetting.forget_person(user, addresses, at=at)
    _searches([*addresses, user.surname, user.name_en, user.phone])
    _imports(addresses)
    erase_notes([user, *applications, *matters, *delegations, *messages, *written])
    forget_at_sessions(user, at=at)
    Remark.objects.filter(matter__in=matters).update(text=NOTHING)
    for application in applications:
        _application(application, user)
    delegations.update(name=NOTHING, email=NOBODY.format(pk=user.pk), token_hash="")
    _account(user)
    # Last, because they write to the log, which is locked after all rows.
    for application in applications:
        erase_files(files_about(application, purpose=PURPOSE), at=at)
    for message in messages:
        retention.erase(message, at=at)
    record("account.erased", actor=by, about=user, at=at)
    return user


def _applications(user: User) -> list[Application]:
    """Those of the person, and drafts that were begun with a verified address of theirs."""
    own = Q(applicant=user) | Q(applicant=None, email__in=_addresses(user))
    return list(Application.objects.select_for_update(of=("self",)).filter(own).order_by("pk"))


def _addresses(user: User) -> list[str]:
    verified = EmailAddress.objects.filter(user=user, verified=True)
    return [user.email, *verified.exclude(email=user.email).values_list("email", flat=True)]


def _check(user: User, applications: list[Application], *, email: str, by: User) -> None:
    if not rules.may_manage_roles(by):
        raise ErasureRefused("not_allowed")
    if user == by:
        raise ErasureRefused("self")
    if user.email == NOBODY.format(pk=user.pk):
        raise ErasureRefused("erased")
    if email.strip().lower() != user.email:
        raise ErasureRefused("address")
    reasons = {
        "staff": user.role_grants.filter(granted_at__isnull=False)
        | user.role_grants.filter(ended_at=None),
        "committee": Seat.objects.filter(user=user),
        "register": Member.objects.filter(user=user),
        "delegate": Delegate.objects.filter(user=user, removed_at=None),
    }
    for code, rows in reasons.items():
        if rows.exists():
            raise ErasureRefused(code)
    if Elector.objects.filter(user=user).exists():
        raise ErasureRefused("committee")
    if Representative.objects.filter(user=user).exists():
        raise ErasureRefused("register")
    if any(each.state not in {*CLOSED, ApplicationState.DRAFT} for each in applications):
        raise ErasureRefused("open")


def _matters(applications: list[Application]) -> QuerySet[Matter]:
    kind = ContentType.objects.get_for_model(Application)
    return Matter.objects.filter(
        subject_type=kind, subject_id__in=[application.pk for application in applications]
    )


def _end_drafts(applications: list[Application], *, at: datetime) -> None:
    """A draft ends as if its time were up, so that no link opens it."""
    for application in applications:
        if application.state == ApplicationState.DRAFT:
            Application.objects.filter(pk=application.pk).update(expires_at=at)
            endings.expire(application.pk, at=at)
            application.refresh_from_db()


def _letters(user: User, addresses: list[str], records: list[Model]) -> None:
    """Letters to the person, and those to others that name them: what was to leave does not."""
    about = Q()
    for each in records:
        about |= Q(about_type=each._meta.label_lower, about_id=str(each.pk))
    to_them = Q(to_user=user) | Q(to_address__in=addresses)
    found = Letter.objects.filter(to_them | about if records else to_them)
    locked = list(found.select_for_update(of=("self",)).order_by("pk"))
    if any(letter.state == State.SENDING for letter in locked):
        raise ErasureRefused("sending")
    found = Letter.objects.filter(pk__in=[letter.pk for letter in locked])
    found.filter(state__in=[State.HELD, State.QUEUED]).update(state=State.CANCELLED)
    found.update(
        subject=NOTHING, body_text="", body_html="", calendar="", last_error="", unsubscribe=""
    )
    found.filter(to_them).update(to_address=NOBODY.format(pk=user.pk), to_name="")


def _mailings(user: User, addresses: list[str]) -> None:
    """That somebody stood among the receivers stays, not who; what was not written never is."""
    rows = Dispatch.objects.filter(Q(user=user) | Q(email__in=addresses))
    rows.filter(left_out="", written_at=None).update(left_out=Dispatch.LeftOut.DISABLED)
    for row in rows:
        row.email, row.name, row.values = f"erased-{row.pk}@erased.invalid", NOTHING, {}
        row.save(update_fields=["email", "name", "values"])
    NewsChoice.objects.filter(Q(user=user) | Q(email__in=addresses)).delete()


def _searches(words: list[str]) -> None:
    """What the office searched for the person by: in exports and saved views of lists."""
    sought = [word.casefold() for word in words if word]

    def names(text: str) -> bool:
        return any(word in text.casefold() for word in sought)

    def without(query: str) -> str:
        # Not left out: a view without its words would show everybody.
        found = QueryDict(query, mutable=True)
        for key in [key for key in found if any(map(names, found.getlist(key)))]:
            found[key] = NOTHING
        return found.urlencode()

    for view in SavedView.objects.exclude(query=""):
        if names(unquote_plus(view.query)):
            SavedView.objects.filter(pk=view.pk).update(query=without(view.query))
    for export in Export.objects.exclude(query="", reason=""):
        if names(unquote_plus(f"{export.query} {export.reason}")):
            reason = NOTHING if names(export.reason) else export.reason
            Export.objects.filter(pk=export.pk).update(query=without(export.query), reason=reason)


def _imports(addresses: list[str]) -> None:
    """What stood in rows of spreadsheets; their files go by themselves after 30 days."""
    Row.objects.filter(values__email__in=addresses).update(
        cells=[],
        mended={},
        values={},
        faults=[],
        meetings=[],
        match_why=[],
        verdict=Verdict.LEFT_OUT,
        decision=Decision.SKIP,
    )


def _application(application: Application, user: User) -> None:
    """Leave kind, number, state and days; the matter about it takes the number for its title."""
    application.drafts, application.answers = {}, {}
    application.name = application.name_en = application.name_key = application.phone = ""
    application.territory = None
    application.email = NOBODY.format(pk=user.pk)
    application.save()
    application.links.all().delete()
    Event.objects.filter(application=application).update(text="")
    titles = {"title_uk": application.number, "title_en": application.number}
    AgendaItem.objects.filter(matter__in=_matters([application])).update(**titles)
    _matters([application]).update(**titles)


def _account(user: User) -> None:
    end_sessions(user)
    Authenticator.objects.filter(user=user).delete()
    EmailAddress.objects.filter(user=user).delete()
    for field in PROFILE:
        if field != "language":
            setattr(user, field, "")
    corrections_of(user).delete()
    user.email, user.sort_key, user.is_active = NOBODY.format(pk=user.pk), "", False
    user.save()
