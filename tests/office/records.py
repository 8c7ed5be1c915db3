"""One record of each kind, and the office's screens that show them."""

import secrets
from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from wagtail.models import Page

from mayorsclub.accounts.models import RoleGrant
from mayorsclub.audit.domain.log import record
from mayorsclub.imports.models import Import
from mayorsclub.office.models import Export, Note
from tests.factories.accounts import UserFactory
from tests.factories.applications import SentApplicationFactory
from tests.factories.committees import BodyFactory, SeatFactory, SittingFactory, put_to_vote
from tests.factories.events import EventFactory, RegistrationFactory
from tests.factories.inbox import MessageFactory, SavedAnswerFactory
from tests.factories.mail import LetterFactory
from tests.factories.mailings import LetterTemplateFactory, MailingFactory
from tests.factories.membership import DelegateFactory, MemberFactory, PostFactory
from tests.factories.partners import PartnerFactory, RepresentativeFactory
from tests.factories.sessions import (
    ExpertFactory,
    LeadingFactory,
    ProposalFactory,
    QuestionFactory,
    SeriesFactory,
    TopicFactory,
)
from tests.moments import NOON

RECORDS = (
    "messages",
    "saved-answers",
    "applications",
    "members",
    "partners",
    "committees",
    "votes",
    "letters",
    "events",
    "registrations",
)
LISTS = (*RECORDS, "people", "terms", "notes", "log")


def application() -> object:
    return SentApplicationFactory(applicant=UserFactory())


def member() -> object:
    post = PostFactory()
    DelegateFactory(member=post.member)
    return post.member


def partner() -> object:
    return RepresentativeFactory(partner=PartnerFactory()).partner


def body() -> object:
    return SeatFactory().body


def matter() -> object:
    seat = SeatFactory(body=BodyFactory())
    return put_to_vote(seat.body)


def entry() -> object:
    person = UserFactory()
    return record("account.signed_in", actor=person, about=person, at=NOON)


def person() -> object:
    user = UserFactory()
    RoleGrant.objects.create(user=user, role="editor", asked_at=NOON)
    return user


def message() -> object:
    return MessageFactory(writer=UserFactory())


def export() -> object:
    return Export.objects.create(
        list_name="members",
        format="csv",
        language="uk",
        rows=1,
        state="given",
        asked_by=UserFactory(),
        asked_at=NOON,
    )


def import_() -> object:
    return Import.objects.create(
        register="members",
        file_name="members.csv",
        sha256="0" * 64,
        year=2026,
        entered_on=NOON.date(),
        started_by=UserFactory(),
        started_at=NOON,
    )


def page() -> object:
    instance = Page(title="Зразок", slug=secrets.token_hex(6))
    return Page.get_first_root_node().add_child(instance=instance)


def note() -> object:
    about, by = MemberFactory(), UserFactory()
    return Note.objects.create(
        about_type="membership.member",
        about_id=str(about.pk),
        text="Зателефонувати",
        remind_on=NOON.date(),
        remind_whom=by,
        written_by=by,
        written_at=NOON,
    )


def event() -> object:
    made = EventFactory(starts_at=timezone.now() + timedelta(days=7))
    made.programme.create(starts_at=made.starts_at, title_uk="Відкриття")
    return made


def session() -> object:
    leading = LeadingFactory()
    QuestionFactory(session=leading.session)
    return leading.session


MAKE: dict[str, Callable[[], object]] = {
    "applications": application,
    "messages": message,
    "saved-answers": SavedAnswerFactory,
    "members": member,
    "partners": partner,
    "committees": body,
    "votes": matter,
    "letters": LetterFactory,
    "events": event,
    "registrations": RegistrationFactory,
    "people": person,
    "terms": SeatFactory,
    "notes": note,
    "log": entry,
}

# By the name of the list, which is not always the word in its address.
BY_LIST = MAKE | {
    "bodies": MAKE["committees"],
    "matters": MAKE["votes"],
    "exports": export,
    "sittings": SittingFactory,
    "imports": import_,
    "translations": page,
    "saved_answers": SavedAnswerFactory,
    "mailings": MailingFactory,
    "letter_templates": LetterTemplateFactory,
    "sessions": session,
    "session_questions": QuestionFactory,
    "proposals": ProposalFactory,
    "experts": ExpertFactory,
    "session_topics": lambda: TopicFactory(slug=secrets.token_hex(6)),
    "session_series": lambda: SeriesFactory(slug=secrets.token_hex(6)),
}


# Lists whose rows lead to the pages of other records.
WITHOUT_PAGES = {"log", "terms", "notes"}


def screens() -> list[str]:
    """The address of each screen, with a record to show."""
    found = ["/office/letter-texts/", "/office/letter-texts/applications.approved/uk/"]
    found += ["/office/people/new/", "/office/saved-answers/new/"]
    for name in LISTS:
        made = MAKE[name]()
        found += [f"/office/{name}/", f"/office/{name}/results/"]
        if name not in WITHOUT_PAGES:
            found.append(f"/office/{name}/{made.pk}/")
        if name == "letters":
            found.append(f"/office/letters/{made.pk}/body/")
        if name == "messages":
            found.append(f"/office/messages/{made.pk}/answer/")
    return found


__all__ = ["LISTS", "MAKE", "RECORDS", "MemberFactory", "screens"]
