"""Letters with news stop with one tap, without a cookie; service letters carry no such link."""

import pytest
from django.test import Client

from mayorsclub.mail.domain.delivery import mail_of
from mayorsclub.mail.models import Letter
from mayorsclub.mailings.domain import sending
from mayorsclub.mailings.models import NewsChoice
from mayorsclub.mailings.news import address_to_stop, email_of
from mayorsclub.mailings.queries import wants_news
from tests.factories.accounts import SecretariatFactory
from tests.factories.mailings import MailingFactory
from tests.factories.membership import MemberFactory
from tests.moments import NOON
from tests.sign_in import sign_in

pytestmark = pytest.mark.django_db


def path_of(address: str) -> str:
    return "/" + address.split("/", 3)[3]


def letter_of(purpose: str) -> Letter:
    MemberFactory(user__email="m@example.org")
    mailing = MailingFactory(purpose=purpose)
    sending.send(mailing.pk, by=SecretariatFactory(), at=NOON)
    sending.write_batch(mailing.pk, at=NOON)
    return Letter.objects.get()


def test_news_carry_the_link_in_headers_html_and_text():
    letter = letter_of("news")
    mail = mail_of(letter)
    assert mail.extra_headers["List-Unsubscribe"] == f"<{letter.unsubscribe}>"
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter.unsubscribe in mail.body
    assert f'href="{letter.unsubscribe}"' in letter.body_html
    assert "Не надсилати новин" in letter.body_html


def test_service_letters_carry_none():
    letter = letter_of("service")
    assert "List-Unsubscribe" not in mail_of(letter).extra_headers
    assert "letters/stop" not in letter.body_html


def test_one_tap_of_a_mail_program_stops_news():
    letter = letter_of("news")
    client = Client(enforce_csrf_checks=True)
    address = path_of(letter.unsubscribe)
    page = client.get(address)
    assert page.status_code == 200
    assert not NewsChoice.objects.exists()
    answer = client.post(address, {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, dict(client.cookies)) == (200, {})
    assert not wants_news(letter.to_user)
    client.post(address, {"again": "yes"})
    assert wants_news(letter.to_user)


def test_a_forged_address_opens_nothing():
    good = address_to_stop("m@example.org").rstrip("/").rsplit("/", 1)[1]
    assert email_of(good) == "m@example.org"
    assert email_of(good[:-1] + "x") is None
    assert Client().post("/letters/stop/abc/").status_code == 404
    assert not NewsChoice.objects.exists()


def test_the_own_page_says_and_changes_it(client):
    user = MemberFactory().user
    sign_in(client, user)
    assert "Новини клубу надходять Вам" in client.get("/me/news/").content.decode()
    client.post("/me/news/", {"news": "no"})
    assert not wants_news(user)
    client.post("/me/news/", {"news": "yes"})
    assert wants_news(user)
    assert "Листи з новинами" in client.get("/me/").content.decode()
