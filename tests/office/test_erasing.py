"""Erasing a person: nothing of them is left, and the log stays whole."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core import serializers
from django.core.files.uploadedfile import SimpleUploadedFile

from mayorsclub.applications.domain.drafting import PURPOSE
from mayorsclub.applications.models import Application, Event
from mayorsclub.audit.domain.log import record
from mayorsclub.audit.domain.verify import verify
from mayorsclub.files.domain import keep
from mayorsclub.files.models import PrivateFile
from mayorsclub.mail.domain.outbox import queue_letter
from mayorsclub.mail.models import Letter
from mayorsclub.office.domain.erasing import ErasureRefused, erase_person
from tests.factories.accounts import AdministratorFactory, UserFactory
from tests.factories.applications import ApplicationFactory, SentApplicationFactory
from tests.factories.committees import SeatFactory
from tests.factories.files import PDF
from tests.factories.mail import LetterFactory
from tests.factories.membership import DelegateFactory, MemberFactory
from tests.factories.partners import RepresentativeFactory
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
