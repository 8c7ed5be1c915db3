"""The form, the page after it, threads of one's own and by link."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from freezegun import freeze_time

from mayorsclub.inbox import stamps
from mayorsclub.inbox.domain import messages
from mayorsclub.inbox.models import Message, State
from mayorsclub.mail.models import Letter
from tests.factories.accounts import UserFactory
from tests.factories.files import PDF, upload
from tests.factories.inbox import MessageFactory
from tests.factories.membership import MemberFactory, PostFactory
from tests.moments import NOON
from tests.sign_in import sign_in

WORDS = {
    "topic": "press",
    "name": "Зразок Марія",
    "email": "Maria@Example.org",
    "phone": "067 123 45 67",
    "organisation": "Газета «Приклад»",
    "text": "Чи можна взяти інтерв’ю?",
    "website": "",
}


def typed(*, age: float = 60, **changes: object) -> dict[str, object]:
    """A filled-in form that was shown `age` seconds ago."""
    stamp = stamps.make(timezone.now() - timedelta(seconds=age))
    return {**WORDS, "stamp": stamp, **changes}


def client_of(user, **options) -> Client:
    client = Client(**options)
    sign_in(client, user)
    return client


def text_of(response) -> str:
    return unescape(response.content.decode())


def test_a_message_is_sent_and_thanked_for_with_its_number(client, db):
    answer = client.post("/contact/", typed())

    message = Message.objects.get()
    thanks = client.get(answer["Location"])
    assert answer.status_code == 302
    assert message.number in text_of(thanks)
    assert (message.email, message.phone, message.topic) == (
        "maria@example.org",
        "+380671234567",
        "press",
    )
    assert (message.language, message.writer) == ("uk", None)
    assert "maria" not in answer["Location"]


def test_in_english_the_letter_is_english(client, db):
    client.post("/en/contact/", typed())

    assert Letter.objects.get().language == "en"


def test_the_page_after_it_opens_with_our_address_only(client, db):
    assert client.get("/contact/sent/В-2026-0001/").status_code == 404


def test_a_stranger_writes_without_a_cookie(db):
    strict = Client(enforce_csrf_checks=True)
    page = strict.get("/contact/")
    answer = strict.post("/contact/", typed())

    assert (page.status_code, answer.status_code) == (200, 302)
    assert set(strict.cookies) == set()


@pytest.mark.parametrize("origin", ["cross-site", "same-site"])
def test_a_form_on_another_site_writes_nothing(db, origin):
    answer = Client().post("/contact/", typed(), headers={"Sec-Fetch-Site": origin})

    assert answer.status_code == 403
    assert not Message.objects.exists()


def test_the_signed_in_send_the_token(db):
    user = UserFactory()
    forged = client_of(user, enforce_csrf_checks=True).post("/contact/", typed())

    assert forged.status_code == 403
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("asked", "chosen"), [("missions", "missions"), ("nothing", "question"), ("", "question")]
)
def test_the_topic_is_chosen_by_the_address(client, db, asked, chosen):
    page = client.get("/contact/", {"topic": asked})

    assert page.context["form"]["topic"].value() == chosen
    assert re.search(rf'value="{chosen}"\s+selected', page.content.decode())


@pytest.mark.parametrize("age", [0, 1, 25 * 3600])
def test_too_fast_or_too_old_is_shown_again_and_nothing_is_lost(client, db, age):
    first = client.post("/contact/", typed(age=age))

    assert first.status_code == 200
    assert WORDS["text"] in text_of(first)
    assert not Message.objects.exists()
    stamp = re.search(r'name="stamp" value="([^"]+)"', first.content.decode())[1]
    with freeze_time(timezone.now() + timedelta(seconds=5)):
        assert client.post("/contact/", {**WORDS, "stamp": stamp}).status_code == 302


@pytest.mark.parametrize("stamp", ["", "forged", "a:b:c"])
def test_a_foreign_stamp_is_replaced(client, db, stamp):
    page = client.post("/contact/", {**WORDS, "stamp": stamp})

    assert page.status_code == 200
    assert not Message.objects.exists()
    assert f'value="{stamp}"' not in page.content.decode() or not stamp


def test_what_fell_into_the_trap_looks_the_same_and_is_not_lost(client, db):
    answer = client.post("/contact/", typed(website="http://robot.example"))

    assert answer.status_code == 302
    assert Message.objects.get().state == State.SUSPECTED
    assert not Letter.objects.exists()


def test_a_wrong_field_is_explained_and_the_rest_stays(client, db):
    page = client.post("/contact/", typed(email="maria", text="", phone="12"))

    text = text_of(page)
    assert set(page.context["form"].errors) == {"email", "text", "phone"}
    assert "Зразок Марія" in text
    assert "Газета «Приклад»" in text


def test_an_address_and_a_place_send_only_so_many(client, db):
    for number in range(5):
        assert client.post("/contact/", typed(text=f"Лист {number}")).status_code == 302

    refused = client.post("/contact/", typed(text="Ще один"))

    assert refused.status_code == 200
    assert "Ще один" in text_of(refused)
    assert Message.objects.count() == 5
    other = typed(email="other@example.org")
    assert client.post("/contact/", other).status_code == 302


def test_known_and_unknown_addresses_look_alike(client, db):
    UserFactory(email="known@example.org")

    known = client.post("/contact/", typed(email="known@example.org"))
    unknown = client.post("/contact/", typed(email="unknown@example.org"))

    assert known.status_code == unknown.status_code == 302
    assert set(Message.objects.values_list("writer", flat=True)) == {None}


def test_a_member_is_known_and_recorded_with_the_post(db):
    member = MemberFactory(user=UserFactory(phone="+380671234567"))
    PostFactory(member=member)
    client = client_of(member.user)

    form = client.get("/contact/?topic=projects").context["form"]
    sent = client.post(
        "/contact/",
        {
            "topic": "projects",
            "text": "Потрібна допомога з проєктом.",
            "phone": form["phone"].value(),
            "organisation": form["organisation"].value(),
            "name": "Хтось інший",
            "email": "other@example.org",
            "uploads": [upload(PDF)],
        },
    )

    message = Message.objects.get()
    assert sent.status_code == 302
    assert (message.writer, message.email) == (member.user, member.user.email)
    assert "Тростянецьк" in message.organisation or message.organisation
    assert message.name == member.user.get_full_name()
    assert message.lines.get().files.count() == 1


def test_strangers_bring_no_files(client, db):
    client.post("/contact/", typed(uploads=[upload(PDF)]))

    assert not Message.objects.get().lines.get().files.exists()


def test_hostile_words_are_shown_inert(client, secretary):
    user = UserFactory()
    hostile = "<script>alert(1)</script>"
    message = MessageFactory(writer=user, name=hostile, first_line=hostile)

    page = client_of(user).get(message.get_absolute_url())

    assert b"<script>alert" not in page.content


def thread_of(user, secretary) -> Message:
    message = MessageFactory(writer=user)
    messages.answer(message.pk, text="Подайте заяву.", by=secretary, at=timezone.now())
    return message


def test_a_person_reads_the_own_thread_and_replies(person, secretary):
    message = thread_of(person, secretary)
    client = client_of(person)

    page = client.get(message.get_absolute_url())
    sent = client.post(message.get_absolute_url(), {"text": "Дякую!"})

    message.refresh_from_db()
    assert "Подайте заяву." in text_of(page)
    assert (sent.status_code, message.state) == (302, State.NEW)
    assert message.number in text_of(client.get("/me/messages/"))


def test_why_it_was_closed_stays_in_the_office(person, secretary):
    message = MessageFactory(writer=person)
    messages.close(message.pk, reason="Нудна людина.", by=secretary, at=timezone.now())

    assert "Нудна" not in text_of(client_of(person).get(message.get_absolute_url()))


def test_what_looks_like_spam_is_not_called_so_to_its_writer(person):
    message = MessageFactory(writer=person, state=State.SUSPECTED)

    assert "Працюємо" in text_of(client_of(person).get(message.get_absolute_url()))


def test_ones_own_messages_cost_the_same_with_one_and_twenty(person):
    MessageFactory(writer=person)
    client = client_of(person)
    client.get("/me/messages/")
    counts = []
    for more in (0, 19):
        for _n in range(more):
            MessageFactory(writer=person)
        with CaptureQueriesContext(connection) as found:
            client.get("/me/messages/")
        counts.append(len(found))

    assert counts[0] == counts[1] <= 12


def link_of(message: Message, secretary) -> str:
    messages.answer(message.pk, text="Подайте заяву.", by=secretary, at=timezone.now())
    letter = Letter.objects.get(kind="inbox.answered_by_link")
    return re.search(r"https?://[^/]+(/contact/reply/[\w-]+/)", letter.body_text)[1]


def test_a_stranger_replies_by_the_link_of_the_letter(client, secretary):
    message = MessageFactory()
    address = link_of(message, secretary)

    page = client.get(address)
    sent = client.post(address, {"text": "Дякую!"}, follow=True)

    message.refresh_from_db()
    assert (page["Cache-Control"], page["Referrer-Policy"]) == ("no-store, private", "same-origin")
    assert message.state == State.NEW
    assert "Дякую!" in text_of(sent)


def test_links_that_ran_out_or_never_were_look_alike(client, secretary):
    address = link_of(MessageFactory(), secretary)
    never = client.get("/contact/reply/" + "x" * 43 + "/")
    with freeze_time(timezone.now() + timedelta(days=61)):
        over = client.get(address)

    assert never.status_code == over.status_code == 404
    assert re.sub(rb"x{43}|[\w-]{43}", b"", never.content) == re.sub(
        rb"[\w-]{43}", b"", over.content
    )


def test_files_of_a_thread_are_the_writers_and_the_offices(person, secretary):
    message = messages.receive(
        messages.Writer("Приклад", person.email),
        topic="question",
        text="З файлом",
        language="uk",
        by=person,
        uploads=[upload(PDF)],
        at=NOON,
    )
    file = message.lines.get().files.get()
    address = reverse("files:read", args=[file.token])

    assert client_of(person).get(address).status_code == 200
    assert client_of(UserFactory()).get(address).status_code == 404
    assert Client().get(address).status_code == 404


def test_the_start_page_of_a_person_leads_to_the_messages(person):
    assert reverse("inbox:mine") in text_of(client_of(person).get("/me/"))


def test_search_engines_find_the_form_in_both_languages(client, db):
    page = client.get("/contact/").content.decode()
    sitemap = client.get("/sitemap.xml").content.decode()

    assert 'hreflang="en"' in page
    assert "/en/contact/</loc>" in sitemap
