import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from mayorsclub.committees import tasks
from mayorsclub.committees.domain.minutes import attach_minutes
from mayorsclub.committees.domain.votes import cast_vote, recuse
from mayorsclub.committees.minutes import minutes_data
from mayorsclub.committees.models import Decision
from mayorsclub.files.models import PrivateFile
from tests.factories.accounts import SecretariatFactory, UserFactory
from tests.factories.committees import SeatFactory, put_to_vote
from tests.moments import NOON
from tests.sign_in import sign_in

PEOPLE = [
    ("Зразок", "Ольга", "Іванівна"),
    ("Приклад", "Петро", ""),
    ("Умовна", "Марія", ""),
    ("Взірець", "Андрій", ""),
]


@pytest.fixture
def members(body):
    return [
        SeatFactory(
            body=body,
            is_chair=n == 0,
            user__surname=surname,
            user__given_name=given,
            user__patronymic=patronymic,
        ).user
        for n, (surname, given, patronymic) in enumerate(PEOPLE)
    ]


@pytest.fixture
def decision(body, members) -> Decision:
    """A tie that the chair decided, with one who stepped out."""
    matter = put_to_vote(body)
    recuse(matter.pk, voter=members[3], reason="#eval(1) спільна фірма", at=NOON)
    cast_vote(matter.pk, voter=members[0], choice="for", at=NOON)
    cast_vote(matter.pk, voter=members[1], choice="against", reason="*бракує* досвіду", at=NOON)
    cast_vote(matter.pk, voter=members[2], choice="abstain", reason="не знаю громади", at=NOON)
    return Decision.objects.get()


def test_the_minutes_say_who_voted_how_and_why(decision):
    assert minutes_data(decision) == {
        "title": "Протокол № 1 комітету з перевірки",
        "place": "заочне голосування",
        "date": "23 листопада 2026 року",
        "opened": "23 листопада 2026 року",
        "question": "про обрання (Зразок Ольга).",
        "members": 4,
        "roll": 3,
        "quorum": 2,
        "cast": 3,
        "votes": [
            ["Зразок Ольга Іванівна, голова", "за", "—"],
            ["Приклад Петро", "проти", "*бракує* досвіду"],
            ["Умовна Марія", "утримуюся", "не знаю громади"],
        ],
        "absent": [["Взірець Андрій", "самовідвід", "#eval(1) спільна фірма"]],
        "yes": 1,
        "no": 1,
        "abstain": 1,
        "by_chair": True,
        "decision": "обрати.",
        "office": "Голова комітету з перевірки",
        "chair": "О. Зразок",
    }


def test_the_pdf_is_tagged_and_holds_the_values_as_text(decision):
    attach_minutes(decision.pk, at=NOON)

    file = PrivateFile.objects.get(purpose="minutes")
    assert file.original_name.endswith("-2026-1.pdf")
    with file.content.open("rb") as stored:
        reader = PdfReader(io.BytesIO(stored.read()))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.metadata.title == "Протокол № 1 комітету з перевірки"
    text = " ".join(reader.pages[0].extract_text().split())
    for words in (
        "Протокол № 1 комітету з перевірки",
        "*бракує* досвіду",
        "#eval(1)",
        "вирішальним став голос голови",
        "за — 1, проти — 1, утрималися — 1",
        "Рішення: обрати.",
    ):
        assert words in text


def test_minutes_are_made_in_the_background_after_the_commit(
    body, members, django_capture_on_commit_callbacks
):
    matter = put_to_vote(body)
    with django_capture_on_commit_callbacks(execute=True):
        for member in members:
            cast_vote(matter.pk, voter=member, choice="for", at=NOON)
    assert Decision.objects.get().minutes is not None


def test_minutes_are_attached_once_and_missing_ones_are_made_later(decision):
    assert decision.minutes is None
    tasks.make_missing_minutes()
    decision.refresh_from_db()
    first = decision.minutes

    tasks.make_missing_minutes()
    attach_minutes(decision.pk, at=NOON)

    decision.refresh_from_db()
    assert first is not None
    assert decision.minutes == first
    assert PrivateFile.objects.filter(purpose="minutes").count() == 1


def test_members_and_the_secretariat_read_them_and_nobody_else(client, body, members, hall):
    hall.barred = {members[3].pk: "та сама громада"}
    matter = put_to_vote(body)
    for member in members[:3]:
        cast_vote(matter.pk, voter=member, choice="for", at=NOON)
    decision = attach_minutes(Decision.objects.get().pk, at=NOON)
    address = reverse("files:read", args=[decision.minutes.token])
    readers = {
        members[0]: 200,
        SeatFactory(body=body).user: 200,
        SecretariatFactory(): 200,
        members[3]: 404,
        SeatFactory().user: 404,
        UserFactory(): 404,
    }
    for user, status in readers.items():
        sign_in(client, user, strong=True)
        assert client.get(address).status_code == status, user
    client.logout()
    assert client.get(address).status_code in {302, 404}
    members[0].seats.update(until=NOON.date())
    sign_in(client, members[0], strong=True)
    assert client.get(address).status_code == 404
