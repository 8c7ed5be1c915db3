"""Erasing a person: nothing of them is left, and the log stays whole."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote, unquote_plus, urlencode

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core import serializers
from django.core.files.uploadedfile import SimpleUploadedFile

from mayorsclub.accounts.domain.corrections import keep_corrections
from mayorsclub.applications.domain.drafting import PURPOSE
from mayorsclub.applications.models import Application, Event
from mayorsclub.audit.domain.log import record
from mayorsclub.audit.domain.verify import verify
from mayorsclub.committees.domain.matters import open_matter
from mayorsclub.events.domain.confirmations import tell
from mayorsclub.events.models import CalendarFeed, Feedback, Registration
from mayorsclub.files.domain import Checked, keep
from mayorsclub.files.models import PrivateFile, Scan
from mayorsclub.inbox.domain.handling import mark_spam
from mayorsclub.inbox.domain.messages import Writer, answer, receive
from mayorsclub.mail.domain.outbox import queue_letter
from mayorsclub.mail.models import Letter
from mayorsclub.mailings.domain.news import choose
from mayorsclub.mailings.models import Dispatch
from mayorsclub.office.domain.erasing import ErasureRefused, erase_person
from mayorsclub.office.domain.notes import add_note
from mayorsclub.office.domain.saved_views import save_view
from mayorsclub.office.models import Export, SavedView
from mayorsclub.sessions.domain.finding import refresh_expert
from mayorsclub.sessions.models import Question, QuestionVote
from mayorsclub.ukrainian.alphabet import search_key
from tests.factories.accounts import AdministratorFactory, UserFactory
from tests.factories.applications import ApplicationFactory, SentApplicationFactory
from tests.factories.committees import BodyFactory, SeatFactory, SittingFactory, seat_members
from tests.factories.events import EventFactory, InvitationFactory, RegistrationFactory
from tests.factories.files import PDF
from tests.factories.mail import LetterFactory
from tests.factories.mailings import MailingFactory
from tests.factories.membership import DelegateFactory, MemberFactory
from tests.factories.partners import RepresentativeFactory
from tests.factories.sessions import ExpertFactory, ProposalFactory, QuestionFactory
from tests.office.doing import done, offers, refused

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SURNAME, ADDRESS, PHONE = "Незабутній", "nezabutnii@example.org", "+380440000077"


@pytest.fixture
def person(db):
    return UserFactory(surname=SURNAME, email=ADDRESS, phone=PHONE, name_en="Nezabutnii")


@pytest.fixture
def by(db):
    return AdministratorFactory()


def application(person, **more) -> Application:
    made = SentApplicationFactory(
        **{
            "applicant": person,
            "state": "rejected",
            "email": ADDRESS,
            "name": SURNAME,
            "name_en": "Nezabutnii",
            "name_key": SURNAME.lower(),
            "phone": PHONE,
            "drafts": {"person": {"surname": SURNAME}},
            "answers": {"person": {"surname": SURNAME}},
            **more,
        }
    )
    Event.objects.create(application=made, kind="answered", text=SURNAME, actor=person, at=NOON)
    return made


def everything() -> str:
    """All rows of our tables as one text, as a dump would hold them."""
    rows = [
        row
        for app in apps.get_app_configs()
        if app.name.startswith(("mayorsclub.", "allauth"))
        for model in app.get_models()
        for row in model._default_manager.all()
    ]
    return json.dumps(json.loads(serializers.serialize("json", rows)), ensure_ascii=False)


def test_nothing_of_the_person_is_left(person, by, django_capture_on_commit_callbacks):
    made = application(person)
    file = keep(
        SimpleUploadedFile(f"{SURNAME}.pdf", PDF), purpose=PURPOSE, about=made, by=person, at=NOON
    )
    queue_letter("mail.trial", to=person, about=made, at=NOON, context={"moment": "12:00"})
    LetterFactory(to_address=ADDRESS, to_name=SURNAME, state="sent", sent_at=NOON)
    DelegateFactory(user=person, email=ADDRESS, name=SURNAME, removed_at=NOON)
    record("account.created", actor=None, about=person, at=NOON)

    with django_capture_on_commit_callbacks(execute=True):
        erase_person(person.pk, email=ADDRESS, by=by, at=NOON)

    left = everything()
    assert [word for word in (SURNAME, ADDRESS, PHONE, "Nezabutnii") if word in left] == []
    assert not PrivateFile.objects.filter(pk=file.pk).exists()
    assert not file.content.storage.exists(file.content.name)
    assert not EmailAddress.objects.filter(user=person).exists()
    assert not Letter.objects.filter(state="queued").exists()
    assert verify().faults == []
    person.refresh_from_db()
    made.refresh_from_db()
    assert (person.is_active, made.state, made.number != "") == (False, "rejected", True)


def lives_everywhere(person, by) -> None:
    """The person in every corner of the platform."""
    made = application(person)
    about = {"by": by, "at": NOON}
    add_note(person, text=f"Телефонувати {SURNAME}", **about)
    add_note(made, text=f"{ADDRESS} не відповідає", **about)
    signed_in = receive(
        Writer(f"{SURNAME} Іван", ADDRESS, PHONE),
        topic="question",
        text=f"Я, {SURNAME}, питаю",
        language="uk",
        by=person,
        uploads=[Checked(f"{SURNAME}.pdf", PDF, "application/pdf", Scan.CLEAN)],
        at=NOON,
    )
    answer(signed_in.pk, text=f"Шановний {SURNAME}!", **about)
    unknown = receive(
        Writer(SURNAME, ADDRESS), topic="question", text=SURNAME, language="uk", by=None, at=NOON
    )
    answer(unknown.pk, text=f"Шановний {SURNAME}!", **about)
    mark_spam(
        receive(
            Writer(SURNAME, ADDRESS), topic="question", text="Ще", language="uk", by=None, at=NOON
        ).pk,
        **about,
    )
    for state in ("sending", "sent"):
        Dispatch.objects.create(
            mailing=MailingFactory(state=state),
            email=ADDRESS,
            name=SURNAME,
            language="uk",
            user=person if state == "sent" else None,
            about_type=person._meta.label_lower,
            about_id=str(person.pk),
            values={"name": SURNAME},
        )
    choose(ADDRESS, wants_news=False, by=person, at=NOON)
    keep_corrections(person, {"surname": ("Хибний", SURNAME)}, reason=SURNAME, **about)
    DelegateFactory(user=None, email=ADDRESS, name=SURNAME, removed_at=NOON, accepted_at=None)
    question = QuestionFactory(
        asked_by=person, text=f"Я, {SURNAME}, питаю", state="answered", answered_at=NOON
    )
    Question.objects.filter(pk=question.pk).update(answer=f"Пане {SURNAME}!")
    proposal = ProposalFactory(proposed_by=person, title=f"Від {SURNAME}", text=ADDRESS)
    QuestionVote.objects.create(question=QuestionFactory(), user=person, at=NOON)
    for written in (question, proposal):
        add_note(written, text=f"Від {SURNAME}", **about)
    expert = ExpertFactory(
        user=person,
        name_uk=SURNAME,
        name_en="Nezabutnii",
        slug="nezabutnii",
        email=ADDRESS,
        phone=PHONE,
        about_uk=SURNAME,
    )
    refresh_expert(expert)
    body = BodyFactory()
    seat_members(body, 1)
    titles = {"title_uk": f"Прийняти: {SURNAME}", "title_en": "Admit Nezabutnii"}
    matter = open_matter(body.slug, subject=made, **titles, actor=None, at=NOON)
    SittingFactory(body=body).items.create(position=9, kind="matter", matter=matter, **titles)
    # Before now, so that nothing of it is still to come.
    past = EventFactory(starts_at=NOON - timedelta(days=3))
    own = RegistrationFactory(
        event=past,
        user=person,
        name=SURNAME,
        phone=PHONE,
        organisation=f"ГО {SURNAME}",
        answers={"1": SURNAME},
    )
    Feedback.objects.create(registration=own, overall=5, comment=SURNAME, given_at=NOON)
    guest = RegistrationFactory(
        event=EventFactory(state="cancelled"), user=None, name=SURNAME, email=ADDRESS
    )
    InvitationFactory(event=past, email=ADDRESS, name=SURNAME)
    tell("cancelled_by_office", guest, guest.event, at=NOON, reason=SURNAME)
    CalendarFeed.objects.create(user=person, nonce="n", token_hash="h", made_at=NOON)
    for name in ("members", "people"):
        asked = {"list_name": name, "query": f"q={SURNAME}&columns=email"}
        Export.objects.create(
            **asked,
            format="csv",
            language="uk",
            rows=1,
            state="given",
            asked_by=by,
            asked_at=NOON,
            reason=f"для {SURNAME}",
        )
        save_view(
            name,
            name="Одна людина",
            query=urlencode({"q": ADDRESS, "columns": "email"}),
            is_shared=True,
            **about,
        )


def test_nothing_is_left_in_any_corner(person, by, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        lives_everywhere(person, by)
    folder = PrivateFile._meta.get_field("content").storage.location
    assert [path for path in Path(folder).rglob("*") if path.is_file()]

    with django_capture_on_commit_callbacks(execute=True):
        erase_person(person.pk, email=ADDRESS, by=by, at=NOON)

    traces = [SURNAME, ADDRESS, PHONE, "Nezabutnii", search_key(SURNAME), quote(SURNAME)]
    assert [
        (row["model"], name, value)
        for row in json.loads(everything())
        for name, value in row["fields"].items()
        for trace in traces
        if trace.casefold() in unquote_plus(str(value)).casefold()
    ] == []
    assert set(SavedView.objects.values_list("query", flat=True)) == {
        urlencode({"q": "–", "columns": "email"})
    }
    assert not [path for path in Path(folder).rglob("*") if path.is_file()]
    assert not Letter.objects.filter(state__in=["queued", "held"]).exists()
    assert not CalendarFeed.objects.exists()
    assert set(Registration.objects.values_list("standing", "erased_at")) == {("registered", NOON)}
    assert verify().faults == []


def test_a_draft_ends_with_the_person(person, by):
    draft = ApplicationFactory(email=ADDRESS, drafts={"person": {"surname": SURNAME}})

    erase_person(person.pk, email=ADDRESS.upper(), by=by, at=NOON)

    draft.refresh_from_db()
    assert (draft.state, draft.drafts) == ("expired", {})
    assert not Letter.objects.filter(state__in=["queued", "held"]).exists()


def test_others_keep_what_is_theirs(person, by):
    other = application(UserFactory(), email="other@example.org")
    letter = LetterFactory()

    erase_person(person.pk, email=ADDRESS, by=by, at=NOON)

    other.refresh_from_db()
    letter.refresh_from_db()
    assert (other.name, letter.state, letter.body_text != "") == (SURNAME, "queued", True)


REASONS = {
    "staff": lambda person: person.role_grants.create(role="editor", asked_at=NOON),
    "committee": lambda person: SeatFactory(user=person),
    "register": lambda person: MemberFactory(user=person),
    "delegate": lambda person: DelegateFactory(user=person),
    "open": lambda person: application(person, state="under_review"),
    "event": lambda person: RegistrationFactory(user=person, standing="waiting"),
    "sending": lambda person: LetterFactory(to_user=person, state="sending"),
}


@pytest.mark.parametrize("code", REASONS)
def test_it_is_refused_while_others_rely_on_the_data(person, by, code):
    REASONS[code](person)

    with pytest.raises(ErasureRefused) as refusal:
        erase_person(person.pk, email=ADDRESS, by=by, at=NOON)

    assert refusal.value.code == code
    person.refresh_from_db()
    assert person.surname == SURNAME


def test_people_of_a_partner_stay_in_its_entry(person, by):
    RepresentativeFactory(user=person, removed_at=NOON + timedelta(days=1))

    with pytest.raises(ErasureRefused, match="register"):
        erase_person(person.pk, email=ADDRESS, by=by, at=NOON)


def test_only_another_administrator_and_only_once(person, by, secretary):
    with pytest.raises(ErasureRefused, match="not_allowed"):
        erase_person(person.pk, email=ADDRESS, by=secretary, at=NOON)
    with pytest.raises(ErasureRefused, match="self"):
        erase_person(by.pk, email=by.email, by=by, at=NOON)
    erase_person(person.pk, email=ADDRESS, by=by, at=NOON)

    with pytest.raises(ErasureRefused, match="erased"):
        erase_person(person.pk, email=ADDRESS, by=by, at=NOON)


def test_the_office_asks_for_the_address_again(administration, office, person):
    page = f"/office/people/{person.pk}/"
    assert "erase" not in offers(office, page)
    refused(administration, page, "erase", "Перевірте, чиї дані", email="other@example.org")

    done(administration, page, "erase", email=ADDRESS)

    assert SURNAME not in administration.get(page).content.decode()
