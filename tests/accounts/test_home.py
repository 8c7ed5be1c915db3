from django.db import connection
from django.test.utils import CaptureQueriesContext

from mayorsclub.accounts import home
from mayorsclub.accounts.views.home import greeted_as
from mayorsclub.mail.models import Letter, State
from tests.factories.accounts import EditorFactory, UserFactory
from tests.moments import NOON
from tests.sign_in import sign_in


def write(user, **fields) -> Letter:
    number = Letter.objects.count()
    given = {
        "message_id": f"<{number}@x>",
        "kind": "applications.confirmed",
        "to_address": user.email,
        "to_user": user,
        "language": "uk",
        "subject": f"Лист {number}",
        "body_text": "Вітаємо!\n\n[[Відкрити]](http://localhost/me/)",
        "body_html": "<p>Вітаємо!</p>",
        "written_at": NOON,
        "send_after": NOON,
    }
    return Letter.objects.create(**given | fields)


def test_the_page_greets_in_the_vocative(client, db):
    sign_in(client, UserFactory(given_name="Іван", patronymic="Петрович"))
    assert "Добрий день, Іване Петровичу" in client.get("/me/").content.decode()
    assert "Good day, Ivan Pryklad" in client.get("/en/me/").content.decode()


def test_a_person_without_name_is_greeted_too(client, db):
    user = UserFactory(given_name="", surname="", patronymic="", name_en="")
    assert greeted_as(user, "uk") == greeted_as(user, "en") == ""
    sign_in(client, user)
    assert client.get("/me/").status_code == 200


def test_what_waits_is_shown_urgent_first(client, db, monkeypatch):
    monkeypatch.setattr(home, "_items", {})
    monkeypatch.setattr(home, "_sections", {})
    later = home.Item("Later <b>", "text", "/a/", "Open")
    sooner = home.Item("Sooner", "text", "/b/", "Open", is_urgent=True)
    home.register(lambda _user, _at: [later], order=1)
    home.register(lambda _user, _at: [sooner], order=2)
    home.register_section(lambda _user, _at: [home.Section("Certificate", "", "/c/")], order=1)
    user = UserFactory()
    assert home.items_for(user, NOON) == [sooner, later]

    sign_in(client, user)
    page = client.get("/me/").content.decode()
    assert "Later &lt;b&gt;" in page
    assert 'href="/c/"' in page
    assert "нічого не потребує" not in page


def test_an_empty_page_says_what_it_is_for(client, db, monkeypatch):
    monkeypatch.setattr(home, "_items", {})
    sign_in(client, UserFactory())
    assert "це з’явиться тут" in client.get("/me/").content.decode()


def test_the_office_is_named_to_staff_only(client, db):
    sign_in(client, UserFactory())
    assert "/office/" not in client.get("/me/").content.decode()
    sign_in(client, EditorFactory())
    assert "/office/" in client.get("/me/").content.decode()


def test_own_letters_are_read_again(client, db):
    user = UserFactory()
    shown = write(user)
    hidden = [
        write(user, is_secret=True),
        write(user, state=State.HELD),
        write(user, state=State.CANCELLED),
        write(UserFactory()),
    ]
    sign_in(client, user)
    page = client.get("/me/letters/").content.decode()
    assert shown.subject in page
    assert "Вітаємо!" in client.get(f"/me/letters/{shown.pk}/").content.decode()
    for letter in hidden:
        assert letter.subject not in page
        assert client.get(f"/me/letters/{letter.pk}/").status_code == 404


def test_the_pages_cost_the_same_whatever_the_number_of_letters(client, db, monkeypatch):
    monkeypatch.setattr(home, "_items", {})
    monkeypatch.setattr(home, "_sections", {})
    user = UserFactory()
    sign_in(client, user)
    client.get("/me/letters/")
    costs = []
    for more in (1, 2):
        for _number in range(more):
            write(user)
        for page in ("/me/", "/me/letters/"):
            with CaptureQueriesContext(connection) as queries:
                client.get(page)
            costs.append(len(queries))
    assert costs[:2] == costs[2:]
    assert max(costs) <= 12


def test_a_profile_is_changed(client, db):
    user = UserFactory(phone="", name_en="")
    sign_in(client, user)
    page = client.get("/me/profile/").content.decode()
    assert "Ivan Pryklad" in page
    assert "Шановний Іване Петровичу!" in page
    posted = {
        "surname": "Приклад",
        "given_name": "Іван",
        "patronymic": "",
        "name_en": "Ivan Pryklad",
        "salutation": "Шановний пане голово!",
        "phone": "067 123-45-67",
        "language": "en",
    }

    assert client.post("/me/profile/", posted)["Location"] == "/me/profile/"

    user.refresh_from_db()
    assert (user.phone, user.language, user.patronymic) == ("+380671234567", "en", "")
    assert user.salutation == "Шановний пане голово!"


def test_a_wrong_phone_is_explained_and_what_was_typed_stays(client, db):
    sign_in(client, UserFactory())
    posted = {"surname": "Ґедзь", "given_name": "Іван", "phone": "12", "language": "uk"}
    page = client.post("/me/profile/", posted).content.decode()
    assert "Напишіть номер так" in page
    assert "Ґедзь" in page
