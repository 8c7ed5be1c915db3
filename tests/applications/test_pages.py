"""The way through the pages, as a candidate goes it, in both languages."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mayorsclub.accounts.home import items_for, sections_for
from mayorsclub.applications.domain import review
from mayorsclub.applications.models import Application, State
from mayorsclub.mail.models import Letter
from tests.applications import trial
from tests.applications.lives import draft, path_in_letter, submitted, under_review
from tests.applications.test_drafting import pdf
from tests.applications.trial import PERSON
from tests.factories.accounts import SecretariatFactory, UserFactory
from tests.moments import NOON
from tests.sign_in import sign_in

pytestmark = pytest.mark.django_db

EMAIL = "ivan@example.org"


def begin(client: Client, prefix: str = "", email: str = EMAIL):
    return client.post(f"{prefix}/trial/start/", {"email": email})


def text_of(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize(("prefix", "language"), [("", "uk"), ("/en", "en")])
def test_the_whole_way_in_both_languages(client, prefix, language):
    assert client.get(f"{prefix}/trial/start/").status_code == 200
    assert begin(client, prefix).url == f"{prefix}/trial/apply/"
    assert client.get(f"{prefix}/trial/apply/").url == f"{prefix}/trial/apply/person/"

    page = client.get(f"{prefix}/trial/apply/person/")
    assert f'<html lang="{language}"' in text_of(page)

    answer = client.post(f"{prefix}/trial/apply/person/", {**PERSON, "has_more": "yes"})
    assert answer.url == f"{prefix}/trial/apply/more/"
    answer = client.post(
        f"{prefix}/trial/apply/more/", {"why": "Тому що", "evidence": pdf("рішення.pdf")}
    )
    assert answer.url == f"{prefix}/trial/apply/check/"

    page = text_of(client.get(answer.url))
    assert all(word in page for word in ("Приклад", "Тому що", "рішення.pdf", EMAIL))

    assert client.post(answer.url, {"consent": "on"}).url == f"{prefix}/trial/apply/sent/"
    application = Application.objects.get()
    assert (application.state, application.language) == (State.SUBMITTED, language)
    assert application.number in text_of(client.get(f"{prefix}/trial/apply/sent/"))

    # Confirmed on another device.
    phone, link = Client(), path_in_letter("applications.confirm")
    assert link.startswith(f"{prefix}/trial/confirm/")
    assert phone.get(link).status_code == 200
    application.refresh_from_db()
    assert application.state == State.SUBMITTED
    assert phone.post(link).url == f"{prefix}/trial/apply/sent/"
    assert phone.get(f"{prefix}/trial/apply/sent/").status_code == 200
    application.refresh_from_db()
    assert application.state == State.UNDER_REVIEW

    assert phone.get(application.get_absolute_url()).status_code == 302
    sign_in(phone, application.applicant)
    page = text_of(phone.get(prefix + f"/me/applications/{application.number}/"))
    assert application.number in page
    assert "рішення.pdf" in page


def test_the_address_can_be_corrected_until_it_is_confirmed(client):
    begin(client, email="ivna@example.org")
    client.post("/trial/apply/person/", PERSON)
    client.post("/trial/apply/check/", {"consent": "on"})
    assert "/trial/apply/email/" in text_of(client.get("/trial/apply/sent/"))

    assert client.get("/trial/apply/email/").status_code == 200
    answer = client.post("/trial/apply/email/", {"email": EMAIL})

    assert answer.url == "/trial/apply/sent/"
    assert EMAIL in text_of(client.get(answer.url))
    Client().post(path_in_letter("applications.confirm"))
    assert client.get("/trial/apply/email/").url == "/trial/apply/sent/"


def test_the_language_is_switched_and_what_was_typed_stays(client):
    begin(client)
    typed = {**PERSON, "surname": "приклад 2", "language": "en"}

    answer = client.post("/trial/apply/person/?change=1", typed)

    assert answer.url == "/en/trial/apply/person/?change=1"
    page = text_of(client.get(answer.url))
    assert "приклад 2" in page
    assert 'name="language"' in page
    assert client.post("/trial/apply/person/", {**PERSON, "language": "//evil.example"}).url == (
        "/trial/apply/check/"
    )


def test_no_lasting_cookie_before_the_draft(client):
    client.get("/trial/start/")
    assert "session" not in client.cookies
    begin(client)
    assert client.cookies["session"]["max-age"]


def test_what_is_wrong_is_explained_and_nothing_typed_is_lost(client):
    begin(client)
    page = client.post("/trial/apply/person/", {**PERSON, "surname": ""})
    assert page.status_code == 200
    assert "Write your surname." in text_of(page)
    assert "Іван" in text_of(page)

    later = text_of(client.get("/trial/apply/person/"))
    assert "Іван" in later
    assert "Write your surname." not in later


def test_a_file_survives_an_error_elsewhere_and_can_be_removed(client):
    begin(client)
    client.post("/trial/apply/person/", {**PERSON, "has_more": "yes"})
    page = client.post("/trial/apply/more/", {"why": "x" * 2001, "evidence": pdf("ухвала.pdf")})
    assert page.status_code == 200
    assert "ухвала.pdf" in text_of(page)
    assert "ухвала.pdf" in text_of(client.get("/trial/apply/more/"))

    file = Application.objects.get().drafts["more"]["files"]["evidence"][0]
    page = client.post("/trial/apply/more/", {"why": "", "remove": str(file)})
    assert "Write why or add a file." in text_of(page)
    assert "ухвала.pdf" not in text_of(page)


def test_a_refused_file_is_explained(client):
    begin(client)
    client.post("/trial/apply/person/", {**PERSON, "has_more": "yes"})
    bad = pdf("page.pdf")
    bad.file.seek(0)
    bad.file.write(b"<html><script>")
    page = client.post("/trial/apply/more/", {"why": "так", "evidence": bad})
    assert page.status_code == 200
    assert "field__error" in text_of(page)
    assert "так" in text_of(page)


def test_back_and_later_save_what_was_typed(client):
    begin(client)
    client.post("/trial/apply/person/", {**PERSON, "has_more": "yes"})
    back = client.post("/trial/apply/more/", {"why": "Половина думки", "back": "1"})
    assert back.url == "/trial/apply/person/"
    assert "Половина думки" in text_of(client.get("/trial/apply/more/"))

    letters = Letter.objects.filter(kind="applications.resume").count()
    later = client.post("/trial/apply/more/", {"why": "", "later": "1"})
    assert later.url == "/trial/apply/later/"
    assert EMAIL in text_of(client.get(later.url))
    assert Letter.objects.filter(kind="applications.resume").count() == letters + 1


def test_change_comes_back_to_the_check(client):
    begin(client)
    client.post("/trial/apply/person/", PERSON)
    assert 'name="change"' in text_of(client.get("/trial/apply/person/?change=1"))
    answer = client.post("/trial/apply/person/", {**PERSON, "change": "1"})
    assert answer.url == "/trial/apply/check/"


def test_autosave_keeps_words_and_tells_the_time(client):
    begin(client)
    answer = client.post("/trial/apply/person/", {"surname": "Прик"}, headers={"X-Autosave": "1"})
    assert answer.status_code == 200
    assert ":" in answer.json()["saved"]
    assert "Прик" in text_of(client.get("/trial/apply/person/"))


def test_an_autosave_that_comes_late_overwrites_nothing(client):
    begin(client)
    page = client.get("/trial/apply/person/")
    revision = page.context["revision"]

    def autosave(surname: str, moment: int) -> bool:
        answer = client.post(
            "/trial/apply/person/",
            {"surname": surname, "revision": revision},
            headers={"X-Autosave": str(moment)},
        )
        assert answer.status_code == 200
        return "saved" in answer.json()

    assert [autosave("Прик", 5), autosave("Пр", 4)] == [True, False]
    client.post("/trial/apply/person/", {**PERSON, "revision": revision})
    assert not autosave("Прикл", 6)
    assert not autosave("Прикл", 10**30)

    person = Application.objects.get().drafts["person"]
    assert person["raw"]["surname"] == PERSON["surname"]
    assert person["answers"]
    assert client.get("/trial/apply/person/").context["revision"] == revision + 1


def test_autosave_after_sending_is_told_so(client):
    begin(client)
    client.post("/trial/apply/person/", PERSON)
    client.post("/trial/apply/check/", {"consent": "on"})
    answer = client.post("/trial/apply/person/", PERSON, headers={"X-Autosave": "1"})
    assert answer.status_code == 409


def test_consent_is_asked_for(client):
    begin(client)
    client.post("/trial/apply/person/", PERSON)
    page = client.post("/trial/apply/check/", {})
    assert page.status_code == 200
    assert "field__error" in text_of(page)
    assert Application.objects.get().state == State.DRAFT


def test_a_draft_is_resumed_on_another_device_by_the_mailed_link(client):
    begin(client)
    client.post("/trial/apply/person/", {**PERSON, "has_more": "yes"})
    phone, link = Client(), path_in_letter("applications.resume")
    page = phone.get(link)
    assert page.status_code == 200
    assert EMAIL in text_of(page)
    assert "session" not in phone.cookies
    assert page["Referrer-Policy"] == "same-origin"
    assert "no-store" in page["Cache-Control"]
    assert phone.post(link).url == "/trial/apply/"
    assert phone.get("/trial/apply/").url == "/trial/apply/more/"


def test_a_new_link_is_asked_for_without_telling_who_is_known(client):
    begin(client)
    known = client.post("/trial/resume/", {"email": EMAIL})
    unknown = client.post("/trial/resume/", {"email": "nobody@example.org"})
    strip = lambda page: text_of(page).replace(EMAIL, "").replace("nobody@example.org", "")  # noqa: E731
    assert strip(known) == strip(unknown)
    assert Letter.objects.filter(to_address=EMAIL).count() == 2
    assert not Letter.objects.filter(to_address="nobody@example.org").exists()


def test_the_signed_in_owner_goes_on_without_a_link(client):
    begin(Client())
    sign_in(client, UserFactory(email=EMAIL))
    assert client.get("/trial/apply/").url == "/trial/apply/person/"
    client.post("/trial/apply/person/", PERSON)
    client.post("/trial/apply/check/", {"consent": "on"})
    assert Application.objects.get().state == State.UNDER_REVIEW
    assert client.get("/trial/apply/sent/").status_code == 200


def test_another_address_before_sending(client):
    begin(client)
    client.post("/trial/apply/person/", PERSON)
    assert (
        client.post("/trial/apply/email/", {"email": "o@example.org"}).url == "/trial/apply/check/"
    )
    assert "o@example.org" in text_of(client.get("/trial/apply/check/"))


def test_the_confirmation_letter_comes_once_more(client):
    begin(client)
    client.post("/trial/apply/person/", PERSON)
    client.post("/trial/apply/check/", {"consent": "on"})
    client.post("/trial/apply/sent/")
    assert Letter.objects.filter(kind="applications.confirm").count() == 2


def test_answer_file_and_withdrawal_on_the_status_page(client):

    application = under_review()
    review.ask(application.pk, text="Додайте рішення", by=SecretariatFactory(), at=NOON)
    sign_in(client, application.applicant)
    url = application.get_absolute_url()
    assert "Додайте рішення" in text_of(client.get(url))
    assert "field" in text_of(client.post(url, {"text": ""}))
    assert client.post(url, {"text": "Ось", "file": pdf()}).status_code == 302
    application.refresh_from_db()
    assert application.state == State.UNDER_REVIEW

    more = reverse("applications:add_file", args=[application.number])
    assert client.get(more).status_code == 200
    assert client.post(more, {}).status_code == 200
    assert client.post(more, {"file": pdf()}).status_code == 302

    withdraw = reverse("applications:withdraw", args=[application.number])
    assert client.get(withdraw).status_code == 200
    application.refresh_from_db()
    assert application.state == State.UNDER_REVIEW
    assert client.post(withdraw).status_code == 302
    application.refresh_from_db()
    assert application.state == State.WITHDRAWN
    assert client.get(url).status_code == 200
    assert client.post(withdraw).status_code == 200


@pytest.mark.parametrize("page", ["status", "add_file", "withdraw"])
def test_for_others_an_application_does_not_exist(client, page):
    url = reverse(f"applications:{page}", args=[under_review().number])
    assert client.get(url).status_code == 302
    sign_in(client, UserFactory())
    assert client.get(url).status_code == 404
    assert client.post(url).status_code == 404


def test_my_page_says_what_waits(client):

    application = under_review()
    draft()
    person = application.applicant
    urls = [item.url for item in items_for(person, NOON)]
    assert urls == [application.get_absolute_url(), "/trial/apply/"]
    review.ask(application.pk, text="Що?", by=SecretariatFactory(), at=NOON)
    assert items_for(person, NOON)[0].is_urgent
    assert [section.url for section in sections_for(person, NOON)].count("/me/applications/") == 1
    sign_in(client, person)
    assert application.number in text_of(client.get("/me/applications/"))
    assert client.get("/me/").status_code == 200


def test_the_list_of_applications_costs_the_same_for_one_and_for_five(client):

    person = under_review().applicant
    sign_in(client, person)
    client.get("/me/applications/")
    with CaptureQueriesContext(connection) as one:
        client.get("/me/applications/")
    for _ in range(4):
        under_review()
    with CaptureQueriesContext(connection) as five:
        client.get("/me/applications/")
    assert len(one) == len(five) <= 12


def test_the_status_page_stays_within_its_budget(client):

    application = under_review()
    sign_in(client, application.applicant)
    client.get(application.get_absolute_url())
    with CaptureQueriesContext(connection) as queries:
        client.get(application.get_absolute_url())
    assert len(queries) <= 12


def test_kinds_have_their_own_addresses():
    assert reverse("applications:start", args=["trial"]) == "/trial/start/"
    assert reverse("applications:start", kwargs={"kind": trial.make()}) == "/trial/start/"
    assert submitted().get_absolute_url().startswith("/me/applications/")
